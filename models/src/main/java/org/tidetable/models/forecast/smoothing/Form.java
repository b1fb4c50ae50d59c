package org.tidetable.models.forecast.smoothing;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.List;

/**
 * One form of exponential smoothing.
 *
 * @param period periods of the season; 1 exactly when there is none
 */
record Form(Errors errors, Trend trend, Season season, int period) {

  /** How the size of errors moves: not at all, or with the expected value. */
  enum Errors {
    ADDITIVE,
    MULTIPLICATIVE
  }

  /** How the level goes on: not at all, by less and less, or by the same amount. */
  enum Trend {
    NONE,
    DAMPED,
    ADDITIVE
  }

  /** How a season is put on the level: not at all, as an amount, or as a factor. */
  enum Season {
    NONE,
    ADDITIVE,
    MULTIPLICATIVE
  }

  Form {
    require(period >= 1, "a season has 1 period or more, but was %s", period);
    require((period == 1) == (season == Season.NONE), "%s season of %s periods", season, period);
  }

  boolean hasTrend() {
    return trend != Trend.NONE;
  }

  boolean isDamped() {
    return trend == Trend.DAMPED;
  }

  boolean hasSeason() {
    return season != Season.NONE;
  }

  boolean isMultiplicative() {
    return errors == Errors.MULTIPLICATIVE || season == Season.MULTIPLICATIVE;
  }

  Form with(Errors other) {
    return new Form(other, trend, season, period);
  }

  /**
   * The forms that are tried for a season, those that need positive values only where {@code
   * positive}.
   *
   * @param all also undamped trends, and relative errors without a season of factors
   */
  static List<Form> candidates(int period, boolean positive, boolean all) {
    List<Form> forms = new ArrayList<>();
    for (Season season : Season.values()) {
      for (Trend trend : Trend.values()) {
        for (Errors errors : Errors.values()) {
          boolean factors = season == Season.MULTIPLICATIVE;
          boolean relative = errors == Errors.MULTIPLICATIVE;
          boolean wanted = all || (trend != Trend.ADDITIVE && relative == factors);
          boolean possible = (positive || !relative) && (relative || !factors);
          if (wanted && possible && (season == Season.NONE || period > 1)) {
            forms.add(new Form(errors, trend, season, season == Season.NONE ? 1 : period));
          }
        }
      }
    }
    return forms;
  }

  /** Smoothing weights and damping. */
  int weights() {
    return 1 + (hasTrend() ? 1 : 0) + (isDamped() ? 1 : 0) + (hasSeason() ? 1 : 0);
  }

  /** Free numbers of the initial state. */
  int states() {
    return (hasTrend() ? 2 : 1) + period - 1;
  }

  /** The parameters that an information criterion counts, the error variance included. */
  int parameters() {
    return weights() + states() + 1;
  }

  /** Whether so many observed values suffice to tell the parameters apart. */
  boolean canFit(int observed) {
    return observed > parameters() + 1;
  }
}
