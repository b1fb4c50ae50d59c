package org.tidetable.models.cohort;

import java.util.Comparator;
import java.util.List;

/**
 * What is recorded of one person, in days since 1970-01-01.
 *
 * @param birth the first day of the birth month
 * @param spans where the person lived and when, ascending
 * @param happenings events of the person and the household that some rule speaks of, by day
 */
public record PersonRecord(long id, int birth, List<Span> spans, List<Happening> happenings) {
  /** The end of what has not ended. */
  public static final int OPEN = Integer.MAX_VALUE;

  /**
   * Attributes while they held: {@code [from, to)}.
   *
   * @param sex blank where not recorded
   * @param area blank where not recorded
   * @param died whether the span ended with the person's death
   */
  public record Span(int from, int to, String sex, String area, boolean died) {
    boolean holds(int day) {
      return from <= day && day < to;
    }
  }

  /**
   * An event.
   *
   * @param patterns bit {@code n} is set where it is one of the {@code n}th pattern
   * @param known the day on which its source could first tell it
   * @param from the first day on which it counts for the person: of others in the household, the
   *     day from which both lived together
   * @param to the first day on which it counts no longer
   * @param end its last day, where it lasts; {@link #OPEN} where none is recorded
   */
  public record Happening(
      long patterns, int start, int known, double quantity, int from, int to, int end) {
    // All fields, so that sums add up in one order whatever the partitions.
    private static final Comparator<Happening> ORDER =
        Comparator.comparingInt(Happening::start)
            .thenComparingInt(Happening::known)
            .thenComparingDouble(Happening::quantity)
            .thenComparingLong(Happening::patterns)
            .thenComparingInt(Happening::from)
            .thenComparingInt(Happening::to)
            .thenComparingInt(Happening::end);

    boolean is(int pattern) {
      return (patterns & (1L << pattern)) != 0;
    }
  }

  public PersonRecord {
    spans = spans.stream().sorted(Comparator.comparingInt(Span::from)).toList();
    happenings = happenings.stream().sorted(Happening.ORDER).toList();
  }

  /** Whether the person lived here on every day of {@code [from, to)}; who has died did. */
  boolean livedHere(int from, int to) {
    int seen = from;
    for (Span span : spans) {
      if (span.from() <= seen && span.to() > seen) {
        seen = span.to();
      }
      if (span.died() && seen >= span.to()) {
        seen = OPEN;
      }
    }
    return seen >= to;
  }
}
