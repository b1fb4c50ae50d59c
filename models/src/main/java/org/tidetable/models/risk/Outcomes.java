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

  static double logLoss(double[] probabilities, boolean[] outcomes) {
    double sum = 0;
    for (int row = 0; row < outcomes.length; row++) {
      double p = outcomes[row] ? probabilities[row] : 1 - probabilities[row];
      sum -= Math.log(Math.max(1e-12, p));
    }
    return sum / Math.max(1, outcomes.length);
  }
}
