package org.tidetable.models.forecast.learned;

import java.util.List;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.SeriesParts;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.tribuo.TribuoRegression;

/**
 * The trees of {@link GlobalRegression} for counts: they multiply the plain guess, and are fitted
 * by the Tweedie deviance of power 1.5, between those of Poisson and gamma, so that zeros are
 * possible and large numbers may miss by more.
 *
 * <p>A guess {@code b} is an offset: the deviance of a value is {@code sqrt(b)} times that of the
 * value over {@code b}, so the ratio is learnt with that weight. Values below zero count as zero.
 *
 * <p>Source: Zhou, Qian and Yang (2022), Tweedie gradient boosting for extremely unbalanced
 * zero-inflated data; Makridakis et al. (2022), M5 accuracy competition.
 *
 * @param parts what is known of series beside their numbers, which have columns of their own; may
 *     be none
 */
public record TweedieRegression(DemandCalendar calendar, SeriesParts parts, long seed)
    implements ForecastMethod.Global {
  private static final double LEAST_GUESS = 0.1;
  private static final double LARGEST_RATIO = 10;

  @Override
  public String name() {
    return "tweedie_regression";
  }

  @Override
  public Trained train(List<Series> histories, int horizon) {
    return new RegressionTask(calendar, parts, seed)
        .train(
            histories,
            horizon,
            (names, rows, values, bases) -> {
              double[] ratios = new double[values.length];
              double[] weights = new double[values.length];
              for (int row = 0; row < values.length; row++) {
                double guess = Math.max(LEAST_GUESS, bases[row]);
                ratios[row] = Math.max(0, Math.min(LARGEST_RATIO, values[row] / guess));
                weights[row] = Math.sqrt(guess);
              }
              var trees =
                  TribuoRegression.trainTweedie(
                      FeatureMatrix.ofRows(names, rows),
                      ratios,
                      weights,
                      GlobalRegression.TREES,
                      seed);
              return (asked, guesses) -> {
                double[] expected = trees.predict(FeatureMatrix.ofRows(names, asked));
                for (int row = 0; row < expected.length; row++) {
                  expected[row] *= Math.max(LEAST_GUESS, guesses[row]);
                }
                return expected;
              };
            });
  }
}
