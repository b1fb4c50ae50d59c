package org.tidetable.models.forecast;

import org.tidetable.models.vocabulary.Grain;

/**
 * Which future periods can hold a value: a week that was empty in every earlier year is closed.
 *
 * @param history what is known at the origin
 */
public record OpenPeriods(Series history) {

  /**
   * Whether the period {@code horizon} after the last one can be forecast. It is closed when the
   * same period of at least one earlier season lies within the observed span, no earlier season
   * holds a value there, and other periods do hold values. Years are always open. The dates of a
   * week lie in two weeks of an earlier year, so that it takes both to close it: half terms move.
   */
  public boolean isOpen(int horizon) {
    int season = history.grain().season();
    if (season == 1) {
      return true;
    }
    int first = 0;
    while (first < history.length() && Double.isNaN(history.value(first))) {
      first++;
    }
    boolean anyBefore = false;
    int target = history.length() - 1 + horizon;
    for (int index = target - season; index >= first; index -= season) {
      if (index < history.length()) {
        anyBefore = true;
        if (isObserved(index) || (history.grain() == Grain.WEEK && isObserved(index - 1))) {
          return true;
        }
      }
    }
    return !anyBefore;
  }

  private boolean isObserved(int index) {
    return index >= 0 && !Double.isNaN(history.value(index));
  }

  /** Why a closed period has no forecast, in words. */
  public static String reason(Grain grain) {
    return "no value was ever observed "
        + switch (grain) {
          case HOUR -> "at this hour of the day";
          case DAY -> "on this day of the week";
          case WEEK -> "in this week of the year";
          case MONTH -> "in this month of the year";
          case QUARTER -> "in this quarter of the year";
          case YEAR -> "in any year";
        };
  }
}
