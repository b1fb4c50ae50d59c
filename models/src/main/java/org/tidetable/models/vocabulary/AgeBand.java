package org.tidetable.models.vocabulary;

import static org.tidetable.models.vocabulary.Require.require;

/** Ages in whole years, in the bands that published tables use. */
public enum AgeBand {
  UNDER_5(0, "0-4"),
  SCHOOL(5, "5-15"),
  YOUTH(16, "16-17"),
  ADULT(18, "18-64"),
  OLDER(65, "65-74"),
  OLD(75, "75-84"),
  OLDEST(85, "85+");

  private final int from;
  private final String label;

  AgeBand(int from, String label) {
    this.from = from;
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** The youngest age in the band. */
  public int from() {
    return from;
  }

  /** The band of an age of 0 or more. */
  public static AgeBand of(int age) {
    require(age >= 0, "an age must be 0 or more, but was %s", age);
    AgeBand found = UNDER_5;
    for (AgeBand band : values()) {
      if (age >= band.from) {
        found = band;
      }
    }
    return found;
  }
}
