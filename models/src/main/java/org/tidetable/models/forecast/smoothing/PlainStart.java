package org.tidetable.models.forecast.smoothing;

import java.util.Arrays;

/** Where the search for the parameters of a form begins: near what its first seasons look like. */
final class PlainStart {
  private static final double LEVEL = 0.3;
  private static final double TREND = 0.1;
  private static final double DAMPING = 0.95;
  private static final double SEASON = 0.1;
  private static final int LINE = 10;
  private static final int SEASONS = 3;

  private PlainStart() {}

  /** Parameters in the order of {@link Recursion}. */
  static double[] of(Form form, double[] values) {
    double[] parameters = new double[form.weights() + form.states()];
    int next = 0;
    parameters[next++] = LEVEL;
    if (form.hasTrend()) {
      parameters[next++] = TREND;
    }
    if (form.isDamped()) {
      parameters[next++] = DAMPING;
    }
    if (form.hasSeason()) {
      parameters[next++] = SEASON;
    }
    int period = form.period();
    int length = Math.min(values.length, Math.max(LINE, SEASONS * period));
    StraightLine line = StraightLine.through(values, length);
    boolean factors = form.season() == Form.Season.MULTIPLICATIVE;
    double middle = line.at((length - 1) / 2.0);
    parameters[next++] = form.hasTrend() || form.hasSeason() ? line.at(-1) : middle;
    if (form.hasTrend()) {
      parameters[next++] = line.slope();
    }
    if (form.isMultiplicative() && parameters[form.weights()] <= 0.05 * middle) {
      parameters[form.weights()] = middle;
      if (form.hasTrend()) {
        parameters[form.weights() + 1] = 0;
      }
    }
    double[] effect = effects(values, length, line, period, factors);
    System.arraycopy(effect, 0, parameters, next, period - 1);
    return parameters;
  }

  /** Mean distance from the line, or ratio to it, by position; 0, or 1, on the whole. */
  private static double[] effects(
      double[] values, int length, StraightLine line, int period, boolean factors) {
    double neutral = factors ? 1 : 0;
    double[] sums = new double[period];
    int[] counts = new int[period];
    double middle = line.at((length - 1) / 2.0);
    for (int time = 0; time < length; time++) {
      if (!Double.isNaN(values[time])) {
        double fitted = line.at(time);
        double effect =
            factors ? values[time] / Math.max(fitted, 0.1 * middle) : values[time] - fitted;
        sums[time % period] += effect;
        counts[time % period]++;
      }
    }
    double[] effect = new double[period];
    double mean = 0;
    for (int position = 0; position < period; position++) {
      effect[position] = counts[position] == 0 ? neutral : sums[position] / counts[position];
      mean += effect[position] / period;
    }
    double shift = mean;
    return factors
        ? Arrays.stream(effect).map(one -> one / shift).toArray()
        : Arrays.stream(effect).map(one -> one - shift).toArray();
  }
}
