package org.tidetable.pipeline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.run.Sessions;
import org.tidetable.pipeline.stage.MethodChoice;
import org.tidetable.pipeline.stage.SeriesForecasts;

/**
 * How many monthly series of about 100 points are forecast in a second by each of two cores, warm:
 * by every method of the full pool once, through Spark with weights and ranges as {@code run} and
 * {@code forecast} do it, and without Spark; by the command {@code backtest} with five earlier
 * origins, weights and ranges, where TRAMO leaves out the second and the fourth as it does in every
 * run; and by the command {@code forecast} against statsforecast on some of the same series.
 * Commands are timed whole, with reading and writing.
 *
 * <p>Needs {@code -Dtidetable.data=DIR} and the Python of {@code requirements.txt}; the series are
 * the training parts of the M3 competition.
 */
@Tag("benchmark")
class ForecastSpeedBenchmarkTest {
  private static final double FEWEST_ONCE = 60;
  private static final double FEWEST_WITH_ORIGINS = 12;
  private static final double FEWEST_TIMES_THE_PEER = 5;
  private static final int CORES = 2;
  private static final int ORIGINS = 5;
  private static final int AHEAD = 12;
  private static final int OF_THE_PEER = Integer.getInteger("tidetable.benchmark.peer_series", 200);
  private static final Path HOME =
      Path.of(System.getProperty("basedir", "")).resolve("target/speed").toAbsolutePath();

  @Test
  void the_pool_is_fast_and_no_less_accurate_than_statsforecast() throws Exception {
    String data = System.getProperty("tidetable.data", "");
    assumeTrue(!data.isBlank(), "give -Dtidetable.data=DIR");
    String m3 = data + "/m1-m3-competition/";
    Peers.python(
        HOME,
        "forecast_speed.py",
        "m3",
        m3 + "m3_values.csv.gz",
        m3 + "m3_info.csv.gz",
        HOME.toString());
    Path train = HOME.resolve("train.csv");
    List<Series> series = read(train);
    double once = throughSpark(series);
    double bare = series.size() / warm(() -> poolOnce(series)) / CORES;
    long before = processor();
    poolOnce(series);
    double work = (processor() - before) / 1e9;
    double withOrigins = series.size() / warm(() -> backtest(train)) / CORES;
    Peers.say(
        "%d series of %.0f points on %d cores",
        series.size(), series.stream().mapToInt(Series::length).average().orElseThrow(), CORES);
    Peers.say(
        "the pool once through Spark, weights and ranges included: %.0f series a second a core (bar"
            + " %.0f)",
        once, FEWEST_ONCE);
    Peers.say(
        "every method of the pool once, without Spark: %.0f series a second a core; %.0f by"
            + " processor time, which neighbours on the machine do not lengthen",
        bare, series.size() / work);
    Peers.say(
        "backtest --origins %d, its start and files included: %.1f series a second a core (bar"
            + " %.0f)",
        ORIGINS, withOrigins, FEWEST_WITH_ORIGINS);

    Path history = HOME.resolve("history.csv");
    double whole = warm(() -> forecast(history, HOME.resolve("ours.csv")));
    Peers.python(HOME, "forecast_speed.py", "time", HOME.toString(), "" + OF_THE_PEER);
    Peers.python(HOME, "forecast_speed.py", "compare", HOME.toString());
    Map<String, String> peer = Peers.table(HOME.resolve("seconds.csv")).get(0);
    double theirs =
        Double.parseDouble(peer.get("series")) / Double.parseDouble(peer.get("seconds")) / CORES;
    double ours = series.size() / whole / CORES;
    Peers.say(
        "forecasts with ranges: Tidetable %.1f (from 6 earlier origins), statsforecast %.2f (from"
            + " its models) series a second a core: %.1f times as fast",
        ours, theirs, ours / theirs);
    List<Map<String, String>> accuracy = Peers.table(HOME.resolve("accuracy.csv"));
    SoftAssertions.assertSoftly(
        bars -> {
          bars.assertThat(once).isGreaterThanOrEqualTo(FEWEST_ONCE);
          bars.assertThat(withOrigins).isGreaterThanOrEqualTo(FEWEST_WITH_ORIGINS);
          bars.assertThat(ours / theirs).isGreaterThanOrEqualTo(FEWEST_TIMES_THE_PEER);
          bars.assertThat(smape(accuracy, "tidetable"))
              .isLessThanOrEqualTo(smape(accuracy, "mean_of_four"));
        });
  }

