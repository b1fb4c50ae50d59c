package org.tidetable.models.cohort;

/** Whether a rule holds: yes, no, or not to be seen on that date (Kleene's three values). */
public enum Truth {
  TRUE,
  FALSE,
  UNKNOWN;

  /** True or false. */
  public static Truth of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  /** The other way round; what is unknown stays so. */
  public Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
