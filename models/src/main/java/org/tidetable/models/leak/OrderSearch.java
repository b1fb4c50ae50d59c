package org.tidetable.models.leak;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether the place of a row in its file tells the outcome, and which columns follow that place.
 */
final class OrderSearch implements Setting.Search {
  private static final double TELLS = 0.75;
  private static final double HINTS = 0.62;
  private static final int FEWEST = 100;
  private static final int LONGEST_ROUND = 12;

  /** How well the place tells the outcome: straight, in blocks, or round and round. */
  static double area(Suspects rows) {
    int[] first = firsts(rows);
    if (first.length < FEWEST) {
      return 0.5;
    }
    boolean[] outcomes = new boolean[first.length];
    boolean[] half = new boolean[first.length];
    double[] place = new double[first.length];
    int[] levels = new int[first.length];
    for (int i = 0; i < first.length; i++) {
      outcomes[i] = rows.outcomes()[first[i]];
      // Halves that alternate would know nothing of rounds.
      half[i] = ((i + 1L) * 0x9e3779b97f4a7c15L * 0xbf58476d1ce4e5b9L) < 0;
      place[i] = i;
      levels[i] = i;
    }
    SuspectColumn places = new SuspectColumn("row order", levels, place, List.of());
    double best = Separation.ordered(places, outcomes);
    int bins = Math.min(64, first.length / 25);
    best = Math.max(best, Separation.crossFitted(places.binned(bins), outcomes, half));
    for (int round = 2; round <= LONGEST_ROUND; round++) {
      int[] groups = new int[first.length];
      for (int i = 0; i < groups.length; i++) {
        groups[i] = i % round;
      }
      best = Math.max(best, Separation.crossFitted(places.grouped(groups), outcomes, half));
    }
    return best;
  }

  private static int[] firsts(Suspects rows) {
    Set<String> seen = new HashSet<>();
    return IntStream.range(0, rows.rows()).filter(row -> seen.add(rows.persons()[row])).toArray();
  }

  /** The finding about the rows themselves. */
  static List<Finding> rows(Setting setting) {
    return setting.orderArea() >= Math.max(TELLS, setting.byChance())
        ? List.of(
            new Finding(
                LeakKind.ROW_ORDER,
                "row order",
                Setting.area(setting.orderArea()),
                "Supply the rows in an order that knows nothing of the outcome, for example by"
                    + " index date, and make sure that no column was numbered in this order."))
        : List.of();
  }

  @Override
  public List<Finding> in(SuspectColumn column, Setting setting) {
    boolean hint = setting.orderArea() >= Math.max(HINTS, setting.byChance());
    if (!hint || !column.numeric() || column.distinct() < 20 || follows(column) < 0.98) {
      return List.of();
    }
    return List.of(
        Finding.of(
            LeakKind.ROW_ORDER,
            column.name(),
            "follows the order of the rows, which"
                + String.format(
                    Locale.ROOT, " tells the outcome (AUROC %.3f)", setting.orderArea())));
  }

  /** Size of the correlation of a column's numbers with the rows' places. */
  private static double follows(SuspectColumn column) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    double shift = column.numbers()[0];
    for (int row = 0; row < column.levels().length; row++) {
      int level = column.levels()[row];
      if (level >= 0) {
        double value = column.numbers()[level] - shift;
        n++;
        x += row;
        y += value;
        xx += (double) row * row;
        yy += value * value;
        xy += row * value;
      }
    }
    double spread = Math.sqrt((xx - x * x / n) * (yy - y * y / n));
    return spread > 0 ? Math.abs(xy - x * y / n) / spread : 0;
  }
}
