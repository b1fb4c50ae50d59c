package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.frame.Rows;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.evaluation.BacktestPaths;
import org.tidetable.models.evaluation.DemandForecasts;
import org.tidetable.models.evaluation.PublishedPaths;
import org.tidetable.models.evaluation.YearTotal;
import org.tidetable.models.evaluation.YearTotals;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.care.SeriesCare;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.merge.Area;
import org.tidetable.pipeline.publish.YearTables;
import org.tidetable.pipeline.source.BankHolidays;

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
    long series = 0;
    long made = 0;
    Leads leads = new Leads(run.configuration(), results);
    for (int i = 0; i < planned.size(); i++) {
      Configuration.Demand demand = run.configuration().demand().get(i);
      List<Forecast> forecasts = forecast(run, demand, results, planned.get(i), leads);
      series += forecasts.size();
      made +=
          forecasts.stream().filter(forecast -> forecast.fold(yes -> true, no -> false)).count();
    }
    return String.format(
        Locale.ROOT,
        "%,d series: %,d forecast, %,d not, with the cause",
        series,
        made,
        series - made);
  }

  private static List<Forecast> forecast(
      Run run, Configuration.Demand demand, Results results, PlannedDemand planned, Leads leads) {
    DemandProblem problem = demand.problem();
    List<Row> rows = results.series(demand);
    boolean counts = problem.per().isEmpty();
    List<Series> given =
        DemandForecasts.toCommonEnd(
            rows.stream().map(row -> Rows.series(row, problem.grain())).toList());
    List<Series> known = counts ? given.stream().map(SeriesCare::withoutNegatives).toList() : given;
    Set<LocalDate> holidays = holidays(run, demand);
    List<Series> asked = new ArrayList<>();
    List<Forecast> leftOut = new ArrayList<>();
    for (Series one : known) {
      planned
          .leftOut(one.id())
          .ifPresentOrElse(
              reason ->
                  leftOut.add(
                      new Forecast.NotMade(
                          one.id(), one.period(one.length()), "left out: " + reason)),
              () -> asked.add(one));
    }
    List<Series> learned = asked.stream().map(planned::learned).toList();
    Backtest backtest = Backtest.of(problem.grain(), problem.horizon());
    List<BacktestPaths> paths =
        SeriesForecasts.paths(run.spark(), problem, learned, backtest, holidays, run.seed());
    DemandForecasts forecasts = DemandForecasts.of(problem, backtest, learned, paths);
    List<BacktestPaths> published = new ArrayList<>(paths.size());
    for (int index = 0; index < paths.size(); index++) {
      BacktestPaths each = paths.get(index);
      published.add(
          PublishedPaths.of(each, weights(forecasts.forecasts().get(index), each.methods())));
    }
    List<YearTotal> years =
        YearTotals.of(
            backtest,
            asked,
            learned,
            published,
            forecasts.forecasts(),
            problem.levels(),
            YearTables.isMean(problem));
    List<Forecast> all = new ArrayList<>(forecasts.forecasts());
    all.addAll(leftOut);
    write(run, problem, "forecasts", ForecastStore.rows(problem, all), ForecastStore.FORECASTS);
    write(run, problem, "accuracy", ForecastStore.accuracy(forecasts), ForecastStore.ACCURACY);
    write(run, problem, "notes", NoteStore.rows(given, planned, holidays, counts), NoteStore.NOTES);
    List<Row> explanations = ExplanationStore.rows(asked, forecasts.forecasts(), holidays);
    explanations.addAll(leads.of(demand, backtest, learned, published));
    write(run, problem, "explanations", explanations, ExplanationStore.EXPLANATIONS);
    write(run, problem, "years", YearStore.rows(years), YearStore.YEARS);
    return all;
  }

  /** The chosen method alone; none named where the mean of all was chosen. */
  private static Map<String, Double> weights(Forecast forecast, List<String> methods) {
    String chosen = forecast.fold(Forecast.Made::method, not -> "");
    return methods.contains(chosen) ? Map.of(chosen, 1.0) : Map.of();
  }

  private static void write(
      Run run, DemandProblem problem, String part, List<Row> rows, StructType schema) {
    Path folder = run.folder().forecasts().resolve(problem.name());
    run.folder().write(run.spark().createDataFrame(rows, schema).coalesce(1), folder.resolve(part));
  }

  private static Set<LocalDate> holidays(Run run, Configuration.Demand demand) {
    String file = run.configuration().written().bankHolidays();
    return file.isEmpty()
        ? Set.of()
        : BankHolidays.read(
            run.configuration().locate(file, run.folder().synthetic()),
            demand.written().calendar());
  }
}
