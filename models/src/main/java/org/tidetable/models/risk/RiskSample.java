package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import org.tidetable.models.matrix.FeatureMatrix;

/**
 * Rows whose outcome is known. Callers do not write to the arrays that they hand over.
 *
 * @param features one row per person and index date
 * @param outcomes whether the outcome happened, by row
 * @param persons who each row is about; never shown, only kept together
 */
public record RiskSample(FeatureMatrix features, boolean[] outcomes, String[] persons) {
  public RiskSample {
    require(
        features.rows() == outcomes.length && features.rows() == persons.length,
        "%s rows, %s outcomes and %s persons: these must agree",
        features.rows(),
        outcomes.length,
        persons.length);
  }

  /** The rows with those indices, in that order. */
  public RiskSample select(int[] rows) {
    return new RiskSample(features.select(rows), outcomes(outcomes, rows), persons(persons, rows));
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
