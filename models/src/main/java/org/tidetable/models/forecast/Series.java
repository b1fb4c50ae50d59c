package org.tidetable.models.forecast;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.LocalDateTime;
import java.util.Arrays;
import org.tidetable.models.vocabulary.Grain;

/**
 * A number per period, without gaps: a missing number is {@link Double#NaN} in its place, and a
 * zero is a zero. Immutable.
 */
public final class Series {
  private final String id;
  private final Grain grain;
  private final LocalDateTime firstPeriod;
  private final double[] values;

  /**
   * @param id unique within a set of series
   * @param firstPeriod the first moment of the first period
   * @param values one for each period; NaN is missing, infinities are refused
   */
  public Series(String id, Grain grain, LocalDateTime firstPeriod, double[] values) {
    for (double value : values) {
      require(!Double.isInfinite(value), "series %s holds an infinite value", id);
    }
    this.id = id;
    this.grain = grain;
    this.firstPeriod = firstPeriod;
    this.values = values.clone();
  }

  public String id() {
    return id;
  }

  public Grain grain() {
    return grain;
  }

  public LocalDateTime firstPeriod() {
    return firstPeriod;
  }

  /** Number of periods, the missing ones included. */
  public int length() {
    return values.length;
  }

  /** The value of the period at {@code index}, from 0; NaN when missing. */
  public double value(int index) {
    return values[index];
  }

  /** A copy of all values. */
  public double[] values() {
    return values.clone();
  }

  /** The first moment of the period at {@code index}, which may lie beyond the end. */
  public LocalDateTime period(int index) {
    return grain.plus(firstPeriod, index);
  }

  /**
   * A copy of the values from the first one that is not missing, and of these not more than the
   * last {@code limit}; empty when all are missing.
   */
  public double[] recent(int limit) {
    int from = Math.max(0, values.length - limit);
    while (from < values.length && Double.isNaN(values[from])) {
      from++;
    }
    return Arrays.copyOfRange(values, from, values.length);
  }

  /** How many values are not missing. */
  public int observed() {
    return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
  }

  /** The first {@code length} periods: what was known at that origin. */
  public Series head(int length) {
    require(length >= 0 && length <= values.length, "no head of %s in %s", length, values.length);
    return new Series(id, grain, firstPeriod, Arrays.copyOf(values, length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Series series
        && id.equals(series.id)
        && grain == series.grain
        && firstPeriod.equals(series.firstPeriod)
        && Arrays.equals(values, series.values);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Series " + id + ", " + values.length + " periods of a " + grain.code();
  }
}
