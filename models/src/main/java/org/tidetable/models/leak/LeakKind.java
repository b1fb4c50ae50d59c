package org.tidetable.models.leak;

/** The ways in which a table gives an outcome away. */
public enum LeakKind {
  FUTURE_COPY("a copy of the outcome or of what followed from it", false),
  KNOWN_LATER("known only after the index date", false),
  TOO_STRONG("tells more than one honest column does", true),
  IDENTIFIER("a key that carries the outcome", false),
  DATE("a date that carries the outcome", false),
  ROW_ORDER("the place in the file tells the outcome", false),
  SAME_PERSON("rows of one person on both sides of the validation", false),
  TARGET_STATISTIC("worked out from these rows' own outcomes", false),
  MISSINGNESS("filled only where the outcome came, or did not", false),
  SHUFFLED_OUTCOMES("outcomes dealt at random can still be told", false);

  private final String words;
  private final boolean acceptable;

  LeakKind(String words, boolean acceptable) {
    this.words = words;
    this.acceptable = acceptable;
  }

  /** What it is, in a planner's words. */
  public String words() {
    return words;
  }

  /** Whether a reason that somebody signs can keep the column: never for a proven copy. */
  public boolean acceptable() {
    return acceptable;
  }
}
