package org.tidetable.pipeline.benchmark;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How many monthly series of about 100 points are forecast in a second by each of two cores, by the
 * commands, once they are warm, and how long statsforecast takes for some of the same series.
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
    long series = ids(train);
    double start = warm(() -> backtest(two(train), 1));
    double fewer = warm(() -> backtest(train, 1));
    double five = warm(() -> backtest(train, 4));
    double more = warm(() -> backtest(train, 7));
    // Each further origin is the pool once more, on histories that are a little shorter.
    double once = 6 * series / (more - fewer) / CORES;
    double withOrigins = series / (five - start) / CORES;
    Peers.say("%d series on %d cores; a command's own start takes %.1f s", series, CORES, start);
    Peers.say("the pool once: %.0f series a second a core (bar %.0f)", once, FEWEST_ONCE);
    Peers.say(
        "with 5 rolling origins and ranges: %.0f series a second a core (bar %.0f)",
        withOrigins, FEWEST_WITH_ORIGINS);

    Path history = HOME.resolve("history.csv");
    double whole = warm(() -> forecast(history, HOME.resolve("ours.csv"))) - start;
    Peers.python(HOME, "forecast_speed.py", "time", HOME.toString(), "" + OF_THE_PEER);
    Peers.python(HOME, "forecast_speed.py", "compare", HOME.toString());
    Map<String, String> peer = Peers.table(HOME.resolve("seconds.csv")).get(0);
    double theirs =
        Double.parseDouble(peer.get("series")) / Double.parseDouble(peer.get("seconds")) / CORES;
    double ours = series / whole / CORES;
    Peers.say(
        "forecasts with ranges: Tidetable %.1f, statsforecast %.2f series a second a core: %.1f"
            + " times as fast",
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

  /** Seconds of the second of two runs. */
  private static double warm(Runnable command) {
    command.run();
    long started = System.nanoTime();
    command.run();
    return (System.nanoTime() - started) / 1e9;
  }

  private static void backtest(Path file, int furtherOrigins) {
    Peers.tidetable(
        "backtest",
        file.toString(),
        "--grain",
        "month",
        "--horizon",
        "12",
        "--origins",
        "" + furtherOrigins,
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

  private static long ids(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(1).map(line -> line.substring(0, line.indexOf(','))).distinct().count();
    }
  }

  private static Path two(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      List<String> first = lines.limit(60).toList();
      return Files.write(HOME.resolve("two.csv"), first);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
