package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

class ColdStartTest {
  private static final int MONTHS = 60;
  private static final DemandProblem PROBLEM =
      new DemandProblem(
          "attendances",
          EventKind.EMERGENCY_ATTENDANCE,
          Optional.empty(),
          Grain.MONTH,
          6,
          DemandProblem.PUBLISHED_LEVELS);

  private static Series months(String id, double... values) {
    return new Series(id, Grain.MONTH, LocalDateTime.parse("2020-01-01T00:00"), values);
  }

  private static double[] region() {
    double[] values = new double[MONTHS];
    Arrays.setAll(values, month -> 1000 + 100 * (month % 12) + month % 7);
    return values;
  }

  /** A tenth of the region in its last months, or in some of them. */
  private static Series trust(int from, int every) {
    double[] values = new double[MONTHS];
    Arrays.setAll(
        values,
        month -> month < from || month % every > 0 ? Double.NaN : Math.rint(region()[month] / 10));
    return months("attendances/R1", values);
  }

  private static Forecast filled(Series trust, List<Integer> parents) {
    List<Series> series = List.of(months("attendances/E1", region()), trust);
    DemandForecasts made =
        DemandForecasts.make(PROBLEM, new Backtest(6, 6, 2), series, List.of(new SeasonalNaive()));
    return ColdStart.fill(made, series, List.of(List.of(), parents), PROBLEM.levels())
        .forecasts()
        .get(1);
  }

  private static Forecast.Made made(Forecast forecast) {
    return forecast.fold(made -> made, notMade -> null);
  }

  @Test
  void a_young_trust_takes_its_share_of_its_regions_forecast_and_says_so() {
    Forecast.Made made = made(filled(trust(MONTHS - 5, 1), List.of(0)));

    assertThat(made.method()).isEqualTo("parent_share");
    assertThat(made.why())
        .isEqualTo(
            "only 5 values were observed: its share of attendances/E1 times the forecast of that");
    for (int ahead = 1; ahead <= 6; ahead++) {
      double region = region()[MONTHS - 12 + ahead - 1];
      Forecast.Point point = made.points().get(ahead - 1);
      assertThat(point.expected()).isCloseTo(region / 10, within(1.0));
      Forecast.Interval widest = point.intervals().get(2);
      assertThat(widest.lower()).isLessThan(0.8 * point.expected());
      assertThat(widest.upper()).isGreaterThan(1.2 * point.expected());
      assertThat(point.intervals().get(0).lower()).isGreaterThanOrEqualTo(widest.lower());
    }
  }

  @Test
  void the_fewer_periods_tell_a_share_the_wider_are_its_ranges() {
    Forecast.Interval few =
        made(filled(trust(MONTHS - 2, 1), List.of(0))).points().get(0).intervals().get(1);
    Forecast.Interval more =
        made(filled(trust(MONTHS - 10, 1), List.of(0))).points().get(0).intervals().get(1);

    assertThat(few.upper() - few.lower()).isGreaterThan(1.3 * (more.upper() - more.lower()));
  }

  @Test
  void without_a_parent_or_where_more_than_a_short_history_is_amiss_it_stays_refused() {
    assertThat(made(filled(trust(MONTHS - 5, 1), List.of()))).isNull();
    // Every sixth month of five years is no young series: the others are withheld or lost.
    assertThat(made(filled(trust(0, 6), List.of(0)))).isNull();
    Series ended = months("attendances/R1", Arrays.copyOf(trust(0, 1).values(), 12));
    List<Series> common =
        DemandForecasts.toCommonEnd(List.of(months("attendances/E1", region()), ended));
    assertThat(made(filled(common.get(1), List.of(0)))).isNull();
  }
}
