package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.tidetable.models.evaluation.ForecastAccuracy.Lead;

/**
 * How far the chosen paths are ahead of the methods that are always shown. Ranges come from drawing
 * whole series anew: the periods and origins of one series are no evidence apart.
 *
 * <p>Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, percentile intervals.
 */
final class Leads {
  private static final List<String> ALWAYS_SHOWN =
      List.of("seasonal_naive", "exponential_smoothing", "naive", ForecastAccuracy.PLAN);
  private static final int DRAWS = 1000;
  private static final long SEED = 20_261_126;

  private Leads() {}

  static List<Lead> of(List<ForecastAccuracy> series) {
    List<Lead> leads = new ArrayList<>();
    for (String method : ALWAYS_SHOWN) {
      double[] differences =
          series.stream()
              .mapToDouble(one -> difference(one, method))
              .filter(difference -> !Double.isNaN(difference))
              .toArray();
      if (differences.length > 1) {
        leads.add(lead(method, differences));
      }
    }
    return leads;
  }

  private static double difference(ForecastAccuracy one, String method) {
    return one.score(method)
        .filter(score -> score.mase().isPresent() && score.beside().isPresent())
        .map(score -> score.mase().getAsDouble() - score.beside().getAsDouble())
        .orElse(Double.NaN);
  }

  private static Lead lead(String method, double[] differences) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (int at = 0; at < differences.length; at++) {
        sum += differences[random.nextInt(differences.length)];
      }
      means[draw] = sum / differences.length;
    }
    Arrays.sort(means);
    double mean = Arrays.stream(differences).average().orElse(Double.NaN);
    return new Lead(
        method,
        differences.length,
        mean,
        means[(int) (0.025 * DRAWS)],
        means[(int) (0.975 * DRAWS) - 1]);
  }
}
