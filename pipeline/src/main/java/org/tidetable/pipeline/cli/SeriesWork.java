package org.tidetable.pipeline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.evaluation.DemandForecasts;
import org.tidetable.models.evaluation.HierarchyForecasts;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.HierarchyReader;
import org.tidetable.pipeline.conf.MethodNames;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.Progress;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.Sessions;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.BankHolidays;
import org.tidetable.pipeline.source.SchoolHolidays;
import org.tidetable.pipeline.source.SeriesFile;
import org.tidetable.pipeline.stage.MethodChoice;
import org.tidetable.pipeline.stage.SeriesForecasts;

/**
 * Forecasts of the series in a file, from where each of them ends: what the commands on one table
 * share.
 *
 * @param levels ascending
 */
record SeriesWork(
    Path file,
    Grain grain,
    int horizon,
    List<Integer> levels,
    Backtest backtest,
    MethodChoice choice,
    DemandCalendar calendar) {

  /** Longer forecasts are slips of the finger. */
  static final int LONGEST_HORIZON = 5000;

  /** The seed of methods that draw samples: the same file gives the same forecasts. */
  private static final long SEED = 1;

  /** Refuses a horizon that makes no sense. */
  static void checkHorizon(int horizon) {
    if (horizon < 1 || horizon > LONGEST_HORIZON) {
      throw UserError.of(
          ExitCode.USAGE,
          "--horizon is %d. Use a number of periods from 1 to %d.",
          horizon,
          LONGEST_HORIZON);
    }
  }

  /**
   * The methods of a pool, or those that were asked for.
   *
   * @param asked by {@code --methods}; empty where that was left out
   */
  static MethodChoice methods(Pool pool, Grain grain, List<String> asked) {
    for (String name : asked) {
      MethodNames.problem(name)
          .ifPresent(
              problem -> {
                throw UserError.of(ExitCode.USAGE, "--methods: %s", problem);
              });
    }
    return MethodChoice.of(pool, grain, asked.stream().distinct().toList());
  }

  /** The bank holidays of a name, and the school holidays of a file; each may be left out. */
  static DemandCalendar calendar(String name, @Nullable Path schoolHolidays) {
    DemandCalendar days = calendar(name);
    return schoolHolidays == null
        ? days
        : days.withSchoolHolidays(SchoolHolidays.read(schoolHolidays));
  }

  /** The bank holidays that come with Tidetable; none without the name of a calendar. */
  private static DemandCalendar calendar(String name) {
    if (name.isEmpty()) {
      return DemandCalendar.NONE;
    }
    try (InputStream packed = Bundled.open("demo/bank_holidays.json.gz");
        InputStream json = new GZIPInputStream(packed)) {
      return BankHolidays.read(json, name);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The forecasts of each series by itself. */
  DemandForecasts run(Progress progress) {
    return run(
        progress,
        (spark, series) ->
            SeriesForecasts.make(spark, problem(), series, backtest, choice, calendar, SEED));
  }

  /** The forecasts of series and of what they add up to. */
  CoherentSeries run(Progress progress, HierarchyReader hierarchy) {
    return run(
        progress,
        (spark, series) -> {
          CoherentSeries.Nodes nodes = CoherentSeries.nodes(hierarchy, file, series);
          progress.say("They add up to %s", counted(nodes.hierarchy().totals(), "total", "totals"));
          HierarchyForecasts forecasts =
              SeriesForecasts.coherent(
                  spark,
                  problem(),
                  nodes.hierarchy(),
                  nodes.series(),
                  nodes.parts(),
                  backtest,
                  choice,
                  calendar,
                  SEED);
          return new CoherentSeries(nodes.crossing(), forecasts);
        });
  }

  /** Reads, works and leaves no trace but the result. */
  private <T> T run(Progress progress, BiFunction<SparkSession, List<Series>, T> work) {
    Path scratch = scratch();
    try {
      boolean parquet = SeriesFile.isParquet(file);
      List<Series> text = parquet ? List.of() : told(SeriesFile.read(file, grain), progress);
      SparkSession spark = Sessions.start("", scratch);
      try {
        List<Series> series =
            parquet ? told(SeriesFile.readParquet(spark, file, grain, scratch), progress) : text;
        return work.apply(spark, series);
      } finally {
        spark.stop();
      }
    } finally {
      RunFolder.delete(scratch);
    }
  }

  private List<Series> told(List<Series> series, Progress progress) {
    progress.say(
        "Read %s of %s in %.1f s; forecasting %s ahead",
        counted(series.size(), "series", "series"),
        file,
        progress.seconds(),
        counted(horizon, grain.code(), grain.code() + "s"));
    return series;
  }

  static String counted(int number, String one, String more) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : more);
  }

  // The kind only names the unit of published tables, which these commands do not write.
  private DemandProblem problem() {
    return new DemandProblem(
        "series", EventKind.EMERGENCY_ATTENDANCE, Optional.empty(), grain, horizon, levels);
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("tidetable-");
    } catch (IOException failure) {
      throw UserError.of(
          ExitCode.ENVIRONMENT,
          "no folder for temporary files can be made. Name one with: java -Djava.io.tmpdir=DIR"
              + " ...");
    }
  }
}
