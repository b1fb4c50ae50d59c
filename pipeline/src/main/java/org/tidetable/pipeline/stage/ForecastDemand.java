package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.evaluation.DemandForecasts;
import org.tidetable.models.forecast.DeclaredBreaks;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.source.BankHolidays;
import org.tidetable.pipeline.source.SchoolHolidays;

/** Forecasts every series of every demand, and says of each how good such forecasts were. */
final class ForecastDemand implements Stage {

  @Override
  public String run(Run run) {
    long series = 0;
    long made = 0;
    for (Configuration.Demand demand : run.configuration().demand()) {
      DemandForecasts forecasts = forecast(run, demand);
      series += forecasts.forecasts().size();
      made +=
          forecasts.forecasts().stream()
              .filter(forecast -> forecast.fold(yes -> true, no -> false))
              .count();
    }
    return String.format(
        Locale.ROOT,
        "%,d series: %,d forecast, %,d not, with the cause",
        series,
        made,
        series - made);
  }

  private static DemandForecasts forecast(Run run, Configuration.Demand demand) {
    DemandProblem problem = demand.problem();
    Pool pool = run.configuration().written().pool();
    List<Row> read = read(run, problem);
    List<Series> series =
        DemandForecasts.toCommonEnd(
            read.stream().map(row -> Rows.series(row, problem.grain())).toList());
    DemandForecasts forecasts = forecast(run, demand, pool, read, series);
    Path folder = run.folder().forecasts().resolve(problem.name());
    List<Row> rows = ForecastStore.rows(problem, forecasts.forecasts());
    run.folder()
        .write(
            run.spark().createDataFrame(rows, ForecastStore.FORECASTS).coalesce(1),
            folder.resolve("forecasts"));
    run.folder()
        .write(
            run.spark()
                .createDataFrame(ForecastStore.accuracy(forecasts), ForecastStore.ACCURACY)
                .coalesce(1),
            folder.resolve("accuracy"));
    return forecasts;
  }

  /** Where series are totals of others, forecasts that add up. */
  private static DemandForecasts forecast(
      Run run, Configuration.Demand demand, Pool pool, List<Row> read, List<Series> series) {
    DemandProblem problem = demand.problem();
    Backtest backtest = Backtest.of(problem.grain(), problem.horizon(), pool);
    DemandCalendar calendar = calendar(run, demand);
    // A share of each part does not add up to the share of the whole.
    if (!series.isEmpty() && problem.per().isEmpty()) {
      DemandTotals totals = new DemandTotals(run, read, series);
      if (totals.any()) {
        return totals.ordered(
            SeriesForecasts.coherent(
                    run.spark(),
                    problem,
                    totals.totals().hierarchy(),
                    totals.nodes(),
                    backtest,
                    pool,
                    DeclaredBreaks.NONE,
                    calendar,
                    run.seed())
                .coherent());
      }
    }
    return SeriesForecasts.make(
        run.spark(), problem, series, backtest, pool, DeclaredBreaks.NONE, calendar, run.seed());
  }

  private static List<Row> read(Run run, DemandProblem problem) {
    Path folder = run.folder().features().resolve("demand").resolve(problem.name());
    return Rows.small(run.folder().read(run.spark(), folder).orderBy(col(DemandSeries.SERIES_ID)));
  }

  private static DemandCalendar calendar(Run run, Configuration.Demand demand) {
    String file = run.configuration().written().bankHolidays();
    DemandCalendar calendar =
        file.isEmpty()
            ? DemandCalendar.NONE
            : BankHolidays.read(located(run, file), demand.written().calendar());
    String school = run.configuration().written().schoolHolidays();
    return school.isEmpty()
        ? calendar
        : calendar.withSchoolHolidays(SchoolHolidays.read(located(run, school)));
  }

  private static Path located(Run run, String file) {
    return run.configuration().locate(file, run.folder().synthetic());
  }
}
