package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import org.apache.commons.math3.special.Erf;

/**
 * Whether what came lies outside what forecasts had promised, judged by its last two periods.
 *
 * <p>An error is given in half widths of its 95 % range. The alarm is raised when the newest one
 * lies where 1 in 100 should, or the last two both lie, on one side, where 4 in 100 should. Without
 * any change it is raised in at most 5 of 100 periods, however alike the errors of neighbouring
 * periods are; a change of three standard errors is found within two periods in 9 of 10 cases.
 * Where several series are watched at once, the 5 of 100 hold for all of them together.
 *
 * <p>Source: Western Electric (1956), Statistical quality control handbook, the rules of zones,
 * with limits set by the inequality of Bonferroni.
 *
 * @param periods how many errors were known
 * @param newest error in half widths of its range; NaN without any
 * @param raised whether the alarm is raised
 */
public record DriftAlarm(int periods, double newest, boolean raised) {
  private static final double ONE_ALONE = 0.01;
  private static final double TWO_TOGETHER = 0.04;
  private static final double HALF_WIDTH = 1.959964;

  /**
   * Judges the errors of a series, or the mean errors of a group of them.
   *
   * @param errors by period, oldest first; NaN where one is not known, which ends a pair
   * @param watched how many series are judged side by side, 1 or more
   */
  public static DriftAlarm of(double[] errors, int watched) {
    require(watched >= 1, "watched must be 1 or more, but was %s", watched);
    int periods = 0;
    for (double error : errors) {
      periods += Double.isNaN(error) ? 0 : 1;
    }
    double newest = errors.length == 0 ? Double.NaN : errors[errors.length - 1];
    double before = errors.length < 2 ? Double.NaN : errors[errors.length - 2];
    double alone = limit(ONE_ALONE / watched);
    double together = limit(TWO_TOGETHER / watched);
    boolean both = Math.min(newest, before) > together || Math.max(newest, before) < -together;
    return new DriftAlarm(periods, newest, Math.abs(newest) > alone || both);
  }

  /** In half widths of a 95 % range, what a normal error exceeds on either side so often. */
  private static double limit(double share) {
    return Math.sqrt(2) * Erf.erfcInv(share) / HALF_WIDTH;
  }
}
