package org.tidetable.pipeline.cohort;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tidetable.export.disclosure.CrowdRounding;
import org.tidetable.export.disclosure.DisclosureGate;
import org.tidetable.export.disclosure.DisclosureRefused;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.format.CsvFormat;
import org.tidetable.export.format.Json;
import org.tidetable.export.format.WrittenFile;
import org.tidetable.features.cohort.CohortPass;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.cohort.CohortText;
import org.tidetable.models.cohort.SourceCoverage;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.OutputLock;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.Sessions;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.stage.Protection;

/**
 * Finds the members of a cohort. They stay in the run's restricted folder; counts leave through the
 * gate, under the policy and key of the run.
 */
public final class CohortRun {
  private final CohortRequest request;
  private final StoreOfRun store;
  private final DisclosureGate gate;

  private CohortRun(CohortRequest request, StoreOfRun store, DisclosureGate gate) {
    this.request = request;
    this.store = store;
    this.gate = gate;
  }

  /** Does what was asked, and tells it in the words that it writes. */
  public static void of(CohortRequest request, PrintStream told) {
    StoreOfRun store = StoreOfRun.in(request.run());
    DisclosureGate gate = Protection.gate(request.configuration());
    store.requireSameProtection(gate.policy());
    RunFolder.create(request.out());
    // One at a time: the record of what was published is read first and kept last.
    OutputLock lock = OutputLock.take(store.folder().restricted());
    try {
      alone(request, store, gate).forEach(told::println);
    } catch (DisclosureRefused refused) {
      throw UserError.of(
          ExitCode.PRIVACY,
          "%s: %s. %s. %s.",
          refused.where(),
          refused.what(),
          refused.why(),
          refused.remedy());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      lock.close();
    }
  }

  private static List<String> alone(CohortRequest request, StoreOfRun store, DisclosureGate gate)
      throws IOException {
    SparkSession spark = Sessions.start(request.master(), store.folder().scratch());
    try {
      return new CohortRun(request, store, gate).run(spark);
    } finally {
      spark.stop();
      RunFolder.delete(store.folder().root().resolve("scratch"));
    }
  }

  private List<String> run(SparkSession spark) throws IOException {
    Observed observed = store.observed(spark);
    CohortDefinition cohort = CohortReader.read(request.file(), observed);
    Optional<CohortDefinition> old = request.old().map(file -> CohortReader.read(file, observed));
    Dataset<Row> events = store.events(spark);
    StoreOfRun.requireColumns(cohort, events);
    old.ifPresent(before -> StoreOfRun.requireColumns(before, events));
    SourceCoverage coverage = CohortPass.coverage(events);
    Path place = store.folder().restricted().resolve("definitions").resolve(cohort.name());
    Dataset<Row> fates = fates(spark, cohort, coverage, place.resolve("fates"));
    Path members = place.resolve("members");
    store.folder().write(Members.of(fates, cohort).coalesce(1), members);
    List<String> steps = CohortText.steps(cohort);
    String hash = CohortHash.of(cohort);
    PublishedCounts published =
        PublishedCounts.in(store.folder().restricted().resolve("definitions"));
    CrowdRounding numbers = gate.crowds(published.crowds());
    List<AttritionTable.Count> counts = Members.counts(fates, cohort, numbers.salt());
    published.ask(
        counts.stream().map(count -> hash + " on " + count.indexDate()).distinct().toList());
    SafeTable attrition =
        gate.check(AttritionTable.of("people of cohort " + hash, steps, counts, numbers));
    Optional<SafeTable> changes = Optional.empty();
    if (old.isPresent()) {
      Dataset<Row> before =
          Members.of(fates(spark, old.get(), coverage, place.resolve("old")), old.get());
      changes = Optional.of(changes(before, store.folder().read(spark, members), numbers));
      published.ask(List.of(hash + " after " + CohortHash.of(old.get())));
    }
    published.keep(numbers.published());
    new CsvFormat().write(attrition, request.out());
    List<String> text = new ArrayList<>(CohortText.of(cohort));
    text.add("");
    text.addAll(AttritionTable.lines(attrition.table(), steps));
    text.add(gate.policy().inWords());
    text.add(
        String.format(
            Locale.ROOT,
            "A number hangs on who is counted. Where fewer than %1$d people differ from people"
                + " published before, their number is taken, and one in %1$d of those who differ"
                + " counts %1$d, the others nothing. Not met is what is left of the numbers.",
            gate.policy().base()));
    if (old.isPresent() && changes.isPresent()) {
      text.addAll(compared(old.get(), cohort, changes.get()));
    }
    WrittenFile.write(request.out(), cohort.name() + ".txt", String.join("\n", text) + "\n", 0);
    WrittenFile.write(
        request.out(), cohort.name() + ".json", Json.text(CohortHash.json(cohort)) + "\n", 0);
    text.add("");
    text.add("Members: " + members + " (for your eyes only). Counts: " + request.out() + ".");
    text.add(
        String.format(
            Locale.ROOT,
            "Of the %d questions that this run answers %d are left; to repeat one is free.",
            PublishedCounts.MOST,
            published.left()));
    return text;
  }

  private Dataset<Row> fates(
      SparkSession spark, CohortDefinition cohort, SourceCoverage coverage, Path place) {
    Dataset<Row> fates =
        CohortPass.fates(store.people(spark), store.events(spark), cohort, coverage);
    if (cohort.take().some()) {
      fates = Members.taken(fates, cohort, store.scored(spark, cohort.take().model()));
    }
    store.folder().write(fates, place);
    return store.folder().read(spark, place);
  }

  private SafeTable changes(Dataset<Row> before, Dataset<Row> now, CrowdRounding numbers) {
    return gate.check(
        ChangesTable.of(
            "people of two cohorts", Members.sides(before, now, numbers.salt()), numbers));
  }

  private List<String> compared(CohortDefinition old, CohortDefinition cohort, SafeTable sides)
      throws IOException {
    List<String> text = new ArrayList<>();
    text.add("");
    text.add("Compared with version " + old.version() + ":");
    List<String> changes = CohortText.difference(old, cohort);
    text.addAll(changes.isEmpty() ? List.of("Nothing that is asked differs.") : changes);
    new CsvFormat().write(sides, request.out());
    text.addAll(ChangesTable.lines(sides.table()));
    return text;
  }
}
