package org.tidetable.export.table;

import static org.tidetable.export.table.Require.require;

/** What a column is for, as the disclosure gate must know it. */
public sealed interface Role {

  /** What rows are about: an area, an age group, a period. */
  record Dimension(Hierarchy hierarchy) implements Role {}

  /**
   * Whole numbers of persons or events.
   *
   * @param counted what is counted, the same word wherever the same thing is counted
   */
  record Count(String counted) implements Role {}

  /** Whole numbers that are part of another count column, such as members of a population. */
  record Part(String whole) implements Role {}

  /** Numbers made by a model or from persons. */
  record Estimate() implements Role {}

  /**
   * A count divided by another count of the table, times {@code per}; always worked out from the
   * protected counts, so the given cells are ignored.
   */
  record Ratio(String numerator, String denominator, double per) implements Role {
    public Ratio {
      require(per > 0, "per must be above 0, but was %s", per);
    }
  }

  /** Words, dates and flags that carry no number. */
  record Text() implements Role {}
}
