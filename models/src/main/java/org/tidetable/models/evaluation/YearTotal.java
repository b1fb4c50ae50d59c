package org.tidetable.models.evaluation;

import java.util.List;
import org.tidetable.models.forecast.Forecast;

/**
 * The total of one series over one year, or its mean where a total has no meaning.
 *
 * @param firstYear the calendar year in which it begins
 * @param observedPeriods how many of its periods are known, those that are closed included
 * @param aheadPeriods how many lie ahead, those that are closed included
 * @param observedPart of the total, from the known periods; NaN when one of them is missing. Of a
 *     mean: their mean, and NaN without any
 * @param expected the whole year; NaN when {@code reason} is not empty
 * @param intervals by ascending level; empty for a year that is known, and when there is none
 * @param reason empty, or why there is no total
 */
public record YearTotal(
    String seriesId,
    YearKind kind,
    int firstYear,
    int observedPeriods,
    int aheadPeriods,
    double observedPart,
    double expected,
    List<Forecast.Interval> intervals,
    String reason) {
  public YearTotal {
    intervals = List.copyOf(intervals);
  }

  /** {@code observed}, {@code made} or {@code not_made}. */
  public String status() {
    if (!reason.isEmpty()) {
      return "not_made";
    }
    return aheadPeriods == 0 ? "observed" : "made";
  }

  /** As planners write it, such as 2025/26. */
  public String label() {
    return kind.label(firstYear);
  }
}
