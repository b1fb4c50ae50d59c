package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

/**
 * What {@link RangeUpdate} does to a demand that is released every month for two years: the ranges
 * that are updated by what came of earlier releases, beside those that are not.
 *
 * <p>-Dtidetable.series=FILE,FILE names files of monthly series: series_id, period_start, value.
 */
@Tag("benchmark")
class RangeUpdateBenchmarkTest {
  private static final int RELEASES = 24;
  private static final int HORIZON = 12;
  private static final List<Integer> LEVELS = DemandProblem.PUBLISHED_LEVELS;

  /** One number that came, and what a release had said of it. */
  private record Came(int series, double actual, Forecast.Point point) {

    /** How far it lay outside a range. */
    double out(int place) {
      Forecast.Interval range = point.intervals().get(place);
      return Math.max(0, Math.max(range.lower() - actual, actual - range.upper()));
    }

    /** The interval score, as a share of what was expected. */
    double score(int place) {
      Forecast.Interval range = point.intervals().get(place);
      double missed = 2 / (1 - LEVELS.get(place) / 100.0) * out(place);
      return (range.upper() - range.lower() + missed) / Math.max(1, Math.abs(point.expected()));
    }
  }

  @Test
  void ranges_that_learn_from_what_came_hold_what_they_say() throws IOException {
    String files = System.getProperty("tidetable.series", "");
    assumeTrue(!files.isEmpty(), "give -Dtidetable.series=FILE,FILE");
    double before = 0;
    double after = 0;
    for (String file : files.split(",", -1)) {
      List<Series> series = read(Path.of(file));
      assertThat(series).as(file).isNotEmpty();
      List<List<Forecast>> releases =
          IntStream.range(0, RELEASES).parallel().mapToObj(at -> forecasts(series, at)).toList();
      System.out.println(file);
      before += off(judge("  as made", series, releases, false));
      after += off(judge("  updated", series, releases, true));
    }
    assertThat(after).isLessThan(before);
  }

  /** How far the shares that are held lie from 80 and 95. */
  private static double off(double[] held) {
    return Math.abs(held[1] - 0.80) + Math.abs(held[2] - 0.95);
  }

  /** The forecasts of a release that knows all but the last months. */
  private static List<Forecast> forecasts(List<Series> series, int release) {
    List<ForecastMethod> methods =
        Pool.LIGHT.methods(Grain.MONTH).stream()
            .map(name -> Methods.named(name, DemandCalendar.NONE, 1))
            .toList();
    DemandProblem problem =
        new DemandProblem(
            "updated",
            EventKind.EMERGENCY_ATTENDANCE,
            Optional.empty(),
            Grain.MONTH,
            HORIZON,
            LEVELS);
    int hidden = RELEASES - release;
    List<Series> known =
        series.stream()
            .map(
                one ->
                    new Series(
                        one.id(),
                        one.grain(),
                        one.firstPeriod(),
                        Arrays.copyOf(one.values(), one.length() - hidden)))
            .toList();
    return DemandForecasts.make(
            problem, Backtest.of(Grain.MONTH, HORIZON, Pool.LIGHT), known, methods)
        .forecasts();
  }

  /** Publishes every release in turn; shares held in the second year. */
  private static double[] judge(
      String name, List<Series> series, List<List<Forecast>> releases, boolean learns) {
    List<List<Forecast>> published = new ArrayList<>();
    RangeUpdate update = RangeUpdate.NONE;
    List<Came> judged = new ArrayList<>();
    for (int release = 0; release < releases.size(); release++) {
      if (release > 0) {
        List<Came> came = came(series, published);
        int heard = (int) came.stream().map(Came::series).distinct().count();
        SortedMap<Integer, RangeUpdate.Met> met = new TreeMap<>();
        for (int at = 0; at < LEVELS.size(); at++) {
          int place = at;
          int held = (int) came.stream().filter(one -> one.out(place) == 0).count();
          met.put(LEVELS.get(at), new RangeUpdate.Met(heard, came.size(), held));
        }
        update = learns ? update.after(met) : update;
        if (release > RELEASES / 2) {
          judged.addAll(came);
        }
      }
      published.add(releases.get(release).stream().map(update::apply).toList());
    }
    double[] held = new double[LEVELS.size()];
    StringBuilder line = new StringBuilder(name + ", " + series.size() + " series:");
    for (int at = 0; at < LEVELS.size(); at++) {
      int place = at;
      held[at] = judged.stream().mapToInt(one -> one.out(place) == 0 ? 1 : 0).average().orElse(0);
      line.append(
          String.format(
              Locale.ROOT,
              " %d %% held %.1f (score %.4f, at last times %.2f)",
              LEVELS.get(at),
              100 * held[at],
              judged.stream().mapToDouble(one -> one.score(place)).average().orElse(0),
              update.factor(LEVELS.get(at))));
    }
    System.out.println(line);
    return held;
  }

  /** What the month that a new release knows told of those before it. */
  private static List<Came> came(List<Series> series, List<List<Forecast>> published) {
    List<Came> came = new ArrayList<>();
    int release = published.size();
    for (int one = 0; one < series.size(); one++) {
      double actual = series.get(one).values()[series.get(one).length() - RELEASES + release - 1];
      for (int ahead = 1; ahead <= Math.min(HORIZON, release) && !Double.isNaN(actual); ahead++) {
        List<Forecast.Point> points =
            published
                .get(release - ahead)
                .get(one)
                .fold(Forecast.Made::points, none -> List.<Forecast.Point>of());
        int known = series.get(one).length() - RELEASES + release - ahead;
        boolean told = points.size() >= ahead && points.get(ahead - 1).reason().isEmpty();
        if (told && known >= 2 * Grain.MONTH.season()) {
          came.add(new Came(one, actual, points.get(ahead - 1)));
        }
      }
    }
    return came;
  }

  private static List<Series> read(Path file) throws IOException {
    Map<String, TreeMap<LocalDate, Double>> values = new LinkedHashMap<>();
    LocalDate last = LocalDate.MIN;
    for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      LocalDate month = LocalDate.parse(cells[1]);
      last = month.isAfter(last) ? month : last;
      values
          .computeIfAbsent(cells[0], any -> new TreeMap<>())
          .put(month, cells[2].isEmpty() ? Double.NaN : Double.parseDouble(cells[2]));
    }
    List<Series> series = new ArrayList<>();
    for (var one : values.entrySet()) {
      LocalDate first = one.getValue().firstKey();
      int length = (int) Grain.MONTH.between(first.atStartOfDay(), last.atStartOfDay()) + 1;
      double[] all = new double[length];
      for (int at = 0; at < length; at++) {
        all[at] = one.getValue().getOrDefault(first.plusMonths(at), Double.NaN);
      }
      if (length > RELEASES + HORIZON) {
        series.add(new Series(one.getKey(), Grain.MONTH, first.atStartOfDay(), all));
      }
    }
    return series;
  }
}
