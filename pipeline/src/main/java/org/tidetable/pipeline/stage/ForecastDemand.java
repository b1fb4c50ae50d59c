package org.tidetable.pipeline.stage;

import static org.tidetable.features.series.DemandSeries.SERIES_ID;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.evaluation.BacktestPaths;
import org.tidetable.models.evaluation.ColdStart;
import org.tidetable.models.evaluation.DemandForecasts;
import org.tidetable.models.evaluation.HierarchyForecasts;
import org.tidetable.models.evaluation.PlanScores;
import org.tidetable.models.evaluation.RangeUpdate;
import org.tidetable.models.evaluation.TemporalPaths;
import org.tidetable.models.evaluation.YearTotal;
import org.tidetable.models.evaluation.YearTotals;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.care.SeriesCare;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.RunConfig;
import org.tidetable.pipeline.merge.Area;
import org.tidetable.pipeline.publish.Vintages;
import org.tidetable.pipeline.publish.YearTables;
import org.tidetable.pipeline.quality.QualityCheck;
import org.tidetable.pipeline.quality.QualityReport;
import org.tidetable.pipeline.source.BankHolidays;
import org.tidetable.pipeline.source.SchoolHolidays;

/** Forecasts every series of every demand, and says of each how good such forecasts were. */
final class ForecastDemand implements Stage {

  @Override
  public String run(Run run) {
    Results results = new Results(run);
    List<Area> areas = results.areas();
    // What planners add is checked before any forecast is made.
    List<PlannedDemand> planned = new ArrayList<>();
    for (Configuration.Demand demand : run.configuration().demand()) {
      planned.add(
          PlannedDemand.of(
              run.configuration().planning(),
              demand.problem().name(),
              results.series(demand),
              areas));
    }
    LeadIndicators leads = new LeadIndicators(run.configuration(), results);
    Vintages vintages =
        Vintages.before(run.folder().out(), run.id(), run.configuration().written().name());
    List<Callable<Done>> work = new ArrayList<>();
    for (int i = 0; i < planned.size(); i++) {
      Configuration.Demand demand = run.configuration().demand().get(i);
      PlannedDemand added = planned.get(i);
      work.add(() -> forecast(run, demand, results, added, leads, vintages));
    }
    List<Done> done = SideBySide.run(work);
    write(run, done);
    long series = 0;
    long made = 0;
    List<QualityCheck> warnings = new ArrayList<>();
    for (int i = 0; i < planned.size(); i++) {
      List<Forecast> forecasts = done.get(i).forecasts();
      warnings.addAll(AdjustmentEffects.without(planned.get(i).adjustments(), forecasts));
      series += forecasts.size();
      made +=
          forecasts.stream().filter(forecast -> forecast.fold(yes -> true, no -> false)).count();
    }
    QualityReport.write(run.folder().quality(), "planning", warnings);
    String said =
        String.format(
            Locale.ROOT,
            "%,d series: %,d forecast, %,d not, with the cause",
            series,
            made,
            series - made);
    return Stream.concat(
            Stream.of(said), warnings.stream().map(warning -> "Warning: " + warning.detail()))
        .collect(Collectors.joining("\n"));
  }

  /** The forecasts of a demand, and the rows that are kept of it. */
  private record Done(String demand, List<Forecast> forecasts, Map<ForecastPart, List<Row>> rows) {}

  private static void write(Run run, List<Done> done) {
    List<Callable<Object>> work = new ArrayList<>();
    for (ForecastPart part : ForecastPart.values()) {
      Map<String, List<Row>> rows = new LinkedHashMap<>();
      done.forEach(one -> rows.put(one.demand(), one.rows().getOrDefault(part, List.of())));
      work.add(Executors.callable(() -> part.write(run, rows)));
    }
    SideBySide.run(work);
  }

