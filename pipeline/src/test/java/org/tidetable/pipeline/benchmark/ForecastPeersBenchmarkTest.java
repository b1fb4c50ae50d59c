package org.tidetable.pipeline.benchmark;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.pipeline.run.RunFolder;

/**
 * Forecasts of public demands, made by the commands that a user has, against statsforecast and
 * Prophet: six origins, the end of each series held out. {@code forecast_peers.py} says how the
 * peers are used and how all are judged.
 *
 * <p>Needs {@code -Dtidetable.data=DIR} and the Python of {@code requirements.txt}; {@code
 * -Dtidetable.benchmark.sets=absence,discharges} takes some of the sets only.
 */
@Tag("benchmark")
class ForecastPeersBenchmarkTest {
  private static final double MOST_OF_THE_BEST_PEER = 0.97;
  private static final int ORIGINS = 6;
  private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path HOME = BASE.resolve("target/peers");
  private static final Path RESOURCES = BASE.resolve("src/test/resources/peers");

  @Test
  void forecasts_of_public_demands_beat_the_best_peer() throws Exception {
    List<Map<String, String>> sets = chosen(Peers.table(RESOURCES.resolve("sets.csv")));
    Peers.python(HOME, "forecast_peers.py", "series", counts().toString(), HOME.toString());
    String[] names = sets.stream().map(set -> set.get("set")).toArray(String[]::new);
    Peers.python(HOME, "forecast_peers.py", words("peers", names));
    for (Map<String, String> set : sets) {
      for (int origin = 1; origin <= ORIGINS; origin++) {
        forecast(set, origin);
      }
    }
    Peers.python(HOME, "forecast_peers.py", words("compare", names));
    SoftAssertions.assertSoftly(
        bars -> {
          for (Map<String, String> row : Peers.table(HOME.resolve("compare.csv"))) {
            String set = row.get("set");
            bars.assertThat(number(row, "mase"))
                .as("MASE of %s to that of %s", set, row.get("best_peer"))
                .isLessThanOrEqualTo(MOST_OF_THE_BEST_PEER);
            bars.assertThat(number(row, "wis"))
                .as("WIS of %s to that of %s", set, row.get("best_wis"))
                .isLessThanOrEqualTo(1);
            bars.assertThat(number(row, "simple"))
                .as("MASE of %s to that of %s", set, row.get("simple_method"))
                .isLessThanOrEqualTo(number(row, "naive_bar"));
          }
        });
  }

  private static List<Map<String, String>> chosen(List<Map<String, String>> sets) {
    List<String> wanted = List.of(System.getProperty("tidetable.benchmark.sets", "").split(","));
    return sets.stream()
        .filter(set -> wanted.contains("") || wanted.contains(set.get("set")))
        .toList();
  }

  private static String[] words(String command, String... sets) {
    return Stream.concat(Stream.of(command, HOME.toString()), Stream.of(sets))
        .toArray(String[]::new);
  }

  /** The counts of all sources as a run keeps them, so that no cleaning is hidden. */
  private static Path counts() throws IOException {
    String data = System.getProperty("tidetable.data", "");
    assumeTrue(!data.isBlank(), "give -Dtidetable.data=DIR");
    Files.createDirectories(HOME);
    String settings =
        Files.readString(RESOURCES.resolve("settings.yaml"))
            .replace("CONF", BASE.resolveSibling("conf").toString())
            .replace("PUBLIC", data);
    Path file = Files.writeString(HOME.resolve("settings.yaml"), settings);
    RunFolder.delete(HOME.resolve("out"));
    Peers.tidetable(
        "run",
        file.toString(),
        "--out",
        HOME.resolve("out").toString(),
        "--to",
        "merge",
        "--quiet");
    try (Stream<Path> runs = Files.list(HOME.resolve("out/runs"))) {
      return runs.findFirst().orElseThrow().resolve("store/counts");
    }
  }

  private static void forecast(Map<String, String> set, int origin) {
    Path folder = HOME.resolve(set.get("set"));
    long started = System.nanoTime();
    Peers.tidetable(
        "forecast",
        folder.resolve("origin_" + origin + ".csv").toString(),
        "--grain",
        set.get("grain"),
        "--horizon",
        set.get("horizon"),
        "--levels",
        "50,80,95",
        "--calendar",
        set.get("calendar"),
        "--out",
        folder.resolve("ours_" + origin + ".csv").toString(),
        "--quiet");
    Peers.say(
        "%s, origin %d: Tidetable took %.1f s",
        set.get("set"), origin, (System.nanoTime() - started) / 1e9);
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }
}