  private static double smape(List<Map<String, String>> accuracy, String method) {
    return accuracy.stream()
        .filter(row -> method.equals(row.get("method")))
        .mapToDouble(row -> Double.parseDouble(row.get("smape")))
        .findFirst()
        .orElseThrow();
  }

  /** Nanoseconds that all threads of this process have worked. */
  private static long processor() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Seconds of the second of two runs. */
  private static double warm(Runnable command) {
    command.run();
    long started = System.nanoTime();
    command.run();
    return (System.nanoTime() - started) / 1e9;
  }

  /**
   * Series a second and core of the path that {@code run} and {@code forecast} share. A forecast
   * needs one earlier origin at least, so the pool runs twice for each series, and each of the two
   * counts.
   */
  private static double throughSpark(List<Series> series) {
    Backtest backtest = new Backtest(AHEAD, 1, 1);
    MethodChoice pool = MethodChoice.of(Pool.FULL, Grain.MONTH, List.of());
    DemandProblem problem =
        new DemandProblem(
            "series",
            EventKind.EMERGENCY_ATTENDANCE,
            Optional.empty(),
            Grain.MONTH,
            AHEAD,
            List.of(80, 95));
    SparkSession spark = Sessions.start("local[" + CORES + "]", HOME.resolve("scratch"));
    try {
      double seconds =
          warm(
              () ->
                  assertThat(
                          SeriesForecasts.make(
                                  spark, problem, series, backtest, pool, DemandCalendar.NONE, 1)
                              .forecasts())
                      .hasSize(series.size()));
      return backtest.runs() * series.size() / seconds / CORES;
    } finally {
      spark.stop();
    }
  }

  /** Every method of the full pool from the end of every series, on two threads. */
  private static void poolOnce(List<Series> series) {
    List<ForecastMethod.Local> methods = new ArrayList<>();
    List<ForecastMethod.Global> together = new ArrayList<>();
    for (String name : Pool.FULL.methods(Grain.MONTH)) {
      Methods.named(name, DemandCalendar.NONE, 1).fold(methods::add, together::add);
    }
    ExecutorService threads = Executors.newFixedThreadPool(CORES);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (ForecastMethod.Global method : together) {
        tasks.add(() -> method.train(series, AHEAD).forecast(series).size());
      }
      for (Series one : series) {
        tasks.add(
            () -> {
              int made = 0;
              for (ForecastMethod.Local method : methods) {
                made += method.forecast(one, AHEAD).isMade() ? 1 : 0;
              }
              return made;
            });
      }
      for (Future<Integer> made : threads.invokeAll(tasks)) {
        assertThat(made.get()).as("methods with a path").isGreaterThanOrEqualTo(6);
      }
    } catch (InterruptedException | ExecutionException failure) {
      throw new AssertionError(failure);
    } finally {
      threads.shutdown();
    }
  }

  private static void backtest(Path file) {
    Peers.tidetable(
        "backtest",
        file.toString(),
        "--grain",
        "month",
        "--horizon",
        "" + AHEAD,
        "--origins",
        "" + ORIGINS,
        "--out",
        HOME.resolve("backtest").toString(),
        "--quiet");
  }

  private static void forecast(Path file, Path out) {
    Peers.tidetable(
        "forecast",
        file.toString(),
        "--grain",
        "month",
        "--horizon",
        "18",
        "--out",
        out.toString(),
        "--quiet");
  }

  /** Rows stand by series and month, without gaps. */
  private static List<Series> read(Path file) {
    Map<String, List<Map<String, String>>> rows =
        Peers.table(file).stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get("series_id"), LinkedHashMap::new, Collectors.toList()));
    List<Series> series = new ArrayList<>();
    rows.forEach(
        (id, months) ->
            series.add(
                new Series(
                    id,
                    Grain.MONTH,
                    LocalDate.parse(months.get(0).get("period_start")).atStartOfDay(),
                    months.stream()
                        .mapToDouble(row -> Double.parseDouble(row.get("value")))
                        .toArray())));
    return series;
  }
}