  private static Done forecast(
      Run run,
      Configuration.Demand demand,
      Results results,
      PlannedDemand planned,
      LeadIndicators leads,
      Vintages vintages) {
    DemandProblem problem = demand.problem();
    List<Row> rows = results.series(demand);
    boolean counts = problem.per().isEmpty();
    List<Series> given =
        DemandForecasts.toCommonEnd(
            rows.stream().map(row -> Rows.series(row, problem.grain())).toList());
    List<Series> known = counts ? given.stream().map(SeriesCare::withoutNegatives).toList() : given;
    DemandCalendar calendar = calendar(run, demand);
    List<Series> asked = new ArrayList<>();
    List<Forecast> leftOut = new ArrayList<>();
    for (Series one : known) {
      planned
          .notForecast(one)
          .ifPresentOrElse(
              cause -> leftOut.add(new Forecast.NotMade(one.id(), one.period(one.length()), cause)),
              () -> asked.add(one));
    }
    List<Series> learned = asked.stream().map(planned::learned).toList();
    Pool pool = Objects.requireNonNull(run.configuration().written().pool());
    Backtest backtest = Backtest.of(problem.grain(), problem.horizon(), pool);
    List<Row> learnedRows = rowsOf(asked, rows);
    DemandForecasts own =
        PlanScores.on(
            made(
                run,
                results.areas(),
                problem,
                backtest,
                learnedRows,
                learned,
                paths(run, demand, results.areas(), learnedRows, learned, backtest, calendar)),
            backtest,
            learned,
            planned.plans());
    DemandForecasts forecasts =
        run.configuration().written().coldStart() == RunConfig.ColdStart.NONE
            ? own
            : ColdStart.fill(
                own, learned, Parents.of(learnedRows, results.areas()), problem.levels());
    RangeUpdate ranges =
        vintages.alike(problem.grain(), run.configuration().invented(demand)).update(problem, rows);
    List<Forecast> published = forecasts.forecasts().stream().map(ranges::apply).toList();
    List<YearTotal> years =
        YearTotals.of(
            backtest,
            asked,
            learned,
            forecasts.published(),
            published,
            problem.levels(),
            YearTables.isMean(problem));
    List<Forecast> all = new ArrayList<>(published);
    all.addAll(leftOut);
    List<Row> explanations = ExplanationStore.rows(asked, forecasts.forecasts(), calendar);
    explanations.addAll(leads.of(demand, backtest, learned, forecasts.published()));
    Map<ForecastPart, List<Row>> kept = new EnumMap<>(ForecastPart.class);
    kept.put(ForecastPart.FORECASTS, ForecastStore.rows(problem, all));
    kept.put(ForecastPart.ACCURACY, AccuracyStore.rows(forecasts, levels(rows)));
    kept.put(ForecastPart.NOTES, NoteStore.rows(given, planned, calendar.daysOff(), counts));
    kept.put(ForecastPart.EXPLANATIONS, explanations);
    kept.put(ForecastPart.YEARS, YearStore.rows(years));
    kept.put(ForecastPart.RANGES, RangeStore.rows(ranges));
    return new Done(problem.name(), all, kept);
  }

  /** The paths of every method of a demand, and those that agree with longer periods. */
  private static List<BacktestPaths> paths(
      Run run,
      Configuration.Demand demand,
      List<Area> areas,
      List<Row> rows,
      List<Series> learned,
      Backtest backtest,
      DemandCalendar calendar) {
    Grain grain = demand.problem().grain();
    Pool pool = Objects.requireNonNull(run.configuration().written().pool());
    MethodChoice choice =
        MethodChoice.of(pool, grain, demand.written().methods())
            .and(new ToldMethods(demand, run.configuration().planning(), rows, learned).all())
            .knowing(PartsOfDemand.of(rows, areas));
    List<BacktestPaths> paths =
        SeriesForecasts.paths(run.spark(), grain, learned, backtest, choice, calendar, run.seed());
    return demand.written().temporal().isEmpty()
        ? paths
        : TemporalPaths.agreeing(
            backtest,
            learned,
            paths,
            demand.written().temporal(),
            (sums, coarse) ->
                SeriesForecasts.paths(
                    run.spark(),
                    sums.get(0).grain(),
                    sums,
                    coarse,
                    MethodChoice.of(Pool.LIGHT, sums.get(0).grain(), List.of()),
                    calendar,
                    run.seed()),
            run.spark().sparkContext().defaultParallelism());
  }

  /** Where series are totals of others, forecasts that add up. */
  private static DemandForecasts made(
      Run run,
      List<Area> areas,
      DemandProblem problem,
      Backtest backtest,
      List<Row> rows,
      List<Series> learned,
      List<BacktestPaths> paths) {
    // A share of each part does not add up to the share of the whole.
    if (!learned.isEmpty() && problem.per().isEmpty()) {
      DemandTotals totals = new DemandTotals(areas, rows, learned);
      if (totals.any()) {
        return totals.ordered(
            HierarchyForecasts.of(
                    problem,
                    backtest,
                    totals.totals().hierarchy(),
                    totals.nodes(),
                    totals.totals().order().stream().map(paths::get).toList(),
                    run.spark().sparkContext().defaultParallelism())
                .coherent());
      }
    }
    return DemandForecasts.of(problem, backtest, learned, paths);
  }

  private static Map<String, String> levels(List<Row> rows) {
    Map<String, String> levels = new HashMap<>();
    rows.forEach(row -> levels.put(row.getAs(SERIES_ID), row.getAs(StoreSchema.AREA_LEVEL)));
    return levels;
  }

  private static List<Row> rowsOf(List<Series> series, List<Row> rows) {
    Set<String> ids = series.stream().map(Series::id).collect(Collectors.toSet());
    return rows.stream().filter(row -> ids.contains(row.<String>getAs(SERIES_ID))).toList();
  }

  private static DemandCalendar calendar(Run run, Configuration.Demand demand) {
    String file = run.configuration().written().bankHolidays();
    DemandCalendar calendar =
        file.isEmpty()
            ? DemandCalendar.NONE
            : BankHolidays.read(located(run, file), demand.written().calendar());
    String own = demand.written().schoolHolidays();
    String school = own.isEmpty() ? run.configuration().written().schoolHolidays() : own;
    return school.isEmpty()
        ? calendar
        : calendar.withSchoolHolidays(SchoolHolidays.read(located(run, school)));
  }

  private static Path located(Run run, String file) {
    return run.configuration().locate(file, run.folder().synthetic());
  }
}
