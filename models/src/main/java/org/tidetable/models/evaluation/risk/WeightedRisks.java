package org.tidetable.models.evaluation.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.tidetable.models.calibration.CalibrationLine;

/** Risks sorted once, highest first, so that a resample costs one pass: rows carry counts. */
final class WeightedRisks {
  private final double[] probabilities;
  private final boolean[] outcomes;
  private final int[] order;
  private final CalibrationLine line;

  WeightedRisks(double[] given, boolean[] outcome) {
    order =
        IntStream.range(0, given.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> -given[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    probabilities = new double[order.length];
    outcomes = new boolean[order.length];
    for (int place = 0; place < order.length; place++) {
      probabilities[place] = given[order[place]];
      outcomes[place] = outcome[order[place]];
    }
    line = new CalibrationLine(probabilities, outcomes);
  }

  /** Weights of rows as they were given, in the order of the sorted risks. */
  double[] sorted(double[] weights) {
    double[] sorted = new double[order.length];
    for (int place = 0; place < sorted.length; place++) {
      sorted[place] = weights[order[place]];
    }
    return sorted;
  }

  /**
   * The scores in a fixed order: AUROC, average precision, Brier, slope, intercept, observed over
   * expected, then positive predictive value and sensitivity for each share. NaN is undefined.
   */
  double[] scores(double[] weights, List<Double> shares) {
    double rows = 0;
    double yes = 0;
    double expected = 0;
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      double outcome = outcomes[i] ? 1 : 0;
      rows += weights[i];
      yes += weights[i] * outcome;
      expected += weights[i] * probabilities[i];
      squares += weights[i] * (probabilities[i] - outcome) * (probabilities[i] - outcome);
    }
    double[] scores = new double[6 + 2 * shares.size()];
    Arrays.fill(scores, Double.NaN);
    rank(weights, yes, rows - yes, scores);
    scores[2] = rows > 0 ? squares / rows : Double.NaN;
    if (yes > 0 && yes < rows) {
      line.fit(weights)
          .ifPresent(
              fit -> {
                scores[3] = fit.slope();
                scores[4] = fit.intercept();
              });
    }
    scores[5] = expected > 0 ? yes / expected : Double.NaN;
    System.arraycopy(lists(weights, shares), 0, scores, 6, 2 * shares.size());
    return scores;
  }

  /** Later calibration slopes are sought near the one under these weights. */
  void startAt(double[] weights) {
    line.startAt(weights);
  }

  /** Positive predictive value and sensitivity of lists of those shares of the rows. */
  double[] lists(double[] weights, List<Double> shares) {
    double rows = 0;
    double yes = 0;
    for (int i = 0; i < weights.length; i++) {
      rows += weights[i];
      yes += outcomes[i] ? weights[i] : 0;
    }
    double[] lists = new double[2 * shares.size()];
    for (int share = 0; share < shares.size(); share++) {
      double listed = Math.max(1, Math.rint(shares.get(share) * rows));
      double found = foundAmong(listed, weights);
      lists[2 * share] = rows > 0 ? found / Math.min(listed, rows) : Double.NaN;
      lists[2 * share + 1] = yes > 0 ? found / yes : Double.NaN;
    }
    return lists;
  }

  /** The chance that a row with the outcome has the higher risk; NaN is undefined. */
  double auroc(double[] weights) {
    double yes = 0;
    double no = 0;
    for (int i = 0; i < weights.length; i++) {
      yes += outcomes[i] ? weights[i] : 0;
      no += outcomes[i] ? 0 : weights[i];
    }
    double[] ranked = {Double.NaN, Double.NaN};
    rank(weights, yes, no, ranked);
    return ranked[0];
  }

  private void rank(double[] weights, double yes, double no, double[] scores) {
    if (yes == 0) {
      return;
    }
    double seenYes = 0;
    double seenNo = 0;
    double pairs = 0;
    double precision = 0;
    for (int i = 0; i < weights.length; ) {
      double tiedYes = 0;
      double tiedNo = 0;
      int next = i;
      while (next < weights.length && probabilities[next] == probabilities[i]) {
        tiedYes += outcomes[next] ? weights[next] : 0;
        tiedNo += outcomes[next] ? 0 : weights[next];
        next++;
      }
      pairs += tiedNo * (seenYes + tiedYes / 2);
      seenYes += tiedYes;
      seenNo += tiedNo;
      precision += tiedYes == 0 ? 0 : tiedYes * seenYes / (seenYes + seenNo);
      i = next;
    }
    scores[0] = no > 0 ? pairs / (yes * no) : Double.NaN;
    scores[1] = precision / yes;
  }

  /** Outcomes among the highest; rows tied at the end count in part: order cannot matter. */
  private double foundAmong(double listed, double[] weights) {
    double left = listed;
    double found = 0;
    for (int i = 0; i < weights.length && left > 0; ) {
      double tied = 0;
      double tiedYes = 0;
      int next = i;
      while (next < weights.length && probabilities[next] == probabilities[i]) {
        tied += weights[next];
        tiedYes += outcomes[next] ? weights[next] : 0;
        next++;
      }
      double taken = Math.min(left, tied);
      found += tied == 0 ? 0 : tiedYes * taken / tied;
      left -= taken;
      i = next;
    }
    return found;
  }

  /** Ten groups of equal size, lowest risks first; fewer when there are fewer rows. */
  List<RiskScores.Tenth> tenths() {
    List<RiskScores.Tenth> tenths = new ArrayList<>();
    int rows = probabilities.length;
    for (int tenth = 0; tenth < 10; tenth++) {
      int from = (int) ((long) rows * (9 - tenth) / 10);
      int to = (int) ((long) rows * (10 - tenth) / 10);
      double predicted = 0;
      int observed = 0;
      for (int i = from; i < to; i++) {
        predicted += probabilities[i];
        observed += outcomes[i] ? 1 : 0;
      }
      int count = to - from;
      if (count > 0) {
        tenths.add(
            new RiskScores.Tenth(
                tenth + 1, count, predicted / count, observed, (double) observed / count));
      }
    }
    return tenths;
  }

  /** The least risk among that share of the rows. */
  OptionalDouble threshold(double share) {
    int listed = (int) Math.max(1, Math.rint(share * probabilities.length));
    return probabilities.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(probabilities[Math.min(listed, probabilities.length) - 1]);
  }
}
