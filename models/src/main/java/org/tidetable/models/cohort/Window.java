package org.tidetable.models.cohort;

import static org.tidetable.models.vocabulary.Require.require;

import java.io.Serializable;

/**
 * Days around the index date, half-open: {@code [from, to)}, where day 0 is the index date.
 *
 * @param from first day; {@link #EVER} for as far back as records go
 * @param to the first day after the last
 */
public record Window(int from, int to) implements Serializable {
  /** As far back as records go. */
  public static final int EVER = Integer.MIN_VALUE;

  /** Everything before the index date. */
  public static final Window BEFORE = new Window(EVER, 0);

  private static final int LONGEST = 200 * 366;

  public Window {
    require(from < to, "a window must begin before it ends, but was [%s, %s)", from, to);
    require(to <= LONGEST, "a window ends at most %s days after, but was %s", LONGEST, to);
    require(from == EVER || from >= -LONGEST, "a window begins at most %s days before", LONGEST);
  }

  /** Whether the window looks at the index date or beyond it. */
  public boolean looksAhead() {
    return to > 0;
  }

  /** In words, such as {@code in the 365 days before the index date}. */
  public String inWords() {
    if (from == EVER) {
      return to == 0 ? "at any time before the index date" : "at any time up to " + day(to - 1);
    }
    if (to == 0) {
      return "in the " + -from + " days before the index date";
    }
    if (from == 0) {
      return "in the " + to + " days from the index date on";
    }
    return "from " + day(from) + " to " + day(to - 1);
  }

  private static String day(int day) {
    if (day == 0) {
      return "the index date";
    }
    return Math.abs(day) + " days " + (day < 0 ? "before" : "after") + " the index date";
  }
}
