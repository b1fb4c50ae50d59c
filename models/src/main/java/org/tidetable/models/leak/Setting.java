package org.tidetable.models.leak;

import java.util.List;
import java.util.Locale;

/**
 * What every search needs, worked out once.
 *
 * @param half two halves of the rows by person
 * @param base share of rows with the outcome
 * @param chance twice the standard error of an area of one half
 * @param orderArea how well the place in the file tells the outcome
 */
record Setting(Suspects rows, boolean[] half, double base, double chance, double orderArea) {
  /** Above this an area is no accident, whatever the number of columns looked at. */
  double byChance() {
    return 0.5 + 2.5 * chance;
  }

  /** A search of one column. */
  interface Search {
    List<Finding> in(SuspectColumn column, Setting setting);
  }

  static String area(double area) {
    return String.format(Locale.ROOT, "alone tells the outcome (AUROC %.3f)", area);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
