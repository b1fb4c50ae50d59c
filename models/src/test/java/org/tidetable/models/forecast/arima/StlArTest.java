package org.tidetable.models.forecast.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidetable.models.forecast.Peers;

/** Season and coefficients against R; see src/test/resources/forecast/classics. */
class StlArTest {
  private static final Peers R = Peers.of("r.csv");

  static List<Peers.Case> cases() {
    return Peers.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_last_season_and_the_coefficients_are_those_of_r(Peers.Case example) {
    double[] values = example.history().values();
    double[] season = StlAr.season(values, example.history().grain().season());
    double[] expected = R.get(example, "stl_ar", "season");
    double size = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    for (int back = 1; back <= expected.length; back++) {
      assertThat(season[season.length - back])
          .isCloseTo(expected[expected.length - back], within(1e-6 * size));
    }
    double[] rest = new double[values.length];
    Arrays.setAll(rest, time -> values[time] - season[time]);
    double mean = Arrays.stream(rest).average().orElseThrow();
    for (int order = 1; order <= 3; order++) {
      assertThat(Autoregression.of(rest, mean, order).coefficients())
          .containsExactly(R.get(example, "stl_ar", "burg" + order), within(1e-6));
    }
  }
}
