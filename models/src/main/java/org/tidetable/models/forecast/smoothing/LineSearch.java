package org.tidetable.models.forecast.smoothing;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/** The lowest place of a smooth function of one number that may have several valleys. */
final class LineSearch {
  private static final int MAXIMUM_EVALUATIONS = 200;

  private LineSearch() {}

  /** The best of {@code steps + 1} places from low to high, then Brent's search around it. */
  static double lowest(UnivariateFunction function, double low, double high, int steps) {
    double width = (high - low) / steps;
    double best = low;
    double lowest = Double.POSITIVE_INFINITY;
    for (int step = 0; step <= steps; step++) {
      double place = Math.min(high, low + step * width);
      double value = function.value(place);
      if (value < lowest) {
        lowest = value;
        best = place;
      }
    }
    var around =
        new SearchInterval(Math.max(low, best - width), Math.min(high, best + width), best);
    try {
      return new BrentOptimizer(1e-6, 1e-7)
          .optimize(
              new MaxEval(MAXIMUM_EVALUATIONS),
              new UnivariateObjectiveFunction(function),
              GoalType.MINIMIZE,
              around)
          .getPoint();
    } catch (TooManyEvaluationsException notSmooth) {
      return best;
    }
  }
}
