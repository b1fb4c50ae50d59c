package org.tidetable.models.forecast.care;

import org.tidetable.models.forecast.Series;

/**
 * Which missing periods of a known series were closed, with hindsight: those whose part of the
 * season holds no value in any season. What is missing in one season only is a gap.
 */
public record ClosedPeriods(Series series) {

  /** Whether the missing period at {@code at} was closed; false where there is one season only. */
  public boolean isClosed(int at) {
    int season = series.grain().season();
    if (season == 1) {
      return false;
    }
    boolean others = false;
    for (int other = at % season; other < series.length(); other += season) {
      if (!Double.isNaN(series.value(other))) {
        return false;
      }
      others |= other != at;
    }
    return others;
  }
}
