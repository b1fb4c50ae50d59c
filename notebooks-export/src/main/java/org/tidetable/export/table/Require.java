package org.tidetable.export.table;

import java.util.Locale;

/** Argument checks whose messages name the value that was given. */
public final class Require {
  private Require() {}

  /**
   * Throws {@link IllegalArgumentException} with the formatted message unless the condition holds.
   */
  public static void require(boolean condition, String format, Object... arguments) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, format, arguments));
    }
  }
}
