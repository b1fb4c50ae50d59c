package org.tidetable.models.forecast.smoothing;

import java.util.Arrays;

/**
 * The run of one form through a history, with the derivatives of every error by every parameter.
 *
 * <p>Parameters, in this order: the weight of the level; of the trend, as a share of the level's;
 * the damping; the weight of the season, as a share of one less the level's; the initial level and
 * trend; the initial season but for its last position, which makes the mean 0, or 1 for factors.
 */
final class Recursion {
  private final Form form;
  private final double[] values;
  private final int count;
  private final int shareOfTrend;
  private final int damping;
  private final int shareOfSeason;
  private final int firstState;

  private double level;
  private double trend;
  private double phi;
  private final double[] season;

  private final double[] levelBy;
  private final double[] trendBy;
  private final double[][] seasonBy;
  private final double[] errorBy;
  private final double[] scaleBy;
  private final double[] gradient;
  private final double[][] normal;

  /**
   * @param values NaN where missing: such a period moves no state
   */
  Recursion(Form form, double[] values) {
    this.form = form;
    this.values = values;
    this.count = form.weights() + form.states();
    int next = 1;
    shareOfTrend = form.hasTrend() ? next++ : -1;
    damping = form.isDamped() ? next++ : -1;
    shareOfSeason = form.hasSeason() ? next++ : -1;
    firstState = next;
    season = new double[form.period()];
    levelBy = new double[count];
    trendBy = new double[count];
    seasonBy = new double[form.period()][count];
    errorBy = new double[count];
    scaleBy = new double[count];
    gradient = new double[count];
    normal = new double[count][count];
  }

  int firstSeason() {
    return firstState + (form.hasTrend() ? 2 : 1);
  }

  double[] gradient() {
    return gradient;
  }

  /** Upper triangle of the products of the derivatives. */
  double[][] normal() {
    return normal;
  }

  /**
   * The sum of squares to be made small: of the errors, or for multiplicative errors of the
   * relative ones, times the squared geometric mean of what was expected, which keeps their
   * likelihood. Infinite where the form has no likelihood with those parameters. Leaves the final
   * state behind.
   */
  double squares(double[] parameters) {
    start(parameters);
    double alpha = parameters[0];
    double beta = form.hasTrend() ? alpha * parameters[shareOfTrend] : 0;
    double gamma = form.hasSeason() ? (1 - alpha) * parameters[shareOfSeason] : 0;
    boolean factors = form.season() == Form.Season.MULTIPLICATIVE;
    boolean relative = form.errors() == Form.Errors.MULTIPLICATIVE;
    int period = form.period();
    double sum = 0;
    double product = 1;
    double logs = 0;
    int observed = 0;
    int position = 0;
    for (double value : values) {
      double moved = phi * trend;
      double base = level + moved;
      double effect = season[position];
      double expected = factors ? base * effect : base + effect;
      if (form.isMultiplicative() && !(expected > 0 && base > 0)) {
        return Double.POSITIVE_INFINITY;
      }
      if (!Double.isNaN(value)) {
        double error = value - expected;
        double surprise = factors ? error / effect : error;
        level = base + alpha * surprise;
        trend = moved + beta * surprise;
        season[position] = effect + gamma * (factors ? error / base : error);
        double scaled = relative ? error / expected : error;
        sum += scaled * scaled;
        if (relative) {
          product *= expected;
          if (product < 1e-100 || product > 1e100) {
            logs += Math.log(product);
            product = 1;
          }
          observed++;
        }
      } else {
        level = base;
        trend = moved;
      }
      position = position + 1 == period ? 0 : position + 1;
    }
    return relative ? sum * Math.exp(2 * (logs + Math.log(product)) / observed) : sum;
  }

  private void start(double[] parameters) {
    level = parameters[firstState];
    trend = form.hasTrend() ? parameters[firstState + 1] : 0;
    phi = form.isDamped() ? parameters[damping] : form.hasTrend() ? 1 : 0;
    if (form.hasSeason()) {
      int last = form.period() - 1;
      double rest = form.season() == Form.Season.MULTIPLICATIVE ? form.period() : 0;
      for (int position = 0; position < last; position++) {
        season[position] = parameters[firstSeason() + position];
        rest -= season[position];
      }
      season[last] = rest;
    } else {
      season[0] = 0;
    }
  }

