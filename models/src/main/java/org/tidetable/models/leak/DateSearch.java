package org.tidetable.models.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dates as features: days after the index date, and days that give the outcome away. */
final class DateSearch implements Setting.Search {
  /** A date beside no index date tells at most so much honestly. */
  private static final double PLAIN = 0.65;

  /** The days before an index date may honestly tell more. */
  private static final double BEFORE_INDEX = 0.80;

  @Override
  public List<Finding> in(SuspectColumn column, Setting setting) {
    double[] days = NumberReading.days(column);
    if (days.length == 0) {
      return List.of();
    }
    List<Finding> found = new ArrayList<>();
    Optional<double[]> index = setting.rows().index().map(DateSearch::byRow);
    boolean dated = index.isPresent() && index.get().length > 0;
    if (dated) {
      later(column, days, index.get()).ifPresent(found::add);
    }
    SuspectColumn dates = new SuspectColumn(column.name(), column.levels(), days, List.of());
    boolean[] outcomes = setting.rows().outcomes();
    int bins = Math.min(32, Math.max(4, outcomes.length / 40));
    double area =
        Math.max(
            Separation.ordered(dates, outcomes),
            Separation.crossFitted(dates.binned(bins), outcomes, setting.half()));
    if (area >= Math.max(dated ? BEFORE_INDEX : PLAIN, setting.byChance())) {
      found.add(
          new Finding(
              LeakKind.DATE,
              column.name(),
              Setting.area(area),
              "Leave it out with --drop "
                  + column.name()
                  + ", or give the days from it to the index date where it lies before."));
    }
    return found;
  }

  private static Optional<Finding> later(SuspectColumn column, double[] days, double[] index) {
    int late = 0;
    for (int row = 0; row < index.length; row++) {
      int level = column.levels()[row];
      late += level >= 0 && days[level] > index[row] ? 1 : 0;
    }
    return late >= Math.max(5, 0.005 * index.length)
        ? Optional.of(
            Finding.of(
                LeakKind.KNOWN_LATER,
                column.name(),
                "lies after the index date on "
                    + Setting.percent((double) late / index.length)
                    + " of the rows"))
        : Optional.empty();
  }

  /** The days of an index column by row; empty when it holds no days. */
  private static double[] byRow(SuspectColumn index) {
    double[] days = new double[index.distinct()];
    for (int level = 0; level < days.length; level++) {
      if (index.texts().isEmpty()) {
        return new double[0];
      }
      days[level] = NumberReading.day(index.texts().get(level)).orElse(Double.NaN);
      if (Double.isNaN(days[level])) {
        return new double[0];
      }
    }
    double[] byRow = new double[index.levels().length];
    for (int row = 0; row < byRow.length; row++) {
      int level = index.levels()[row];
      byRow[row] = level < 0 ? Double.POSITIVE_INFINITY : days[level];
    }
    return byRow;
  }
}
