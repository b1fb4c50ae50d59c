package org.tidetable.pipeline.synthetic;

import java.time.LocalDate;

/**
 * One month of a run.
 *
 * @param number 0 for the first month of the records; below 0 for the months that came before,
 *     which are lived through but not recorded
 * @param rates how often things happen in this population
 * @param truth what they depend on
 */
public record Month(int number, LocalDate firstDay, Rates rates, Truth truth) {
  /** Half days of school by calendar month: 380 a year. */
  private static final int[] SCHOOL_SESSIONS = {38, 30, 38, 22, 38, 40, 32, 0, 40, 34, 40, 28};

  public static Month of(SyntheticSettings settings, int number) {
    return new Month(
        number, settings.from().plusMonths(number), settings.rates(), settings.truth());
  }

  /** 1 in January, -1 in July. */
  double winter() {
    return StrictMath.cos(2 * Math.PI * (firstDay.getMonthValue() - 1) / 12);
  }

  public int schoolSessions() {
    return SCHOOL_SESSIONS[firstDay.getMonthValue() - 1];
  }
}
