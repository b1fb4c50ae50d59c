package org.tidetable.models.cohort;

/** How a number is compared with a limit. */
public enum Comparison {
  AT_LEAST(">=", "at least"),
  MORE(">", "more than"),
  EXACTLY("==", "exactly"),
  AT_MOST("<=", "at most"),
  FEWER("<", "fewer than");

  private final String sign;
  private final String words;

  Comparison(String sign, String words) {
    this.sign = sign;
    this.words = words;
  }

  /** As written in a configuration. */
  public String sign() {
    return sign;
  }

  public String inWords() {
    return words;
  }

  /** Whether the number passes. */
  public boolean holds(double number, double limit) {
    return switch (this) {
      case AT_LEAST -> number >= limit;
      case MORE -> number > limit;
      case EXACTLY -> number == limit;
      case AT_MOST -> number <= limit;
      case FEWER -> number < limit;
    };
  }

  /** Whether a number that passes still would, whatever were added to it. */
  boolean growsTrue() {
    return this == AT_LEAST || this == MORE;
  }

  /** Whether a number that fails still would, whatever were added to it. */
  boolean staysFalse(double number, double limit) {
    return switch (this) {
      case AT_LEAST, MORE -> false;
      case EXACTLY -> number > limit;
      case AT_MOST, FEWER -> !holds(number, limit);
    };
  }
}