  /**
   * Fills {@link #gradient} and {@link #normal} for parameters whose {@link #squares} are finite.
   */
  void derive(double[] parameters) {
    start(parameters);
    startDerivatives();
    double alpha = parameters[0];
    double trendShare = form.hasTrend() ? parameters[shareOfTrend] : 0;
    double seasonShare = form.hasSeason() ? parameters[shareOfSeason] : 0;
    double beta = alpha * trendShare;
    double gamma = (1 - alpha) * seasonShare;
    boolean factors = form.season() == Form.Season.MULTIPLICATIVE;
    boolean relative = form.errors() == Form.Errors.MULTIPLICATIVE;
    double logs = 0;
    double sum = 0;
    int observed = 0;
    int position = 0;
    for (double value : values) {
      double[] effectBy = seasonBy[position];
      double moved = phi * trend;
      double base = level + moved;
      double effect = season[position];
      if (form.isDamped()) {
        trendBy[damping] += trend / phi;
      }
      if (!Double.isNaN(value)) {
        double expected = factors ? base * effect : base + effect;
        double error = value - expected;
        double surprise = factors ? error / effect : error;
        double shift = factors ? error / base : error;
        if (factors) {
          stepFactors(effectBy, value, base, effect, alpha, beta, gamma);
        } else {
          stepAmounts(effectBy, alpha, beta, gamma);
        }
        levelBy[0] += surprise;
        if (form.hasTrend()) {
          trendBy[0] += trendShare * surprise;
          trendBy[shareOfTrend] += alpha * surprise;
        }
        if (form.hasSeason()) {
          effectBy[0] -= seasonShare * shift;
          effectBy[shareOfSeason] += (1 - alpha) * shift;
        }
        level = base + alpha * surprise;
        trend = moved + beta * surprise;
        season[position] = effect + gamma * shift;
        if (relative) {
          logs += Math.log(expected);
          sum += error / expected * (error / expected);
          observed++;
          relate(value, expected);
          addProducts(error / expected);
        } else {
          addProducts(error);
        }
      } else {
        stepMissing();
        level = base;
        trend = moved;
      }
      position = position + 1 == form.period() ? 0 : position + 1;
    }
    if (relative) {
      rescale(Math.exp(2 * logs / observed), sum, observed);
    }
  }

  private void startDerivatives() {
    Arrays.fill(levelBy, 0);
    Arrays.fill(trendBy, 0);
    Arrays.fill(scaleBy, 0);
    Arrays.fill(gradient, 0);
    for (double[] row : normal) {
      Arrays.fill(row, 0);
    }
    for (double[] row : seasonBy) {
      Arrays.fill(row, 0);
    }
    levelBy[firstState] = 1;
    if (form.hasTrend()) {
      trendBy[firstState + 1] = 1;
    }
    for (int position = 0; position < form.period() - 1; position++) {
      seasonBy[position][firstSeason() + position] = 1;
      seasonBy[form.period() - 1][firstSeason() + position] = -1;
    }
  }

  private void stepAmounts(double[] effectBy, double alpha, double beta, double gamma) {
    for (int at = 0; at < count; at++) {
      double moved = phi * trendBy[at];
      double base = levelBy[at] + moved;
      double error = -(base + effectBy[at]);
      errorBy[at] = error;
      levelBy[at] = base + alpha * error;
      trendBy[at] = moved + beta * error;
      effectBy[at] += gamma * error;
    }
  }

  private void stepFactors(
      double[] effectBy,
      double value,
      double base,
      double effect,
      double alpha,
      double beta,
      double gamma) {
    double byEffect = value / (effect * effect);
    double byBase = value / (base * base);
    for (int at = 0; at < count; at++) {
      double moved = phi * trendBy[at];
      double baseBy = levelBy[at] + moved;
      double factorBy = effectBy[at];
      errorBy[at] = -(baseBy * effect + base * factorBy);
      double surpriseBy = -byEffect * factorBy - baseBy;
      levelBy[at] = baseBy + alpha * surpriseBy;
      trendBy[at] = moved + beta * surpriseBy;
      effectBy[at] = factorBy - gamma * (byBase * baseBy + factorBy);
    }
  }

  private void stepMissing() {
    for (int at = 0; at < count; at++) {
      trendBy[at] *= phi;
      levelBy[at] += trendBy[at];
    }
  }

  /** From the derivatives of an error to those of the relative error and of the mean logarithm. */
  private void relate(double value, double expected) {
    double factor = value / (expected * expected);
    for (int at = 0; at < count; at++) {
      scaleBy[at] -= errorBy[at] / expected;
      errorBy[at] *= factor;
    }
  }

  private void addProducts(double error) {
    for (int row = 0; row < count; row++) {
      double by = errorBy[row];
      gradient[row] += by * error;
      double[] target = normal[row];
      for (int column = row; column < count; column++) {
        target[column] += by * errorBy[column];
      }
    }
  }

  /** Adds what the geometric mean of the expected values, a factor of all errors, does. */
  private void rescale(double squaredMean, double sum, int observed) {
    for (int at = 0; at < count; at++) {
      scaleBy[at] /= observed;
    }
    for (int row = 0; row < count; row++) {
      for (int column = row; column < count; column++) {
        double both = gradient[row] * scaleBy[column] + gradient[column] * scaleBy[row];
        normal[row][column] += both + sum * scaleBy[row] * scaleBy[column];
        normal[row][column] *= squaredMean;
      }
    }
    for (int row = 0; row < count; row++) {
      gradient[row] = squaredMean * (gradient[row] + sum * scaleBy[row]);
    }
  }

  /** The expected values after the state that {@link #squares} left behind. */
  double[] forecast(int horizon) {
    double[] path = new double[horizon];
    double base = level;
    double step = trend;
    for (int ahead = 0; ahead < horizon; ahead++) {
      step *= phi;
      base += step;
      double effect = season[(values.length + ahead) % form.period()];
      path[ahead] = form.season() == Form.Season.MULTIPLICATIVE ? base * effect : base + effect;
    }
    return path;
  }
}
