package org.tidetable.features.feature;

/** How far back a feature looks from the day before the index date. */
public enum Window {
  DAYS_30(30, "_30d", "in the last 30 days"),
  DAYS_90(90, "_90d", "in the last 90 days"),
  DAYS_365(365, "_365d", "in the last year"),
  DAYS_730(730, "_730d", "in the last two years"),
  ALL(Integer.MAX_VALUE, "_all", "since the records begin, or as far back as the look-back");

  private final int days;
  private final String suffix;
  private final String words;

  Window(int days, String suffix, String words) {
    this.days = days;
    this.suffix = suffix;
    this.words = words;
  }

  /** Days before the index date, from 1 to this one. */
  public int days() {
    return days;
  }

  String suffix() {
    return suffix;
  }

  String words() {
    return words;
  }
}
