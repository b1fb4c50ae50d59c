package org.tidetable.models.forecast.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorQuantilesTest {
  private static double[][] ninetyNine(int horizon) {
    return IntStream.range(0, horizon)
        .mapToObj(ahead -> IntStream.rangeClosed(1, 99).asDoubleStream().toArray())
        .toArray(double[][]::new);
  }

  @Test
  void a_quantile_takes_the_rank_of_one_more_than_there_are() {
    ErrorQuantiles quantiles = ErrorQuantiles.of(ninetyNine(1));
    assertThat(quantiles.at(1, 0.1)).isCloseTo(10, within(1e-9));
    assertThat(quantiles.at(1, 0.975)).isCloseTo(97.5, within(1e-9));
    assertThat(quantiles.at(1, 0.0005)).isEqualTo(quantiles.at(1, 0.0025));
  }

  @Test
  void few_errors_make_ranges_at_least_as_wide_as_normal_ones() {
    ErrorQuantiles quantiles = ErrorQuantiles.of(new double[][] {{-1, 1}});
    assertThat(quantiles.at(1, 0.975)).isCloseTo(1.96, within(0.01));
    assertThat(quantiles.at(1, 0.5)).isCloseTo(0, within(1e-9));
  }

  @Test
  void a_horizon_without_errors_takes_those_of_its_neighbours_and_beyond_the_last_they_grow() {
    double[][] errors = ninetyNine(3);
    errors[1] = new double[0];
    ErrorQuantiles quantiles = ErrorQuantiles.of(errors);
    assertThat(quantiles.at(2, 0.5)).isCloseTo(50, within(0.6));
    assertThat(quantiles.at(12, 0.5)).isCloseTo(2 * quantiles.at(3, 0.5), within(1e-9));
  }

  @Test
  void moving_towards_others_is_by_share() {
    ErrorQuantiles one = ErrorQuantiles.of(ninetyNine(2));
    ErrorQuantiles tenfold = one.times(10, 2);
    assertThat(one.towards(tenfold, 0.25).at(2, 0.2))
        .isCloseTo(0.75 * 20 + 0.25 * 200, within(1e-6));
    assertThat(ErrorQuantiles.ofValues(one.values()).at(1, 0.3)).isEqualTo(one.at(1, 0.3));
  }
}
