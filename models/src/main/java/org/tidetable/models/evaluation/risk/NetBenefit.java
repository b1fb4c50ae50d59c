package org.tidetable.models.evaluation.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;

/**
 * What acting on risks is worth, in true cases found per person looked at, at every threshold of a
 * declared range: cases found, less needless visits at the rate that the threshold itself declares.
 *
 * <p>Source: Vickers and Elkin (2006), Decision curve analysis.
 *
 * @param thresholds rising; to act from a risk of t on means that one case found is worth {@code (1
 *     - t) / t} needless visits
 * @param curves for each method, and for {@code all} people visited, one number a threshold; to
 *     visit none is 0
 * @param gains what the chosen method gives more than each of the others
 */
public record NetBenefit(
    List<Double> thresholds, Map<String, List<Double>> curves, List<Gain> gains) {

  /** To visit everybody. */
  public static final String ALL = "all";

  /** To visit nobody. */
  public static final String NONE = "none";

  /**
   * The gain over one rival.
   *
   * @param average over the thresholds
   * @param at each threshold
   */
  public record Gain(String rival, Measure average, List<Measure> at) {
    public Gain {
      at = List.copyOf(at);
    }
  }

  private static final int STEPS = 20;

  public NetBenefit {
    thresholds = List.copyOf(thresholds);
    curves = new LinkedHashMap<>(curves);
    gains = List.copyOf(gains);
  }

  /** Twenty thresholds, evenly from the lowest to the highest. */
  public static List<Double> between(double lowest, double highest) {
    require(
        lowest > 0 && lowest <= highest && highest < 1,
        "thresholds lie between 0 and 1 and rise, but were %s to %s",
        lowest,
        highest);
    if (lowest == highest) {
      return List.of(lowest);
    }
    List<Double> thresholds = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      thresholds.add(lowest + (highest - lowest) * step / (STEPS - 1));
    }
    return thresholds;
  }

  /**
   * Where nothing else is declared: from the risk that cuts off the highest 20 % of people to the
   * one that cuts off the highest 1 %, as the simplest method sees them. So long are lists.
   */
  public static List<Double> usual(Tested simplest) {
    int rows = simplest.rows();
    int[] highest = simplest.highest(Math.max(1, rows / 5));
    double low = simplest.risks()[highest[highest.length - 1]];
    double high = simplest.risks()[highest[Math.min(highest.length, Math.max(1, rows / 100)) - 1]];
    double least = Math.min(0.99, Math.max(1e-4, low));
    return between(least, Math.min(0.99, Math.max(least, high)));
  }

  /**
   * The curves.
   *
   * @param methods by name, all over the same rows
   * @param chosen the name of the one whose gains are wanted
   */
  public static NetBenefit of(Map<String, Tested> methods, String chosen, List<Double> thresholds) {
    require(methods.containsKey(chosen), "there is no method %s to compare", chosen);
    Tested best = Objects.requireNonNull(methods.get(chosen));
    PersonMeans means = new PersonMeans(best.persons(), best.weights());
    Map<String, Tested> ways = new LinkedHashMap<>(methods);
    ways.put(ALL, best.with(ones(best.rows())));
    Map<String, List<Double>> curves = new LinkedHashMap<>();
    List<Gain> gains = new ArrayList<>();
    ways.forEach(
        (name, tested) -> {
          List<Double> curve = new ArrayList<>();
          for (double threshold : thresholds) {
            curve.add(means.mean(byRow(tested, threshold)).value().orElse(0));
          }
          curves.put(name, List.copyOf(curve));
          if (!name.equals(chosen)) {
            gains.add(gain(name, best, tested, thresholds, means));
          }
        });
    // Risks of 0 lie below every threshold: nobody is seen.
    gains.add(gain(NONE, best, best.with(new double[best.rows()]), thresholds, means));
    return new NetBenefit(thresholds, curves, gains);
  }

  /**
   * What one method's net benefit is more than another's, where each threshold {@code t} counts
   * {@code 1 - t}: then a case missed and a needless visit together count the same at every
   * threshold. Else the highest would decide alone, for at 99 % a needless visit counts 99 cases.
   *
   * <p>Source: Schervish (1989), A general method for comparing probability assessors.
   */
  static Measure evenGain(Tested mine, Tested other, List<Double> thresholds) {
    double sum = thresholds.stream().mapToDouble(threshold -> 1 - threshold).sum();
    double[] average = new double[mine.rows()];
    for (double threshold : thresholds) {
      double[] gain = byRow(mine, threshold);
      double[] less = byRow(other, threshold);
      for (int row = 0; row < gain.length; row++) {
        average[row] += (1 - threshold) / sum * (gain[row] - less[row]);
      }
    }
    return new PersonMeans(mine.persons(), mine.weights()).mean(average);
  }

  /** What one way to choose people gives more than another. */
  static Gain gain(
      String rival, Tested mine, Tested other, List<Double> thresholds, PersonMeans means) {
    List<Measure> at = new ArrayList<>();
    double[] average = new double[mine.rows()];
    for (double threshold : thresholds) {
      double[] gain = byRow(mine, threshold);
      double[] less = byRow(other, threshold);
      for (int row = 0; row < gain.length; row++) {
        gain[row] -= less[row];
        average[row] += gain[row] / thresholds.size();
      }
      at.add(means.mean(gain));
    }
    return new Gain(rival, means.mean(average), at);
  }

  /** What acting on each row's risk is worth. */
  private static double[] byRow(Tested tested, double threshold) {
    double[] values = new double[tested.rows()];
    for (int row = 0; row < values.length; row++) {
      if (tested.risks()[row] >= threshold) {
        values[row] = tested.outcomes()[row] ? 1 : -threshold / (1 - threshold);
      }
    }
    return values;
  }

  private static double[] ones(int rows) {
    double[] ones = new double[rows];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }
}
