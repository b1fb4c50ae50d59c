package org.tidetable.models.evaluation;

import java.time.LocalDateTime;
import java.util.Arrays;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/** A series told in longer periods, such as weeks in months. */
public final class LongerPeriods {
  private static final double FEWEST = 2.0 / 3;

  private LongerPeriods() {}

  /**
   * The mean of the values whose periods end in each longer period, so that all of it is known when
   * that period ends; missing where a third of them or more is. A series of that grain stays as it
   * is.
   *
   * @param like a series of the longer periods, for where they begin: weeks on its weekday
   */
  public static Series of(Series shorter, Series like) {
    Grain grain = like.grain();
    if (shorter.grain() == grain) {
      return shorter;
    }
    long before = grain.between(like.firstPeriod(), shorter.firstPeriod()) - 1;
    LocalDateTime first = grain.plus(like.firstPeriod(), before);
    int length = (int) grain.between(first, shorter.period(shorter.length())) + 1;
    double[] sums = new double[length];
    int[] known = new int[length];
    int[] all = new int[length];
    int from = (int) shorter.grain().between(shorter.firstPeriod(), first) - 1;
    int to = (int) shorter.grain().between(shorter.firstPeriod(), grain.plus(first, length)) + 1;
    int period = 0;
    for (int at = from; at < to; at++) {
      LocalDateTime end = shorter.period(at + 1);
      while (period < length && end.isAfter(grain.plus(first, period + 1L))) {
        period++;
      }
      if (period < length && end.isAfter(grain.plus(first, period))) {
        all[period]++;
        double value = at >= 0 && at < shorter.length() ? shorter.value(at) : Double.NaN;
        known[period] += Double.isNaN(value) ? 0 : 1;
        sums[period] += Double.isNaN(value) ? 0 : value;
      }
    }
    double[] means = new double[length];
    Arrays.setAll(
        means, each -> known[each] > FEWEST * all[each] ? sums[each] / known[each] : Double.NaN);
    return new Series(shorter.id(), grain, first, means);
  }
}
