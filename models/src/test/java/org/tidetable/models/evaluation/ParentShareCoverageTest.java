package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.forecast.smoothing.ExponentialSmoothing;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

/** How often values that came lie in the 80 % ranges of series that had just begun. */
class ParentShareCoverageTest {
  private static final int AHEAD = 6;
  private static final int[] KNOWN = {1, 2, 3, 6, 9, 12};
  private static final DemandProblem PROBLEM =
      new DemandProblem(
          "attendances",
          EventKind.EMERGENCY_ATTENDANCE,
          Optional.empty(),
          Grain.MONTH,
          AHEAD,
          DemandProblem.PUBLISHED_LEVELS);

  /** Truths inside the 80 % range, and truths. */
  private static final class Held {
    private int inside;
    private int all;

    double share() {
      return (double) inside / all;
    }
  }

  private static Series months(String id, LocalDateTime first, double... values) {
    return new Series(id, Grain.MONTH, first, values);
  }

  /** Cuts the parts to their last months before an origin, and sees what came after it. */
  private static void judge(Series whole, List<Series> parts, int origin, int known, Held held) {
    List<Series> series = new ArrayList<>(List.of(whole.head(origin)));
    for (Series part : parts) {
      double[] values = part.head(origin).values();
      Arrays.fill(values, 0, origin - known, Double.NaN);
      series.add(months(part.id(), part.firstPeriod(), values));
    }
    List<List<Integer>> parents = new ArrayList<>(List.of(List.of()));
    parts.forEach(part -> parents.add(List.of(0)));
    DemandForecasts alone =
        DemandForecasts.make(
            PROBLEM,
            new Backtest(AHEAD, 4, 2),
            series,
            List.of(new SeasonalNaive(), new ExponentialSmoothing()));
    List<Forecast> made = ColdStart.fill(alone, series, parents, PROBLEM.levels()).forecasts();
    for (int place = 0; place < parts.size(); place++) {
      Series part = parts.get(place);
      made.get(place + 1)
          .fold(
              forecast -> {
                count(forecast, part, origin, held);
                return true;
              },
              notMade -> false);
    }
  }

  private static void count(Forecast.Made forecast, Series truth, int origin, Held held) {
    for (Forecast.Point point : forecast.points()) {
      int at = origin + point.horizon() - 1;
      double value = at < truth.length() ? truth.value(at) : Double.NaN;
      Forecast.Interval range = point.intervals().get(1);
      if (!Double.isNaN(value)) {
        held.all++;
        held.inside += value >= range.lower() && value <= range.upper() ? 1 : 0;
      }
    }
  }

  private static double normal(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** Parts of some regions: shares that wander, and chance in counts of 5 to 500 a month. */
  @Test
  void most_truths_lie_in_the_ranges_of_shares_that_wander() {
    SplittableRandom random = new SplittableRandom(20261126);
    Held held = new Held();
    int length = 60;
    LocalDateTime first = LocalDateTime.parse("2020-01-01T00:00");
    for (int region = 0; region < 24; region++) {
      double[] whole = new double[length + AHEAD];
      double level = Math.log(4000);
      for (int month = 0; month < whole.length; month++) {
        level += 0.01 * normal(random);
        double season = 0.08 * Math.cos(2 * Math.PI * month / 12);
        whole[month] = Math.rint(Math.exp(level + season + 0.03 * normal(random)));
      }
      List<Series> parts = new ArrayList<>();
      for (int part = 0; part < 10; part++) {
        double share = Math.log(0.00125) + Math.log(100) * random.nextDouble();
        double[] values = new double[whole.length];
        for (int month = 0; month < values.length; month++) {
          share += 0.04 * normal(random);
          double mean = Math.exp(share) * whole[month];
          values[month] = Math.max(0, Math.rint(mean + Math.sqrt(mean) * normal(random)));
        }
        parts.add(months("part " + part, first, values));
      }
      judge(months("region", first, whole), parts, length, KNOWN[region % KNOWN.length], held);
    }

    assertThat(held.all).isEqualTo(24 * 10 * AHEAD);
    assertThat(held.share()).isBetween(0.8, 0.98);
  }

  /** Trusts and councils as if they had begun 1 to 12 months before; their country is all. */
  @ParameterizedTest
  @CsvSource({
    "ae_by_trust_monthly,2021-04,2000,0.98",
    "delayed_bed_days_by_council_monthly,2016-07,6000,0.9"
  })
  void most_truths_lie_in_the_ranges_of_real_services_as_if_they_had_just_begun(
      String file, YearMonth begin, int least, double most) throws IOException {
    Map<String, Map<YearMonth, Double>> counts = counts(file);
    int length =
        1
            + (int)
                begin.until(
                    counts.values().stream()
                        .flatMap(months -> months.keySet().stream())
                        .max(YearMonth::compareTo)
                        .orElseThrow(),
                    ChronoUnit.MONTHS);
    List<Series> parts = new ArrayList<>();
    double[] whole = new double[length];
    for (Map.Entry<String, Map<YearMonth, Double>> trust : counts.entrySet()) {
      double[] values = new double[length];
      for (int month = 0; month < length; month++) {
        values[month] = trust.getValue().getOrDefault(begin.plusMonths(month), Double.NaN);
        whole[month] += Double.isNaN(values[month]) ? 0 : values[month];
      }
      parts.add(months(trust.getKey(), begin.atDay(1).atStartOfDay(), values));
    }
    Series country = months("country", begin.atDay(1).atStartOfDay(), whole);
    Held held = new Held();
    for (int origin = length - AHEAD; origin >= 30; origin -= 2) {
      judge(country, parts, origin, KNOWN[origin / 2 % KNOWN.length], held);
    }

    assertThat(held.all).isGreaterThan(least);
    assertThat(held.share()).isBetween(0.75, most);
  }

  /** Attendances of trusts; delayed days of adults by council, for all reasons. */
  private static Map<String, Map<YearMonth, Double>> counts(String name) throws IOException {
    Path file = Path.of(System.getProperty("basedir", ""), "../conf/demo/" + name + ".csv.gz");
    DateTimeFormatter spelt = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);
    Map<String, Map<YearMonth, Double>> counts = new TreeMap<>();
    try (BufferedReader rows =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      boolean trusts = rows.readLine().contains("nhs_trust");
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        String[] cells = row.replace("\"", "").split(",", -1);
        String count = trusts ? cells[1] : cells[4];
        boolean wanted =
            trusts || (cells[2].equals("18plus") && cells[3].equals("All Delay Reasons"));
        if (wanted && !count.equals("NA")) {
          YearMonth month =
              trusts ? YearMonth.parse(cells[7], spelt) : YearMonth.parse(cells[1].substring(0, 7));
          counts
              .computeIfAbsent(cells[0], any -> new TreeMap<>())
              .put(month, Double.valueOf(count));
        }
      }
    }
    return counts;
  }
}
