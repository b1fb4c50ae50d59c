package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.tribuo.LabelledRows;

/**
 * Rows whose outcome is known. Callers do not write to the arrays that they hand over.
 *
 * @param features one row per person and index date
 * @param outcomes whether the outcome happened, by row
 * @param persons who each row is about; never shown, only kept together
 * @param weights how much each row counts, 0 or more; 1 unless some were lost to follow-up
 * @param times one number a row that grows with time, or none at all
 */
public record RiskSample(
    FeatureMatrix features, boolean[] outcomes, String[] persons, float[] weights, long[] times) {
  public RiskSample {
    require(
        features.rows() == outcomes.length && features.rows() == persons.length,
        "%s rows, %s outcomes and %s persons: these must agree",
        features.rows(),
        outcomes.length,
        persons.length);
    require(
        weights.length == outcomes.length, "%s rows, %s weights", outcomes.length, weights.length);
    require(
        times.length == 0 || times.length == outcomes.length,
        "%s rows, %s times",
        outcomes.length,
        times.length);
  }

  /** Rows that all count the same, at times that are not known. */
  public RiskSample(FeatureMatrix features, boolean[] outcomes, String[] persons) {
    this(features, outcomes, persons, ones(outcomes.length), new long[0]);
  }

  private static float[] ones(int rows) {
    float[] ones = new float[rows];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The same with those weights. */
  public RiskSample withWeights(float[] others) {
    return new RiskSample(features, outcomes, persons, others, times);
  }

  /** The same at those times. */
  public RiskSample withTimes(long[] others) {
    return new RiskSample(features, outcomes, persons, weights, others);
  }

  /** The same with other features, row by row. */
  RiskSample withFeatures(FeatureMatrix others) {
    return new RiskSample(others, outcomes, persons, weights, times);
  }

  /** Features, outcomes and weights. */
  public LabelledRows labelled() {
    return new LabelledRows(features, outcomes, weights);
  }

  /** Who the rows are about, each once. */
  public Set<String> everybody() {
    return Set.copyOf(new HashSet<>(Arrays.asList(persons)));
  }

  /** The rows with those indices, in that order. */
  public RiskSample select(int[] rows) {
    float[] selectedWeights = new float[rows.length];
    long[] selectedTimes = new long[times.length == 0 ? 0 : rows.length];
    for (int i = 0; i < rows.length; i++) {
      selectedWeights[i] = weights[rows[i]];
    }
    for (int i = 0; i < selectedTimes.length; i++) {
      selectedTimes[i] = times[rows[i]];
    }
    return new RiskSample(
        features.select(rows),
        outcomes(outcomes, rows),
        persons(persons, rows),
        selectedWeights,
        selectedTimes);
  }

  /** The outcomes of those rows. */
  public static boolean[] outcomes(boolean[] all, int[] rows) {
    boolean[] selected = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = all[rows[i]];
    }
    return selected;
  }

  /** The persons of those rows. */
  public static String[] persons(String[] all, int[] rows) {
    String[] selected = new String[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = all[rows[i]];
    }
    return selected;
  }
}
