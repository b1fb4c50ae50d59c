package org.tidetable.models.leak;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.models.risk.RiskTable;

/**
 * Looks for leaks before anything is learnt. No setting turns it off. The same rows give the same
 * findings, whatever the number of threads.
 */
public final class LeakFinder {
  private static final long SEED = 1;

  /** More rows than this add nothing to a finding; they are thinned evenly. */
  private static final int MOST_ROWS = 200_000;

  private static final List<Setting.Search> SEARCHES =
      List.of(
          new StrengthSearch(),
          new KeySearch(),
          new DateSearch(),
          new OrderSearch(),
          new StatisticSearch());

  private LeakFinder() {}

  /** Looks in a table of texts with its roles. */
  public static LeakReport in(RiskTable table, Declared declared) {
    declared.known().keySet().forEach(table.table()::column);
    declared.known().values().forEach(table.table()::column);
    declared.accepted().keySet().forEach(table.table()::column);
    List<Finding> found = new ArrayList<>(KnownTimeSearch.in(table, declared));
    Suspects rows = Suspects.of(table, declared);
    return look(rows, declared, found).noting(CopySearch.in(rows));
  }

  /**
   * Looks in numbers that were worked out of dated events, each known before its index date.
   *
   * @param persons by row
   */
  public static LeakReport in(
      FeatureMatrix matrix, boolean[] outcomes, String[] persons, Declared declared) {
    require(
        matrix.rows() == outcomes.length && persons.length == outcomes.length,
        "%s rows, %s outcomes and %s persons: these must agree",
        matrix.rows(),
        outcomes.length,
        persons.length);
    int step = (matrix.rows() + MOST_ROWS - 1) / MOST_ROWS;
    if (step <= 1) {
      return look(Suspects.of(matrix, outcomes, persons), declared, List.of());
    }
    int[] kept = IntStream.range(0, matrix.rows()).filter(row -> row % step == 0).toArray();
    return look(
        Suspects.of(
            matrix.select(kept),
            RiskSample.outcomes(outcomes, kept),
            RiskSample.persons(persons, kept)),
        declared,
        List.of());
  }

  /**
   * What outcomes dealt at random among persons say, as a finding where they say beyond doubt that
   * something leaks.
   *
   * @param auroc mean area with such outcomes
   * @param standardError of that mean where nothing leaks
   */
  public static List<Finding> dealt(double auroc, double standardError) {
    return Math.abs(auroc - 0.5) <= Math.max(0.03, 5 * standardError)
        ? List.of()
        : List.of(
            new Finding(
                LeakKind.SHUFFLED_OUTCOMES,
                "the validation",
                "still tells outcomes that were dealt at random"
                    + String.format(Locale.ROOT, " (AUROC %.3f)", auroc),
                "Name the column of persons with --person, and leave out columns that name them."));
  }

  private static LeakReport look(Suspects rows, Declared declared, List<Finding> before) {
    Setting setting =
        new Setting(
            rows,
            rows.halves(),
            rows.base(),
            Separation.chance(rows.outcomes()),
            OrderSearch.area(rows));
    List<Finding> found = new ArrayList<>(before);
    IntStream.range(0, rows.names().size())
        .parallel()
        .mapToObj(i -> column(rows.column().apply(i), setting))
        .toList()
        .forEach(found::addAll);
    found.addAll(OrderSearch.rows(setting));
    found.addAll(TwinSearch.in(rows, SEED));
    return LeakReport.of(rows.names().size(), found, declared.accepted(), rows.leftOut());
  }

  private static List<Finding> column(SuspectColumn column, Setting setting) {
    List<Finding> found = new ArrayList<>();
    SEARCHES.forEach(search -> found.addAll(search.in(column, setting)));
    if (found.isEmpty() && !setting.rows().leftOut().containsKey(column.name())) {
      double alone = StrengthSearch.area(column, setting);
      if (alone >= DropOneSearch.STRONG) {
        found.addAll(DropOneSearch.in(column.name(), alone, setting, SEED));
      }
    }
    return found;
  }
}
