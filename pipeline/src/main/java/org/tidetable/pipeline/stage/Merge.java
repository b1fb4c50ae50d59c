package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.RunConfig;
import org.tidetable.pipeline.landing.Landing;
import org.tidetable.pipeline.landing.Receipt;
import org.tidetable.pipeline.landing.RowKind;
import org.tidetable.pipeline.merge.Area;
import org.tidetable.pipeline.merge.CountsOnce;
import org.tidetable.pipeline.merge.CountsStore;
import org.tidetable.pipeline.merge.Geography;
import org.tidetable.pipeline.merge.LandedRows;
import org.tidetable.pipeline.merge.Successors;
import org.tidetable.pipeline.quality.QualityCheck;
import org.tidetable.pipeline.quality.QualityReport;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/**
 * Pseudonyms to people, duplicates dropped and counted, one store of events, areas with parents.
 */
final class Merge implements Stage {
  static final StructType AREAS =
      new StructType()
          .add(StoreSchema.AREA_CODE, DataTypes.StringType, false)
          .add(StoreSchema.AREA_NAME, DataTypes.StringType, false)
          .add(StoreSchema.AREA_LEVEL, DataTypes.StringType, false)
          .add("parent_code", DataTypes.StringType, false);

  /** Which share of a trust's patients lives in which area. */
  static final StructType CATCHMENTS =
      new StructType()
          .add("trust", DataTypes.StringType, false)
          .add(StoreSchema.AREA_CODE, DataTypes.StringType, false)
          .add("share", DataTypes.DoubleType, false);

  static final StructType COVERAGE =
      new StructType()
          .add("first_day", DataTypes.DateType, false)
          .add("as_of", DataTypes.DateType, false);

  @Override
  public String run(Run run) {
    List<QualityCheck> checks = new ArrayList<>();
    boolean persons = run.configuration().linksPeople();
    boolean counts =
        run.configuration().sources().stream().anyMatch(s -> s.mapping().counts() != null);
    Successors successors = successors(run, checks);
    List<Callable<MergePersons.Merged>> work =
        List.of(
            () -> persons ? persons(run, successors) : MergePersons.Merged.NOBODY,
            () -> {
              List<QualityCheck> repeated = counts ? keepUsedCounts(run, successors) : List.of();
              keepTables(run);
              return new MergePersons.Merged(0, repeated);
            });
    List<MergePersons.Merged> both = SideBySide.run(work);
    MergePersons.Merged merged = both.get(0);
    both.forEach(one -> checks.addAll(one.checks()));
    int areas = writeAreas(run, counts, persons);
    QualityReport.write(run.folder().quality(), "2-merge", checks);
    String said =
        String.format(Locale.ROOT, "%,d events of people, %,d areas", merged.events(), areas);
    return Stream.concat(
            Stream.of(said),
            checks.stream()
                .filter(check -> check.check().equals(CountsOnce.DIFFERENT))
                .map(check -> "Warning of " + check.source() + ": " + check.detail()))
        .collect(Collectors.joining("\n"));
  }

  private static MergePersons.Merged persons(Run run, Successors successors) {
    MergePersons.Merged merged = MergePersons.write(run, successors);
    writeCoverage(run, run.folder().store());
    return merged;
  }

  /** Codes as of the day of the run; a split code is told and left as it is. */
  private static Successors successors(Run run, List<QualityCheck> checks) {
    RunConfig.Areas areas = run.configuration().written().areas();
    if (areas == null || areas.successors().isEmpty()) {
      return Successors.NONE;
    }
    Successors successors =
        Successors.read(
            areas.successors().stream()
                .map(named -> run.configuration().locate(named, run.folder().synthetic()))
                .toList(),
            run.asOf().orElse(LocalDate.MAX));
    checks.add(
        QualityCheck.note(
            "areas.successors",
            "codes_split",
            successors.split().size(),
            "Codes that several followed; their numbers stay under the old code"));
    return successors;
  }

  private static void writeCoverage(Run run, Path store) {
    Row span =
        Rows.small(
                run.folder()
                    .read(run.spark(), store.resolve("events"), StoreSchema.EVENTS)
                    .agg(min(col(StoreSchema.START_DATE)), max(col(StoreSchema.START_DATE))))
            .get(0);
    if (span.isNullAt(0)) {
      throw UserError.of(
          ExitCode.INPUT,
          "No row of any source leads to a person. Check that the sources' names are those of the"
              + " link table's column \"source\".");
    }
    // The store holds what was known on the day asked for; the files may reach further.
    LocalDate next =
        run.asOf().isPresent()
            ? lastStart(run).plusDays(1)
            : span.getDate(1).toLocalDate().plusDays(1);
    LocalDate asOf = run.asOf().orElse(next);
    if (asOf.isAfter(next)) {
      throw UserError.of(
          ExitCode.USAGE,
          "--as-of %s comes after the data, which end on %s. Choose %s or an earlier day.",
          asOf,
          next.minusDays(1),
          next);
    }
    Row row = RowFactory.create(span.getDate(0), Date.valueOf(asOf));
    run.folder()
        .write(run.spark().createDataFrame(List.of(row), COVERAGE), store.resolve("coverage"));
  }

