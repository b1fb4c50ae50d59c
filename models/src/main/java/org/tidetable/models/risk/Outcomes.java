package org.tidetable.models.risk;

/** What the methods ask of outcomes that they held out. */
final class Outcomes {
  private Outcomes() {}

  static int count(boolean[] outcomes) {
    int count = 0;
    for (boolean outcome : outcomes) {
      count += outcome ? 1 : 0;
    }
    return count;
  }

  static boolean bothIn(boolean[] outcomes) {
    int count = count(outcomes);
    return count > 0 && count < outcomes.length;
  }

  /** The mean log loss over the rows by weight. */
  static double logLoss(double[] probabilities, RiskSample sample) {
    double sum = 0;
    double weights = 0;
    for (int row = 0; row < probabilities.length; row++) {
      double p = sample.outcomes()[row] ? probabilities[row] : 1 - probabilities[row];
      sum -= sample.weights()[row] * Math.log(Math.max(1e-12, p));
      weights += sample.weights()[row];
    }
    return weights > 0 ? sum / weights : 0;
  }
}
