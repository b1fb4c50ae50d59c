package org.tidetable.export.disclosure;

/** A table may not be published; nothing was written. Holds no value of any cell. */
public final class DisclosureRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String what;
  private final String where;
  private final String why;
  private final String remedy;

  DisclosureRefused(String what, String where, String why, String remedy) {
    super(where + ": " + what + ". " + why + ". " + remedy + ".");
    this.what = what;
    this.where = where;
    this.why = why;
    this.remedy = remedy;
  }

  /** The fact, without a full stop. */
  public String what() {
    return what;
  }

  /** The table, and the column where it is one. */
  public String where() {
    return where;
  }

  /** What could become known. */
  public String why() {
    return why;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
