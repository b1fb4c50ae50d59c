package org.tidetable.pipeline.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.RunConfig;
import org.tidetable.pipeline.quality.QualityCheck;
import org.tidetable.pipeline.quality.QualityReport;
import org.tidetable.pipeline.quality.RowAccount;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.SourceFile;
import org.tidetable.pipeline.source.SourceMapping;
import org.tidetable.pipeline.synthetic.SyntheticPopulation;
import org.tidetable.pipeline.synthetic.SyntheticSettings;

/** Reads every source by its mapping into canonical rows, and accounts for every row. */
final class Ingest implements Stage {

  @Override
  public String run(Run run) {
    inventPeople(run);
    List<QualityCheck> checks = new ArrayList<>();
    long rows = 0;
    for (boolean persons : new boolean[] {false, true}) {
      List<Configuration.Source> sources =
          run.configuration().sources().stream()
              .filter(source -> (source.mapping().events() != null) == persons)
              .toList();
      if (sources.isEmpty()) {
        continue;
      }
      Path folder = run.folder().ingest().resolve(persons ? "events" : "counts");
      RowAccount account = read(run, sources, persons, folder);
      checks.addAll(account.checks());
      rows += account.tallies().stream().mapToLong(RowAccount.Tally::in).sum();
    }
    QualityReport.write(run.folder().quality(), "1-ingest", checks);
    return String.format(
        Locale.ROOT, "%,d rows of %d sources", rows, run.configuration().sources().size());
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

  private static RowAccount read(
      Run run, List<Configuration.Source> sources, boolean persons, Path folder) {
    StructType schema = persons ? StoreSchema.RAW_EVENTS : StoreSchema.COUNTS;
    List<SourceFile> files = new ArrayList<>();
    for (Configuration.Source source : sources) {
      for (String named : source.files()) {
        Path file = run.configuration().locate(named, run.folder().synthetic());
        files.add(new SourceFile(source.mapping(), file.toString()));
      }
    }
    FlatMapFunction<SourceFile, Row> reading = SourceFile::rows;
    try {
      Dataset<Row> rows =
          run.spark()
              .createDataset(files, Encoders.javaSerialization(SourceFile.class))
              .repartition(files.size())
              .flatMap(reading, Encoders.row(schema));
      run.folder().write(rows, folder);
    } catch (Exception failure) {
      // What was refused is not kept, not even in part.
      RunFolder.delete(folder);
      throw UserError.unwrapped(failure);
    }
    RowAccount account = RowAccount.of(run.folder().read(run.spark(), folder, schema));
    Map<String, Double> limits =
        sources.stream()
            .map(Configuration.Source::mapping)
            .collect(
                Collectors.toMap(
                    SourceMapping::name,
                    mapping -> Optional.ofNullable(mapping.setAsideLimit()).orElse(0.0)));
    account.refuseAbove(limits);
    return account;
  }
}
