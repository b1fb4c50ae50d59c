package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.landing.Receipt;
import org.tidetable.pipeline.landing.RowKind;
import org.tidetable.pipeline.merge.CountsStore;
import org.tidetable.pipeline.merge.EventStore;
import org.tidetable.pipeline.merge.LandedRows;
import org.tidetable.pipeline.merge.Linkage;
import org.tidetable.pipeline.merge.PeopleOverTime;
import org.tidetable.pipeline.merge.PersonKeys;
import org.tidetable.pipeline.merge.Successors;
import org.tidetable.pipeline.quality.QualityCheck;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.source.EventsMapping;

/** The person-level part of the merge: who there is, what happened to them, and who was missed. */
final class MergePersons {
  /** Spans of people in one file of the store. */
  private static final long ROWS_PER_FILE = 1_000_000;

  private MergePersons() {}

  /**
   * What the merge found.
   *
   * @param events in the store
   */
  record Merged(long events, List<QualityCheck> checks) {
    static final Merged NOBODY = new Merged(0, List.of());
  }

  /** Writes people, events and how many pseudonyms lead to a person, side by side. */
  static Merged write(Run run, Successors successors) {
    Path scratch = run.folder().scratch().resolve("merge");
    RunFolder.create(scratch);
    Dataset<Row> links =
        run.folder()
            .read(run.spark(), run.folder().ingest().resolve(KeyFiles.LINKS), PersonKeys.LINKS);
    LandedRows told = landed(run, RowKind.PEOPLE);
    LandedRows landed = landed(run, RowKind.EVENTS);
    Map<String, PersonKeys.Counted> counted = PersonKeys.counts(links);
    List<Callable<Merged>> work =
        List.of(
            () -> writeEvents(run, landed, links, counted, successors),
            () -> new Merged(0, writePeople(run, told, links, successors)),
            () -> {
              List<Linkage.Rate> rates = Linkage.rates(landed, told, links, scratch);
              Linkage.write(rates, run.folder().quality());
              return new Merged(0, Linkage.checks(rates));
            });
    List<Merged> merged = SideBySide.run(work);
    List<QualityCheck> checks = new ArrayList<>(merged.get(1).checks());
    checks.addAll(merged.get(0).checks());
    checks.addAll(merged.get(2).checks());
    return new Merged(merged.get(0).events(), checks);
  }

  private static Merged writeEvents(
      Run run,
      LandedRows landed,
      Dataset<Row> links,
      Map<String, PersonKeys.Counted> counted,
      Successors successors) {
    List<QualityCheck> checks = new ArrayList<>();
    long kept = 0;
    for (EventStore.Account account :
        new EventStore(
                run.spark(),
                Ingest.landing(run),
                landed,
                run.asOf(),
                run.folder().scratch().resolve("merge"))
            .write(
                links.select(col("key"), col(StoreSchema.PERSON_ID)),
                counted.values().stream().mapToLong(PersonKeys.Counted::links).sum(),
                successors,
                joinings(run),
                run.folder(),
                run.folder().store().resolve("events"))) {
      long late = landed.receipts(account.source()).stream().mapToLong(Receipt::late).sum();
      checks.addAll(checks(account, late));
      kept += account.kept();
    }
    for (PersonKeys.Counted one : counted.values()) {
      if (one.peopleWithSeveral() > 0) {
        checks.add(
            QualityCheck.ok(
                one.source(),
                "people_with_several_pseudonyms",
                one.peopleWithSeveral(),
                "People whom the source knows by more than one pseudonym; all are used"));
      }
    }
    return new Merged(kept, checks);
  }

  private static LandedRows landed(Run run, RowKind kind) {
    return new LandedRows(
        run.spark(),
        Ingest.landing(run),
        kind,
        Ingest.receipts(run),
        run.configuration()::linkSource);
  }

  private static List<QualityCheck> writePeople(
      Run run, LandedRows told, Dataset<Row> links, Successors successors) {
    List<QualityCheck> checks = new ArrayList<>();
    Path scratch = run.folder().scratch().resolve("merge");
    List<String> sources =
        run.configuration().sources().stream().map(source -> source.mapping().name()).toList();
    Path place = scratch.resolve("people");
    RunFolder.delete(place);
    PeopleOverTime.of(KeyFiles.register(run), told, sources, links, run.asOf(), scratch)
        .write()
        .parquet(place.toString());
    Dataset<Row> people = run.spark().read().parquet(place.toString());
    Row found =
        Rows.small(
                people.agg(
                    functions.count(functions.lit(1)),
                    functions.count(functions.when(col(PeopleOverTime.CONFLICT), functions.lit(1))),
                    functions.countDistinct(
                        functions.when(
                            col(StoreSchema.BIRTH_MONTH).isNull(), col(StoreSchema.PERSON_ID)))))
            .get(0);
    for (String source : told.sources()) {
      checks.add(
          QualityCheck.note(
              source,
              "people_in_conflict",
              found.getLong(1),
              "People with two addresses on a day; the register, then the later known, is taken"));
      checks.add(
          QualityCheck.note(
              source,
              "people_without_birth_month",
              found.getLong(2),
              "People of no known age; they are left out"));
    }
    String[] columns = StoreSchema.PEOPLE.fieldNames();
    run.folder()
        .writeStore(
            CountsStore.replaced(people, successors, List.of(StoreSchema.AREA_CODE))
                .filter(col(StoreSchema.BIRTH_MONTH).isNotNull())
                .select(columns[0], java.util.Arrays.copyOfRange(columns, 1, columns.length))
                .repartition(
                    (int) (found.getLong(0) / ROWS_PER_FILE) + 1, col(StoreSchema.PERSON_ID))
                .sortWithinPartitions(StoreSchema.PERSON_ID, StoreSchema.VALID_FROM),
            run.folder().store().resolve("people"));
    return checks;
  }

  private static List<QualityCheck> checks(EventStore.Account account, long late) {
    String source = account.source();
    List<QualityCheck> checks = new ArrayList<>();
    checks.add(
        QualityCheck.ok(
            source, "rows_duplicate", account.copies(), "Rows that repeat another; one is kept"));
    checks.add(
        QualityCheck.ok(
            source,
            "rows_superseded",
            account.superseded(),
            "Rows whose record was corrected later; the latest is kept"));
    if (account.notYetKnown() > 0) {
      checks.add(
          QualityCheck.ok(
              source,
              "rows_not_yet_known",
              account.notYetKnown(),
              "Rows known on the day of the run or later; not used"));
    }
    if (account.joined() > 0) {
      checks.add(
          QualityCheck.ok(
              source, "rows_joined", account.joined(), "Episodes that continue a spell"));
    }
    checks.add(
        QualityCheck.note(
            source,
            "rows_unlinked",
            account.unlinked(),
            "Rows whose pseudonym the link table lacks; not used"));
    checks.add(
        QualityCheck.note(
            source, "rows_late", late, "Rows recorded later than the mapping expects"));
    return checks;
  }

  /** The kinds whose episodes a mapping joins to spells. */
  private static List<EventStore.Joining> joinings(Run run) {
    List<EventStore.Joining> joinings = new ArrayList<>();
    for (Configuration.Source source : run.configuration().sources()) {
      EventsMapping events = source.mapping().events();
      if (events != null && events.joinWithinDays() != null) {
        for (EventKind kind : events.possibleKinds()) {
          joinings.add(
              new EventStore.Joining(source.mapping().name(), kind, events.joinWithinDays()));
        }
      }
    }
    return joinings;
  }
}
