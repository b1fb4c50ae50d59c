package org.tidetable.models.vocabulary;

import java.util.Locale;

/** Argument checks whose messages name the value that was given. */
public final class Require {
  private Require() {}

  /**
   * Throws {@link IllegalArgumentException} with the formatted message unless {@code condition}
   * holds. The format is that of {@link String#format}, in the root locale.
   */
  public static void require(boolean condition, String format, Object... arguments) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, format, arguments));
    }
  }
}
