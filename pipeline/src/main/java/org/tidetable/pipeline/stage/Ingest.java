package org.tidetable.pipeline.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.RunConfig;
import org.tidetable.pipeline.landing.Landing;
import org.tidetable.pipeline.landing.Receipt;
import org.tidetable.pipeline.landing.SetAsideList;
import org.tidetable.pipeline.quality.QualityCheck;
import org.tidetable.pipeline.quality.QualityReport;
import org.tidetable.pipeline.quality.RowAccount;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.SourceFile;
import org.tidetable.pipeline.source.SourceMapping;
import org.tidetable.pipeline.synthetic.SyntheticPopulation;
import org.tidetable.pipeline.synthetic.SyntheticSettings;

/**
 * Reads every source by its mapping into canonical rows, and accounts for every row. Files whose
 * rows were read before are not read again.
 */
final class Ingest implements Stage {
  /** The receipts of the files, in the order of the configuration. */
  static final String RECEIPTS = "receipts.json";

  private static final int DRIFT_SHOWN = 5;

  @Override
  public String run(Run run) {
    try {
      return read(run);
    } catch (RuntimeException refused) {
      // Keys of people are not kept where a file of theirs was refused.
      RunFolder.delete(run.folder().ingest());
      throw refused;
    }
  }

  private static String read(Run run) {
    inventPeople(run);
    Landing landing = landing(run);
    List<Landing.Wanted> wanted = new ArrayList<>();
    for (Configuration.Source source : run.configuration().sources()) {
      for (Path file : run.configuration().files(source, run.folder().synthetic())) {
        wanted.add(new Landing.Wanted(source.mapping(), file));
      }
    }
    Landing.Landed landed = landed(run, landing, wanted);
    RowAccount account = RowAccount.of(landed.receipts());
    refuseEmpty(wanted, account);
    SetAsideList.write(landing.root(), landed.receipts(), run.folder().quality());
    refuseFaulty(run, landing, account);
    Receipt.writeAll(landed.receipts(), run.folder().ingest().resolve(RECEIPTS));
    RunFolder.close(run.folder().ingest());
    PlannedAreas.check(run);
    List<QualityCheck> checks = new ArrayList<>(account.checks());
    checks.addAll(OptOut.checks(run, account));
    QualityReport.write(run.folder().quality(), "1-ingest", checks);
    return String.format(
            Locale.ROOT,
            "%,d rows of %d sources; %d files%s",
            account.tallies().stream().mapToLong(RowAccount.Tally::in).sum(),
            run.configuration().sources().size(),
            wanted.size(),
            landed.before() == 0 ? "" : ", " + landed.before() + " already read")
        + drift(account.driftTold(), run.folder().quality());
  }

  /** Writes how headings differ from their mappings, and tells the first of it in further lines. */
  private static String drift(List<String> told, Path folder) {
    if (told.isEmpty()) {
      return "";
    }
    Path list = folder.resolve("columns.txt");
    try {
      Files.write(list, told);
      RunFolder.close(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    String first =
        told.stream().limit(DRIFT_SHOWN).map(line -> "\n  " + line).collect(Collectors.joining());
    return told.size() <= DRIFT_SHOWN
        ? first
        : first
            + "\n  and %d further differences of headings, in %s"
                .formatted(told.size() - DRIFT_SHOWN, list);
  }

  /** Those who object must be known before a row is read; else nothing waits for the keys. */
  private static Landing.Landed landed(Run run, Landing landing, List<Landing.Wanted> wanted) {
    if (KeyFiles.hasLists(run)) {
      return landing.land(run.spark(), wanted, KeyFiles.read(run, landing.root()));
    }
    List<Callable<Optional<Landing.Landed>>> work =
        List.of(
            () -> Optional.of(landing.land(run.spark(), wanted, "")),
            () -> {
              KeyFiles.read(run, landing.root());
              return Optional.empty();
            });
    return SideBySide.run(work).get(0).orElseThrow();
  }

  /** The rows that runs of this output folder have read. */
  static Landing landing(Run run) {
    return new Landing(run.folder().out(), run.codeVersion(), run.configuration().keyFile());
  }

  /** What the stage has read. */
  static List<Receipt> receipts(Run run) {
    return Receipt.readAll(run.folder().ingest().resolve(RECEIPTS));
  }

  /** One file of many may be empty: a return without such a case. A source may not. */
  private static void refuseEmpty(List<Landing.Wanted> wanted, RowAccount account) {
    for (RowAccount.Tally tally : account.tallies()) {
      if (tally.in() == 0) {
        Landing.Wanted one =
            wanted.stream()
                .filter(file -> file.mapping().name().equals(tally.source()))
                .findFirst()
                .orElseThrow();
        throw new SourceFile(one.mapping(), one.file().toString()).withoutData();
      }
    }
  }

  private static void refuseFaulty(Run run, Landing landing, RowAccount account) {
    Map<String, Double> limits =
        run.configuration().sources().stream()
            .map(Configuration.Source::mapping)
            .collect(
                Collectors.toMap(
                    SourceMapping::name,
                    mapping -> Optional.ofNullable(mapping.setAsideLimit()).orElse(0.0)));
    try {
      account.refuseAbove(limits, run.folder().quality().resolve(SetAsideList.NAME_IN_RUN));
    } catch (UserError refused) {
      // What was refused is not kept.
      account.above(limits).forEach(receipt -> landing.forget(receipt.key()));
      throw refused;
    }
  }

  private static void inventPeople(Run run) {
    RunConfig.Synthetic synthetic = run.configuration().written().synthetic();
    if (synthetic == null) {
      return;
    }
    RunFolder.delete(run.folder().synthetic());
    SyntheticSettings settings =
        new SyntheticSettings(
            synthetic.people(),
            LocalDate.parse(synthetic.from()),
            LocalDate.parse(synthetic.to()),
            run.seed());
    try {
      SyntheticPopulation.write(settings, run.folder().synthetic(), Optional.empty());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    RunFolder.close(run.folder().synthetic());
  }
}
