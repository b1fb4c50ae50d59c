package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.feature.Feature;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.features.feature.Measure;
import org.tidetable.features.frame.EventFacts;
import org.tidetable.features.frame.LookedAfter;
import org.tidetable.features.frame.PersonFrames;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.frame.Rows.PersonFrame;
import org.tidetable.features.frame.Scoring;
import org.tidetable.features.history.IndexDates;
import org.tidetable.features.history.OutcomeLabels;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.card.SavedModel;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.problem.RiskProblem.Anchor;
import org.tidetable.models.problem.RiskProblem.TargetCohort;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.run.RunFolder;

/** Who was what, and when, for every risk: written in one pass for all that look back as far. */
final class RiskFrames {
  /** A column that says something of fewer rows than this says who they are. */
  private static final int LEAST_ROWS = 20;

  private static final StructType COLUMNS =
      new StructType()
          .add("place", DataTypes.IntegerType, false)
          .add("feature", DataTypes.StringType, false);

  private final Run run;
  private final Dataset<Row> people;
  private final Dataset<Row> events;
  private final Coverage coverage;
  private final EventFacts facts;

  private RiskFrames(Run run) {
    this.run = run;
    this.people =
        run.folder().read(run.spark(), run.folder().store().resolve("people"), StoreSchema.PEOPLE);
    this.events =
        run.folder().read(run.spark(), run.folder().store().resolve("events"), StoreSchema.EVENTS);
    this.coverage = Coverage.read(run);
    this.facts = EventFacts.of(events);
  }

  /** Writes the frames of all risks. */
  static void write(Run run) {
    if (run.configuration().risk().isEmpty()) {
      return;
    }
    RiskFrames frames = new RiskFrames(run);
    Map<Period, List<RiskProblem>> together = new LinkedHashMap<>();
    for (Configuration.Risk risk : run.configuration().risk()) {
      RiskProblem problem = risk.problem();
      if (problem.design().anchor().isPresent()) {
        frames.anchored(problem, problem.design().anchor().get());
      } else {
        together.computeIfAbsent(problem.lookback(), any -> new ArrayList<>()).add(problem);
      }
    }
    together.forEach(frames::fixed);
  }

  /** Whether a run keeps what that risk was learnt from. */
  static boolean keeps(RunFolder run, String risk) {
    return Files.isDirectory(run.root().resolve("features").resolve("risk").resolve(risk));
  }

  /** The rows of a risk; those to be scored have no outcome yet. */
  static PersonFrame read(RunFolder run, SparkSession spark, String risk) {
    Path folder = run.features().resolve("risk").resolve(risk);
    return Rows.personFrame(
        run.read(spark, folder.resolve("rows")),
        run.read(spark, folder.resolve("columns"), COLUMNS),
        LEAST_ROWS);
  }

  /** The rows of a risk from that index date on, ready to be scored by a model of it. */
  static Scoring toScore(Run run, RiskProblem problem, LocalDate from, SavedModel model) {
    Path folder = folder(run, problem);
    return new Scoring(
        run.folder()
            .read(run.spark(), folder.resolve("rows"))
            .filter(col(IndexDates.INDEX_DATE).geq(Date.valueOf(from))),
        Rows.names(run.folder().read(run.spark(), folder.resolve("columns"), COLUMNS)),
        model);
  }

  private static Path folder(Run run, RiskProblem problem) {
    return run.folder().features().resolve("risk").resolve(problem.name());
  }

  private void fixed(Period lookback, List<RiskProblem> problems) {
    Map<RiskProblem, List<LocalDate>> dates = new LinkedHashMap<>();
    TreeSet<LocalDate> all = new TreeSet<>();
    Column wanted = lit(false);
    for (RiskProblem problem : problems) {
      List<LocalDate> own =
          IndexDates.of(problem, coverage.firstDay(), coverage.asOf(), settlingDays(problem));
      dates.put(problem, own);
      all.addAll(own);
      wanted = wanted.or(in(own).and(ofAge(problem.target())));
    }
    Dataset<Row> residents = IndexDates.residents(people, List.copyOf(all));
    List<Feature> features = FeatureCatalogue.within(days(lookback));
    Path measured = run.folder().features().resolve("people").resolve(lookback.toString());
    measure(
        residents.withColumn(PersonFrames.WANTED, wanted),
        all.last(),
        features,
        lookback,
        measured);
    for (RiskProblem problem : problems) {
      Dataset<Row> index = residents.filter(in(dates.getOrDefault(problem, List.of())));
      join(problem, index, measured, features);
    }
  }

  /** Those who live with somebody are there to tell of the household; areas have no rate by day. */
  private void anchored(RiskProblem problem, Anchor anchor) {
    LocalDate first = coverage.firstDay().plus(problem.lookback());
    Dataset<Row> index = IndexDates.anchored(people, events, anchor, first, coverage.asOf());
    Dataset<Row> wanted = IndexDates.ofTarget(index, events, problem.target());
    Dataset<Row> all = IndexDates.withHousehold(wanted, people, PersonFrames.WANTED);
    List<Feature> features =
        FeatureCatalogue.within(days(problem.lookback())).stream()
            .filter(feature -> feature.measure() != Measure.AREA_RATE)
            .toList();
    Path measured = run.folder().features().resolve("people").resolve(problem.name());
    measure(all, coverage.asOf(), features, problem.lookback(), measured);
    join(problem, index, measured, features);
  }

  private void measure(
      Dataset<Row> residents,
      LocalDate last,
      List<Feature> features,
      Period lookback,
      Path folder) {
    PersonFrames.Frame frame =
        PersonFrames.of(
            residents,
            events,
            last,
            new PersonFrames.Making(features, facts.collectedFrom(), days(lookback)));
    run.folder().write(frame.rows(), folder);
    frame.release();
  }

  private void join(
      RiskProblem problem, Dataset<Row> residents, Path measured, List<Feature> features) {
    Dataset<Row> target = IndexDates.ofTarget(residents, events, problem.target());
    Dataset<Row> index = IndexDates.washedOut(target, events, problem);
    Dataset<Row> labelled = OutcomeLabels.after(index, events, problem, coverage.asOf());
    Dataset<Row> rows =
        labelled.join(
            run.folder().read(run.spark(), measured),
            scala.jdk.javaapi.CollectionConverters.asScala(
                    List.of(StoreSchema.PERSON_ID, IndexDates.INDEX_DATE))
                .toSeq());
    if (!LookedAfter.tells(problem.target(), facts.settled().keySet())) {
      rows = rows.withColumn(LookedAfter.COLUMN, lit(null).cast(DataTypes.StringType));
    }
    Path folder = folder(run, problem);
    run.folder().write(rows, folder.resolve("rows"));
    List<Row> columns = new ArrayList<>();
    for (Feature feature : features) {
      columns.add(RowFactory.create(columns.size(), feature.name()));
    }
    run.folder()
        .write(
            run.spark().createDataFrame(columns, COLUMNS).coalesce(1), folder.resolve("columns"));
  }

  private int settlingDays(RiskProblem problem) {
    return facts.settlingDays(problem.outcome().kinds(), coverage.asOf());
  }

  private static Column in(List<LocalDate> dates) {
    return col(IndexDates.INDEX_DATE).isin(dates.stream().map(Date::valueOf).toArray());
  }

  private static Column ofAge(TargetCohort target) {
    return col(IndexDates.AGE).between(target.minimumAge(), target.maximumAge());
  }

  private static int days(Period period) {
    return (int) LocalDate.EPOCH.plus(period).toEpochDay();
  }
}
