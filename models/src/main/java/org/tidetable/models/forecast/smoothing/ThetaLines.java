package org.tidetable.models.forecast.smoothing;

import java.util.Arrays;

/**
 * The two lines of an optimised Theta model: a level that follows the values, and a share of the
 * line through them, which is a straight line through all values, or dynamic, through those so far.
 *
 * <p>With smoothing weight {@code a}, share {@code w = 1 - 1 / theta} and {@code i} earlier
 * periods, the next value is expected at {@code level + w (A (1 - a)^i + B (1 - (1 - a)^(i + 1)) /
 * a)}, A and B being intercept and slope of the line; the level then moves by {@code a} towards the
 * value. For a given weight the errors are linear in the first level and in the share, so that the
 * best of these are found exactly by least squares and only the weight is searched, from 0.1 to
 * 0.99; the share keeps to 0 to 1, which is theta from 1. At a missing value the level moves as if
 * the expected one had come, and the line stays. As by the authors, a dynamic model is not judged
 * by its first two errors.
 *
 * <p>Source: Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016), Models for optimising
 * the theta method and their relationship to state space models.
 */
final class ThetaLines {
  private static final double LOWEST_WEIGHT = 0.1;
  private static final double HIGHEST_WEIGHT = 0.99;
  private static final int STEPS = 12;
  private static final double RIDGE = 1e-10;

  private final double[] values;
  private final double scale;
  private final boolean dynamic;
  private final double[] intercept;
  private final double[] slope;
  private final RunningLine line = new RunningLine();

  private double weight;
  private double first;
  private double share;
  private double level;
  private double squares;

  /**
   * Sums of products: v of the values, f of what the first level does, s of what the share does.
   */
  private double vv;

  private double vf;
  private double vs;
  private double ff;
  private double fs;
  private double ss;

  private ThetaLines(double[] values, boolean dynamic) {
    this.scale = scale(values);
    this.values = Arrays.stream(values).map(value -> value / scale).toArray();
    this.dynamic = dynamic;
    int n = values.length;
    this.intercept = new double[n + 1];
    this.slope = new double[n + 1];
    for (int time = 0; time < n; time++) {
      if (!Double.isNaN(values[time])) {
        line.add(time + 1, this.values[time]);
      }
      intercept[time + 1] = line.intercept();
      slope[time + 1] = line.slope();
    }
    if (!dynamic) {
      Arrays.fill(intercept, line.intercept());
      Arrays.fill(slope, line.slope());
    }
  }

  private static double scale(double[] values) {
    double mean =
        Arrays.stream(values)
            .filter(value -> !Double.isNaN(value))
            .map(Math::abs)
            .average()
            .orElse(0);
    return mean > 0 ? mean : 1;
  }

  /**
   * The best lines for those values.
   *
   * @param values NaN where missing, the first of them observed
   */
  static ThetaLines fit(double[] values, boolean dynamic) {
    ThetaLines lines = new ThetaLines(values, dynamic);
    lines.weight = LineSearch.lowest(lines::bestSquares, LOWEST_WEIGHT, HIGHEST_WEIGHT, STEPS);
    lines.squares = lines.bestSquares(lines.weight);
    return lines;
  }

  /** The lines at given parameters, to be compared with other programs; no value is missing. */
  static ThetaLines at(
      double[] values, boolean dynamic, double first, double weight, double theta) {
    ThetaLines lines = new ThetaLines(values, dynamic);
    lines.weight = weight;
    lines.bestSquares(weight);
    double fromFirst = Math.pow(1 - weight, values.length);
    lines.level += fromFirst * (first / lines.scale - lines.first);
    lines.first = first / lines.scale;
    lines.share = 1 - 1 / theta;
    lines.squares = lines.sum();
    return lines;
  }

  /** Sum of the squared one-step errors, in units of the squared mean size of the values. */
  double squares() {
    return squares;
  }

  /** Least squares over first level and share; leaves them and the last level behind. */
  private double bestSquares(double weight) {
    double decay = 1 - weight;
    double power = 1;
    double fromValues = 0;
    double fromFirst = 1;
    double fromShare = 0;
    vv = 0;
    vf = 0;
    vs = 0;
    ff = 0;
    fs = 0;
    ss = 0;
    for (int time = 0; time < values.length; time++) {
      double reach = intercept[time] * power + slope[time] * (1 - power * decay) / weight;
      double value = values[time];
      if (Double.isNaN(value)) {
        fromShare += weight * reach;
      } else {
        if (time > 1 || !dynamic) {
          double rest = value - fromValues;
          double lifted = fromShare + reach;
          vv += rest * rest;
          vf += rest * fromFirst;
          vs += rest * lifted;
          ff += fromFirst * fromFirst;
          fs += fromFirst * lifted;
          ss += lifted * lifted;
        }
        fromValues += weight * (value - fromValues);
        fromFirst *= decay;
        fromShare *= decay;
      }
      power *= decay;
    }
    ff += RIDGE * ff + Double.MIN_NORMAL;
    ss += RIDGE * ss + Double.MIN_NORMAL;
    double determinant = ff * ss - fs * fs;
    share = determinant > 0 ? Math.min(1, Math.max(0, (ff * vs - fs * vf) / determinant)) : 0;
    first = (vf - share * fs) / ff;
    level = fromValues + first * fromFirst + share * fromShare;
    return sum();
  }

  private double sum() {
    return vv
        - 2 * (first * vf + share * vs)
        + first * first * ff
        + 2 * first * share * fs
        + share * share * ss;
  }

  /** The expected values of the periods that follow; to be asked once. */
  double[] path(int horizon) {
    double[] path = new double[horizon];
    int n = values.length;
    double now = level;
    double power = Math.pow(1 - weight, n);
    double lineAt = intercept[n];
    double lineBy = slope[n];
    for (int ahead = 0; ahead < horizon; ahead++) {
      double reach = lineAt * power + lineBy * (1 - power * (1 - weight)) / weight;
      double expected = now + share * reach;
      path[ahead] = expected * scale;
      now += weight * (expected - now);
      power *= 1 - weight;
      if (dynamic) {
        line.add(n + ahead + 1, expected);
        lineAt = line.intercept();
        lineBy = line.slope();
      }
    }
    return path;
  }
}
