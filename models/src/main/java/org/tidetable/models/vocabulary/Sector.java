package org.tidetable.models.vocabulary;

import java.util.Locale;

/** The three public services whose records are merged; care holds adults' and children's. */
public enum Sector {
  HEALTH("Health"),
  CARE("Social care"),
  EDUCATION("Education");

  private final String label;

  Sector(String label) {
    this.label = label;
  }

  /** The name that a planner reads. */
  public String label() {
    return label;
  }

  /** The code stored in files: lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
