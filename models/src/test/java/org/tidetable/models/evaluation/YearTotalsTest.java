package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.vocabulary.Grain;

class YearTotalsTest {
  private static final List<Integer> LEVELS = List.of(50, 80, 95);

  private static Series months(String first, double... values) {
    return new Series("a", Grain.MONTH, LocalDateTime.parse(first + "T00:00"), values);
  }

  /** Ranges reach so far to both sides at 80 %, half as far at 50 % and twice at 95 %. */
  private static Forecast forecast(Series one, int horizon, double reach) {
    List<Forecast.Point> points = new ArrayList<>();
    double[] path = new SeasonalNaive().forecast(one, horizon).values();
    for (int ahead = 1; ahead <= horizon; ahead++) {
      double expected = path[ahead - 1];
      List<Forecast.Interval> ranges = new ArrayList<>();
      for (int level : LEVELS) {
        double far = reach * (level == 50 ? 0.5 : level == 80 ? 1 : 2);
        ranges.add(new Forecast.Interval(level, expected - far, expected + far));
      }
      points.add(
          new Forecast.Point(
              ahead,
              one.period(one.length() + ahead - 1),
              expected,
              Double.isInfinite(reach) ? List.of() : ranges,
              ""));
    }
    return new Forecast.Made(
        one.id(),
        one.period(one.length()),
        "seasonal_naive",
        points,
        Map.of("seasonal_naive", 1.0),
        "");
  }

  private static List<YearTotal> years(List<Series> series, int horizon, boolean mean) {
    return years(series, horizon, mean, Double.POSITIVE_INFINITY);
  }

  private static List<YearTotal> years(
      List<Series> series, int horizon, boolean mean, double reach) {
    Backtest backtest = new Backtest(horizon, 6, 2);
    List<BacktestPaths> paths =
        series.stream().map(one -> backtest.local(one, List.of(new SeasonalNaive()))).toList();
    List<Forecast> forecasts = series.stream().map(one -> forecast(one, horizon, reach)).toList();
    return YearTotals.of(backtest, series, series, paths, forecasts, LEVELS, mean);
  }

