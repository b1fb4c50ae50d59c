package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.naive.Naive;
import org.tidetable.models.vocabulary.Grain;

class MonthRatesTest {
  private static final Backtest BACKTEST = new Backtest(3, 2, 1);

  private static Series months(double[] values) {
    return new Series("a", Grain.MONTH, LocalDateTime.parse("2021-01-01T00:00"), values);
  }

  private static double days(int month) {
    return YearMonth.of(2021, 1).plusMonths(month).lengthOfMonth();
  }

  /** Ten a day, with 1 % of noise, or as many each month whatever its length. */
  private static Series counts(boolean byDay) {
    Random random = new Random(1);
    double[] values = new double[30];
    Arrays.setAll(
        values, month -> (byDay ? 10 * days(month) : 300) * (1 + 0.01 * random.nextGaussian()));
    return months(values);
  }

  @Test
  void what_is_counted_every_day_is_looked_at_as_rates_and_what_stands_on_one_day_is_not() {
    assertThat(MonthRates.fit(List.of(counts(true)), BACKTEST)).isTrue();
    assertThat(MonthRates.fit(List.of(counts(false)), BACKTEST)).isFalse();
  }

  @Test
  void few_months_and_constants_and_zeros_stay_as_they_are() {
    assertThat(MonthRates.fit(List.of(months(new double[] {1, 2, 3})), BACKTEST)).isFalse();
    assertThat(MonthRates.fit(List.of(months(new double[40])), BACKTEST)).isFalse();
  }

  @Test
  void what_came_after_the_earliest_origin_has_no_say() {
    double[] early = new double[22];
    Arrays.setAll(early, month -> month % 2 == 0 ? 300 : 310);
    double[] values = Arrays.copyOf(counts(true).values(), 26);
    System.arraycopy(early, 0, values, 0, early.length);
    double[] others = Arrays.copyOf(early, 26);
    assertThat(MonthRates.fit(List.of(months(values)), BACKTEST))
        .isEqualTo(MonthRates.fit(List.of(months(others)), BACKTEST));
    Series short14 = months(Arrays.copyOf(counts(true).values(), 14));
    assertThat(MonthRates.fit(List.of(short14), BACKTEST)).as("ten months are known").isFalse();
  }

  @Test
  void a_february_is_forecast_from_a_longer_month_by_its_days() {
    double[] values = new double[25];
    Arrays.setAll(values, month -> 10 * days(month));
    Series toJanuary = months(values);
    Series rates = MonthRates.of(toJanuary);
    var paths = BACKTEST.local(rates, List.of(new Naive()));
    var back = MonthRates.back(List.of(paths), List.of(toJanuary), BACKTEST).get(0);
    assertThat(back.expected(0, 0, 1)).as("February 2023").isCloseTo(280, within(1e-9));
    assertThat(back.expected(0, 0, 2)).as("March 2023").isCloseTo(310, within(1e-9));
    assertThat(back.expected(0, 1, 1)).as("November 2022").isCloseTo(300, within(1e-9));
  }
}
