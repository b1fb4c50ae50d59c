package org.tidetable.models.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Columns that tell the outcome too well: copies of it, single columns stronger than honest ones
 * are, and gaps that only the outcome explains.
 */
final class StrengthSearch implements Setting.Search {
  /** Above this a column is a copy, which no reason keeps. */
  static final double COPY = 0.98;

  /** Above this a column alone is too strong, unless a reason is signed. */
  static final double TOO_STRONG = 0.90;

  private static final int ENOUGH = 30;

  /**
   * Of those who hand nothing in, 98 % fail, and honestly so: a level gives an outcome away when
   * hardly anybody in it has the other one.
   */
  private static final double PURE = 0.995;

  /** And when it holds such a share of that outcome's rows; small groups may be pure by nature. */
  private static final double COVERED = 0.2;

  @Override
  public List<Finding> in(SuspectColumn column, Setting setting) {
    List<Finding> found = new ArrayList<>();
    boolean[] outcomes = setting.rows().outcomes();
    double area = area(column, setting);
    if (area >= COPY) {
      found.add(Finding.of(LeakKind.FUTURE_COPY, column.name(), Setting.area(area)));
    } else {
      double pure = Math.max(pure(column, setting, true), pure(column, setting, false));
      if (pure > 0) {
        found.add(
            Finding.of(
                LeakKind.FUTURE_COPY,
                column.name(),
                "names " + Setting.percent(pure) + " of one outcome almost without error"));
      } else if (area > TOO_STRONG) {
        found.add(Finding.of(LeakKind.TOO_STRONG, column.name(), Setting.area(area)));
      }
    }
    gaps(column, setting, outcomes).ifPresent(found::add);
    return found;
  }

  /** The best area of the column itself, of its levels, of groups of its numbers, of its parts. */
  static double area(SuspectColumn column, Setting setting) {
    boolean[] outcomes = setting.rows().outcomes();
    int rows = outcomes.length;
    double best = 0.5;
    if (column.numeric()) {
      if (column.filled() > 0.9 * rows) {
        best = Separation.ordered(column, outcomes);
      }
      int bins = Math.min(64, Math.max(4, rows / 20));
      best = Math.max(best, Separation.crossFitted(column.binned(bins), outcomes, setting.half()));
    }
    if (column.distinct() <= rows / 4) {
      best = Math.max(best, Separation.crossFitted(column, outcomes, setting.half()));
    }
    for (SuspectColumn part : Parts.of(column)) {
      best = Math.max(best, Separation.crossFitted(part, outcomes, setting.half()));
    }
    return best;
  }

  /** Share of one outcome's rows that a level, or an end of the numbers, holds almost alone. */
  private static double pure(SuspectColumn column, Setting setting, boolean wanted) {
    double share = wanted ? setting.base() : 1 - setting.base();
    if (share > 0.6) {
      return 0;
    }
    boolean[] outcomes = setting.rows().outcomes();
    double best = 0;
    if (column.numeric()) {
      double end = Separation.pureEnd(column, outcomes, wanted, PURE);
      best = end >= 0.3 ? end : 0;
    }
    int[] all = column.counts();
    int[] yes = column.outcomes(outcomes);
    for (int level = 0; level < column.distinct(); level++) {
      double hits = wanted ? yes[level] : all[level] - yes[level];
      double covered = hits / (share * outcomes.length);
      if (all[level] >= ENOUGH && hits >= PURE * all[level] && covered >= COVERED) {
        best = Math.max(best, covered);
      }
    }
    return best;
  }

  private static Optional<Finding> gaps(SuspectColumn column, Setting setting, boolean[] outcomes) {
    double filled = 0;
    double filledYes = 0;
    double yes = 0;
    for (int row = 0; row < outcomes.length; row++) {
      boolean has = column.levels()[row] >= 0;
      filled += has ? 1 : 0;
      yes += outcomes[row] ? 1 : 0;
      filledYes += has && outcomes[row] ? 1 : 0;
    }
    double gaps = outcomes.length - filled;
    if (gaps < ENOUGH || filled < ENOUGH) {
      return Optional.empty();
    }
    double no = outcomes.length - yes;
    double area = 0.5 + Math.abs(filledYes / yes - (filled - filledYes) / no) / 2;
    boolean tells =
        area > TOO_STRONG
            || pure(filledYes, filled, yes, setting.base())
            || pure(filled - filledYes, filled, no, 1 - setting.base())
            || pure(yes - filledYes, gaps, yes, setting.base())
            || pure(no - (filled - filledYes), gaps, no, 1 - setting.base());
    return tells
        ? Optional.of(
            Finding.of(
                LeakKind.MISSINGNESS,
                column.name(),
                String.format(
                    Locale.ROOT, "by being filled or not tells the outcome (AUROC %.3f)", area)))
        : Optional.empty();
  }

  private static boolean pure(double hits, double rows, double total, double base) {
    return base <= 0.6 && hits >= PURE * rows && hits >= COVERED * total;
  }
}