  private static YearTotal year(List<YearTotal> years, YearKind kind, String label) {
    return years.stream()
        .filter(one -> one.kind() == kind && one.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  /** Four years and three months from April 2020: 10 a month, and 1 more each December. */
  private static double[] steady(int length) {
    double[] values = new double[length];
    for (int month = 0; month < length; month++) {
      values[month] = month % 12 == 8 ? 11 : 10;
    }
    return values;
  }

  @Test
  void a_running_year_adds_what_is_known_and_what_is_expected() {
    YearTotal running =
        year(
            years(List.of(months("2020-04-01", steady(51))), 12, false),
            YearKind.FINANCIAL,
            "2024/25");

    assertThat(running.status()).isEqualTo("made");
    assertThat(running.observedPeriods()).isEqualTo(3);
    assertThat(running.aheadPeriods()).isEqualTo(9);
    assertThat(running.observedPart()).isEqualTo(30);
    assertThat(running.expected()).isEqualTo(121);
    assertThat(running.intervals()).extracting(Forecast.Interval::level).isEqualTo(LEVELS);
  }

  @Test
  void known_years_stand_beside_it_and_a_running_one_that_the_forecast_does_not_reach_says_so() {
    List<YearTotal> years = years(List.of(months("2020-04-01", steady(51))), 12, false);

    assertThat(year(years, YearKind.FINANCIAL, "2023/24").status()).isEqualTo("observed");
    assertThat(year(years, YearKind.FINANCIAL, "2023/24").expected()).isEqualTo(121);
    assertThat(years)
        .filteredOn(one -> one.kind() == YearKind.FINANCIAL)
        .extracting(YearTotal::label)
        .containsExactly("2021/22", "2022/23", "2023/24", "2024/25", "2025/26");
    YearTotal beyond = year(years, YearKind.FINANCIAL, "2025/26");
    assertThat(beyond.status()).isEqualTo("not_made");
    assertThat(beyond.reason()).isEqualTo("the forecast ends within the year");
    assertThat(beyond.aheadPeriods()).isEqualTo(3);
    assertThat(
            year(
                    years(List.of(months("2020-04-01", steady(51))), 6, false),
                    YearKind.FINANCIAL,
                    "2024/25")
                .reason())
        .isEqualTo("the forecast ends within the year");
    assertThat(years)
        .filteredOn(one -> one.kind() == YearKind.ACADEMIC)
        .extracting(YearTotal::label)
        .containsExactly("2020/21", "2021/22", "2022/23", "2023/24", "2024/25");
    assertThat(year(years, YearKind.FINANCIAL, "2025/26").reason())
        .isEqualTo("the forecast ends within the year");
    assertThat(year(years, YearKind.ACADEMIC, "2023/24").observedPeriods()).isEqualTo(10);
  }

  @Test
  void a_coming_year_that_no_forecast_reaches_has_its_row_and_says_so() {
    YearTotal next =
        year(
            years(List.of(months("2020-04-01", steady(51))), 6, false),
            YearKind.FINANCIAL,
            "2025/26");

    assertThat(next.status()).isEqualTo("not_made");
    assertThat(next.aheadPeriods()).isEqualTo(12);
    assertThat(next.reason()).isEqualTo("the forecast ends before the year begins");
  }

  @Test
  void the_number_to_plan_with_lies_in_the_middle_of_its_range_though_all_errors_leaned() {
    Random random = new Random(7);
    List<Series> series = new ArrayList<>();
    double[][] values = new double[20][96];
    for (int one = 0; one < values.length; one++) {
      for (int month = 0; month < 96; month++) {
        // Seasonal naive comes out too low by 12 a month, always.
        values[one][month] = 500 + month + 5 * random.nextGaussian();
      }
      series.add(
          new Series(
              "s" + one,
              Grain.MONTH,
              LocalDateTime.parse("2016-04-01T00:00"),
              Arrays.copyOf(values[one], 84)));
    }
    int held = 0;
    for (YearTotal total : years(series, 12, false)) {
      if (total.kind() == YearKind.FINANCIAL && total.label().equals("2023/24")) {
        Forecast.Interval half = total.intervals().get(0);
        assertThat(half.upper() - total.expected())
            .isEqualTo(total.expected() - half.lower(), within(1e-6));
        int one = Integer.parseInt(total.seriesId().substring(1));
        double came = Arrays.stream(values[one]).skip(84).sum();
        held += came <= total.intervals().get(1).upper() ? 1 : 0;
      }
    }
    assertThat(held).isGreaterThanOrEqualTo(16);
  }

  @Test
  void a_year_is_no_less_sure_than_the_months_that_are_left_of_it() {
    Random random = new Random(5);
    double[] values = new double[47];
    Arrays.setAll(values, month -> 100 + 20 * random.nextGaussian());
    List<Series> one = List.of(months("2020-04-01", values));
    // March is the one month that is not known.
    List<Forecast.Interval> bounded =
        year(years(one, 12, false, 3), YearKind.FINANCIAL, "2023/24").intervals();
    assertThat(bounded)
        .extracting(range -> range.upper() - range.lower())
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1, Double.class)
        .containsExactly(3.0, 6.0, 12.0);
    List<Forecast.Interval> free =
        year(years(one, 12, false), YearKind.FINANCIAL, "2023/24").intervals();
    assertThat(free.get(1).upper() - free.get(1).lower()).isGreaterThan(6);
    // Of a mean, a twelfth of that.
    assertThat(year(years(one, 12, true, 3), YearKind.FINANCIAL, "2023/24").intervals().get(1))
        .satisfies(range -> assertThat(range.upper() - range.lower()).isEqualTo(0.5, within(1e-9)));
  }

  @Test
  void a_missing_month_is_not_zero_so_that_its_year_has_no_total() {
    double[] values = steady(51);
    values[49] = Double.NaN;
    YearTotal running =
        year(
            years(List.of(months("2020-04-01", values)), 12, false), YearKind.FINANCIAL, "2024/25");

    assertThat(running.status()).isEqualTo("not_made");
    assertThat(running.reason()).isEqualTo("1 period of the year is missing");
    assertThat(running.expected()).isNaN();
  }

  @Test
  void a_rate_has_a_mean_and_no_total() {
    YearTotal running =
        year(
            years(List.of(months("2020-04-01", steady(51))), 12, true),
            YearKind.FINANCIAL,
            "2024/25");

    assertThat(running.expected()).isEqualTo(121 / 12.0, within(1e-9));
    assertThat(running.observedPart()).isEqualTo(10);
  }

  @Test
  void a_total_is_not_below_what_has_been_counted_already() {
    Random random = new Random(3);
    double[] values = new double[51];
    Arrays.setAll(values, month -> random.nextInt(40) == 0 ? 200 : random.nextInt(3));
    for (int month = 48; month < 51; month++) {
      values[month] = 5;
    }
    YearTotal running =
        year(
            years(List.of(months("2020-04-01", values)), 12, false), YearKind.FINANCIAL, "2024/25");

    assertThat(running.intervals()).allMatch(interval -> interval.lower() >= 15);
  }

  /** Errors within a year partly even out, and levels drift, as in real counts. */
  private static List<Series> simulated(int count, int length, Random random) {
    List<Series> series = new ArrayList<>();
    for (int one = 0; one < count; one++) {
      double level = 100 + 400 * random.nextDouble();
      double noise = 0.02 + 0.06 * random.nextDouble();
      double[] values = new double[length];
      for (int month = 0; month < length; month++) {
        level *= 1 + 0.01 * random.nextGaussian();
        values[month] =
            level * (1 + 0.1 * Math.sin(month * Math.PI / 6) + noise * random.nextGaussian());
      }
      series.add(
          new Series("s" + one, Grain.MONTH, LocalDateTime.parse("2015-04-01T00:00"), values));
    }
    return series;
  }

  @Test
  void ranges_of_totals_hold_as_often_as_they_say_and_are_narrower_than_sums_of_bounds() {
    Random random = new Random(20261126);
    int[] held = new int[LEVELS.size()];
    int total = 0;
    double width = 0;
    for (int trial = 0; trial < 12; trial++) {
      List<Series> whole = simulated(40, 120, random);
      List<Series> known = whole.stream().map(one -> one.head(108)).toList();
      List<YearTotal> years = years(known, 12, false);
      for (int index = 0; index < whole.size(); index++) {
        String id = whole.get(index).id();
        YearTotal next =
            years.stream()
                .filter(one -> one.seriesId().equals(id) && one.label().equals("2024/25"))
                .filter(one -> one.kind() == YearKind.FINANCIAL)
                .findFirst()
                .orElseThrow();
        double came = Arrays.stream(whole.get(index).values()).skip(108).sum();
        for (int level = 0; level < LEVELS.size(); level++) {
          Forecast.Interval range = next.intervals().get(level);
          held[level] += came >= range.lower() && came <= range.upper() ? 1 : 0;
        }
        width += (next.intervals().get(1).upper() - next.intervals().get(1).lower()) / came;
        total++;
      }
    }
    assertThat(100.0 * held[0] / total).isBetween(43.0, 62.0);
    assertThat(100.0 * held[1] / total).isBetween(74.0, 88.0);
    assertThat(100.0 * held[2] / total).isBetween(92.0, 98.5);
    // Bounds of 12 months added up would be about twice as wide: errors of 7 % in each month.
    assertThat(width / total).isBetween(0.05, 0.13);
  }
}