  private static LocalDate lastStart(Run run) {
    return LocalDate.ofEpochDay(
        Ingest.receipts(run).stream()
            .filter(receipt -> receipt.kind() == RowKind.EVENTS)
            .mapToLong(Receipt::lastDay)
            .filter(day -> day != Receipt.NO_DAY)
            .max()
            .orElse(0));
  }

  /** Keeps the counts in use, each number once, and tells which were given again. */
  private static List<QualityCheck> keepUsedCounts(Run run, Successors successors) {
    LandedRows landed =
        new LandedRows(
            run.spark(),
            Ingest.landing(run),
            RowKind.COUNTS,
            Ingest.receipts(run),
            run.configuration()::linkSource);
    Dataset<Row> counts =
        landed
            .rows(source -> List.of(lit(source).as(StoreSchema.SOURCE)))
            .orElseThrow()
            .withColumn(StoreSchema.KIND, LandedRows.kindCode());
    Dataset<Row> known = run.asOf().map(day -> counts.filter(ended(day))).orElse(counts);
    CountsOnce once = new CountsOnce(known, files(landed));
    run.folder()
        .write(
            CountsStore.underSuccessors(once.rows(), successors),
            run.folder().store().resolve("counts"));
    return once.checks();
  }

  private static SortedMap<String, List<String>> files(LandedRows landed) {
    SortedMap<String, List<String>> files = new TreeMap<>();
    for (String source : landed.sources()) {
      files.put(source, landed.receipts(source).stream().map(Receipt::file).distinct().toList());
    }
    return files;
  }

  /** Tables that are kept as they are, one folder each. */
  private static void keepTables(Run run) {
    Landing landing = Ingest.landing(run);
    for (Configuration.Source source : run.configuration().sources()) {
      if (RowKind.of(source.mapping()) == RowKind.TABLE) {
        String[] places =
            Ingest.receipts(run).stream()
                .filter(receipt -> receipt.source().equals(source.mapping().name()))
                .map(receipt -> landing.rows(receipt).toString())
                .distinct()
                .toArray(String[]::new);
        run.folder()
            .write(
                run.spark()
                    .read()
                    .schema(RowKind.landed(source.mapping()))
                    .parquet(places)
                    .drop(StoreSchema.FILE, StoreSchema.RECORD),
                run.folder().store().resolve("tables").resolve(source.mapping().name()));
      }
    }
  }

  /** Whether a period had ended by that day: one that still runs is not known. */
  private static Column ended(LocalDate day) {
    Column ended = lit(false);
    for (Grain grain : Grain.values()) {
      LocalDate last = grain.plus(day.plusDays(1).atStartOfDay(), -1).toLocalDate();
      ended =
          ended.or(
              col(StoreSchema.GRAIN)
                  .equalTo(grain.code())
                  .and(col(StoreSchema.PERIOD_START).lt(lit(Date.valueOf(last)))));
    }
    return ended;
  }

  private static int writeAreas(Run run, boolean counts, boolean persons) {
    RunConfig.Areas lookups = run.configuration().written().areas();
    List<Area> occurring = new ArrayList<>();
    if (counts) {
      Rows.sorted(
              run.folder()
                  .read(run.spark(), run.folder().store().resolve("counts"))
                  .groupBy(StoreSchema.AREA_CODE, StoreSchema.AREA_LEVEL)
                  .agg(max(StoreSchema.AREA_NAME).as(StoreSchema.AREA_NAME)),
              StoreSchema.AREA_CODE,
              StoreSchema.AREA_LEVEL)
          .forEach(
              row ->
                  occurring.add(
                      new Area(
                          row.getString(0),
                          row.isNullAt(2) ? "" : row.getString(2),
                          row.getString(1),
                          "")));
    }
    if (persons) {
      boolean invented = run.configuration().invented();
      occurring.add(
          new Area(
              EventDemand.ALL_AREAS,
              invented ? "All invented areas" : "All areas of the people",
              "nation",
              ""));
      Rows.sorted(
              run.folder()
                  .read(run.spark(), run.folder().store().resolve("people"), StoreSchema.PEOPLE)
                  .select(StoreSchema.AREA_CODE)
                  .distinct()
                  .filter(col(StoreSchema.AREA_CODE).isNotNull()),
              StoreSchema.AREA_CODE)
          .forEach(
              row -> occurring.add(new Area(row.getString(0), "", "area", EventDemand.ALL_AREAS)));
    }
    Geography geography =
        Geography.read(
            lookups == null ? new RunConfig.Areas("", "", "", List.of(), List.of()) : lookups,
            named -> run.configuration().locate(named, run.folder().synthetic()));
    run.folder()
        .writeStore(
            run.spark()
                .createDataFrame(
                    geography.shares().stream()
                        .map(s -> RowFactory.create(s.trust(), s.area(), s.share()))
                        .toList(),
                    CATCHMENTS)
                .coalesce(1),
            run.folder().store().resolve("catchments"));
    List<Row> rows =
        geography.areas(occurring).stream()
            .map(area -> RowFactory.create(area.code(), area.name(), area.level(), area.parent()))
            .toList();
    run.folder()
        .write(
            run.spark().createDataFrame(rows, AREAS).coalesce(1),
            run.folder().store().resolve("areas"));
    return rows.size();
  }
}
