package org.tidetable.models.forecast.interval;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tidetable.models.forecast.Forecast;

/**
 * Ranges that learn once they meet what came: each miss makes the next ranges of a level wider,
 * each hit a little narrower, so that in the long run as many miss as the level says, whatever the
 * errors do.
 *
 * <p>After a miss the logarithm of the factor grows by {@code rate * level / 100}, after a hit it
 * falls by {@code rate * (1 - level / 100)}: the two balance when the level holds. Factors stay
 * within a quarter and 4.
 *
 * <p>Source: Gibbs and Candes (2021), Adaptive conformal inference under distribution shift; as a
 * factor of the width: Angelopoulos, Candes and Tibshirani (2023).
 *
 * @param levels nominal coverage in per cent, ascending
 * @param factors of the width, by level
 * @param rate how fast factors move, above 0 and at most 1
 */
public record IntervalUpdate(List<Integer> levels, List<Double> factors, double rate) {
  /** Moves a 95 % range by 4.9 % after a miss and by 0.25 % after a hit. */
  public static final double USUAL_RATE = 0.05;

  private static final double MOST = 4;

  public IntervalUpdate {
    require(levels.size() == factors.size(), "one factor for each level is needed");
    require(rate > 0 && rate <= 1, "the rate must be above 0 and at most 1, but was %s", rate);
    levels = List.copyOf(levels);
    factors = List.copyOf(factors);
  }

  /** Before any forecast has met an actual value: ranges stay as they are. */
  public static IntervalUpdate start(List<Integer> levels) {
    return new IntervalUpdate(levels, Collections.nCopies(levels.size(), 1.0), USUAL_RATE);
  }

  /**
   * After a forecast met its value.
   *
   * @param actual what came; NaN is missing and teaches nothing
   * @param published the ranges as they were published, one for each level
   */
  public IntervalUpdate after(double actual, List<Forecast.Interval> published) {
    require(published.size() == levels.size(), "one range for each level is needed");
    if (Double.isNaN(actual)) {
      return this;
    }
    List<Double> moved = new ArrayList<>();
    for (int index = 0; index < levels.size(); index++) {
      Forecast.Interval range = published.get(index);
      boolean missed = actual < range.lower() || actual > range.upper();
      double allowed = 1 - levels.get(index) / 100.0;
      double factor = factors.get(index) * Math.exp(rate * ((missed ? 1 : 0) - allowed));
      moved.add(Math.min(MOST, Math.max(1 / MOST, factor)));
    }
    return new IntervalUpdate(levels, moved, rate);
  }

  /**
   * Ranges as they should be published next; they do not cross.
   *
   * @param intervals around {@code expected}, one for each level
   * @param floor no bound lies below it; at most {@code expected}
   */
  public List<Forecast.Interval> apply(
      double expected, List<Forecast.Interval> intervals, double floor) {
    require(intervals.size() == levels.size(), "one range for each level is needed");
    List<Forecast.Interval> widened = new ArrayList<>();
    double lower = expected;
    double upper = expected;
    for (int index = 0; index < levels.size(); index++) {
      Forecast.Interval range = intervals.get(index);
      double factor = factors.get(index);
      lower = Math.min(lower, Math.max(floor, expected - factor * (expected - range.lower())));
      upper = Math.max(upper, expected + factor * (range.upper() - expected));
      widened.add(new Forecast.Interval(range.level(), lower, upper));
    }
    return widened;
  }
}
