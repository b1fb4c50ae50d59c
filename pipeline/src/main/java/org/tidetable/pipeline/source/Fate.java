package org.tidetable.pipeline.source;

import java.util.Locale;

/** What becomes of a row of a file: every row has exactly one fate. */
public enum Fate {
  /** It became canonical rows. */
  USED,
  /** The mapping does not ask for it. */
  LEFT_OUT,
  /** It is faulty: kept by file and line with the reason. */
  SET_ASIDE;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
