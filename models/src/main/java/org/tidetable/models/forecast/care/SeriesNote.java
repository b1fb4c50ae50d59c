package org.tidetable.models.forecast.care;

import java.util.Locale;

/**
 * Something unusual in a series.
 *
 * @param first place of the first period that it is about, from 0
 * @param last place of the last one
 * @param size in the unit of the series: how far a value lies from what is usual, how far the level
 *     moved, the negative value itself; of a gap the number of periods
 */
public record SeriesNote(Kind kind, int first, int last, double size) {

  /** What was found. */
  public enum Kind {
    /** A value far from its neighbours, its season taken out. */
    OUTLIER,
    /** From the first period on the level is another one. */
    LEVEL_CHANGE,
    /** Missing periods within the series. */
    GAP,
    /** A value below zero where things are counted. */
    NEGATIVE;

    /** The code in tables: lower case. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
