package org.tidetable.models.forecast.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Peers;
import org.tidetable.models.forecast.naive.Drift;
import org.tidetable.models.forecast.naive.Naive2;

/** The classics against R forecast and statsforecast; see src/test/resources/forecast/classics. */
class ClassicPathsTest {
  private static final Peers R = Peers.of("r.csv");
  private static final Peers STATSFORECAST = Peers.of("statsforecast.csv");

  static List<Peers.Case> cases() {
    return Peers.cases();
  }

  private static void close(double[] path, double[] expected, double share) {
    assertThat(path).hasSameSizeAs(expected);
    for (int ahead = 0; ahead < path.length; ahead++) {
      assertThat(path[ahead])
          .as("horizon %s", ahead + 1)
          .isCloseTo(expected[ahead], within(share * Math.abs(expected[ahead])));
    }
  }

  private static double[] path(ForecastMethod.Local method, Peers.Case example) {
    return method.forecast(example.history(), example.horizon()).values();
  }

  private static SeasonalAdjustment adjustment(Peers.Case example) {
    return SeasonalAdjustment.of(example.history().values(), example.history().grain().season());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void drift_and_naive2_and_theta_make_the_paths_of_r(Peers.Case example) {
    close(path(new Drift(), example), R.get(example, "drift", "path"), 1e-8);
    close(path(new Naive2(), example), R.get(example, "naive2", "path"), 1e-8);
    close(path(new Theta(), example), R.get(example, "theta", "path"), 0.005);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void optimised_thetas_make_the_paths_of_statsforecast_at_its_parameters(Peers.Case example) {
    for (String name : new String[] {"optimised_theta", "dynamic_optimised_theta"}) {
      double[] at = STATSFORECAST.get(example, name, "parameters");
      SeasonalAdjustment adjustment = adjustment(example);
      double[] path =
          ThetaLines.at(adjustment.adjusted(), name.startsWith("dynamic"), at[0], at[1], at[2])
              .path(example.horizon());
      close(adjustment.seasoned(path), STATSFORECAST.get(example, name, "path"), 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void optimised_thetas_err_no_more_than_statsforecast_within_the_history(Peers.Case example) {
    for (String name : new String[] {"optimised_theta", "dynamic_optimised_theta"}) {
      double[] at = STATSFORECAST.get(example, name, "parameters");
      double[] values = adjustment(example).adjusted();
      boolean dynamic = name.startsWith("dynamic");
      assertThat(ThetaLines.fit(values, dynamic).squares())
          .as(name)
          .isLessThanOrEqualTo(
              ThetaLines.at(values, dynamic, at[0], at[1], at[2]).squares() * 1.000001);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void complex_smoothing_makes_the_paths_of_statsforecast_at_its_weights(Peers.Case example) {
    for (ComplexModel.Form form : ComplexModel.Form.values()) {
      String code = form.name().substring(0, 1);
      double[] weights = STATSFORECAST.get(example, "complex_smoothing", "weights" + code);
      if (weights.length > 0) {
        ComplexModel model = complex(example, form, weights);
        double[] expected = STATSFORECAST.get(example, "complex_smoothing", "path" + code);
        // statsforecast keeps its states in single precision.
        close(model.forecast(example.horizon()), expected, 0.002);
        assertThat(model.criterion())
            .isCloseTo(
                STATSFORECAST.get(example, "complex_smoothing", "criterion" + code)[0],
                within(0.05));
      }
    }
  }

  private static ComplexModel complex(Peers.Case example, ComplexModel.Form form, double[] at) {
    int season = example.history().grain().season();
    return ComplexModel.with(form, example.history().values(), adjustment(example), season, at);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void complex_smoothing_finds_a_form_about_as_good_as_that_of_statsforecast(Peers.Case example) {
    double ours = Double.POSITIVE_INFINITY;
    double theirs = Double.POSITIVE_INFINITY;
    double[] values = example.history().values();
    int season = example.history().grain().season();
    for (ComplexModel.Form form : ComplexModel.Form.values()) {
      String code = form.name().substring(0, 1);
      double[] criterion = STATSFORECAST.get(example, "complex_smoothing", "criterion" + code);
      if (criterion.length > 0) {
        ComplexModel model = ComplexModel.fit(form, values, adjustment(example), season);
        ours = Math.min(ours, model.criterion());
        theirs = Math.min(theirs, criterion[0]);
      }
    }
    // In units of an Akaike criterion, where a difference of 2 says little; mostly it is below 0.1.
    assertThat(ours).isLessThan(theirs + 2);
  }
}
