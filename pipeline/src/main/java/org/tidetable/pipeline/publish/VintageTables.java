package org.tidetable.pipeline.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Role;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.models.evaluation.DriftAlarm;
import org.tidetable.models.evaluation.RangeUpdate;
import org.tidetable.models.problem.DemandProblem;

/** What earlier releases expected, beside what came, and whether their promises still hold. */
public final class VintageTables {
  public static final String VINTAGES = "fact_forecast_vintage";
  public static final String DRIFT = "fact_forecast_drift";
  public static final String CHANGES = "fact_demand_change";

  /** Periods that the drift of a series is judged and described by. */
  private static final int WATCHED_PERIODS = 12;

  private static final int DRIFT_LEVEL = 95;
  private static final int HELD_LEVEL = 80;

  private VintageTables() {}

  /** Every period that an earlier release had forecast and that is known by now. */
  public static Table vintages(
      DemandProblem problem, Source source, List<Row> series, Vintages vintages) {
    List<Column> columns = new ArrayList<>();
    columns.add(
        Column.dimension("release", "Release", Column.Type.LONG, "Number of the earlier release"));
    columns.addAll(DemandTables.about());
    columns.add(
        Column.dimension("period_start", "Period", Column.Type.DATE, "First day of the period"));
    columns.add(
        new Column(
            "horizon",
            "Periods ahead",
            Column.Type.LONG,
            new Role.Dimension(Hierarchy.NONE),
            "Periods after the last one that was known then, from 1",
            "",
            false));
    columns.add(Column.estimate("expected", "Expected", "", "What was expected then"));
    for (int level : DemandProblem.PUBLISHED_LEVELS) {
      columns.add(DemandTables.bound("lower", "Lower", level));
      columns.add(DemandTables.bound("upper", "Upper", level));
    }
    columns.add(Column.estimate("actual", "What came", "", "As it is known now"));
    columns.add(Column.estimate("error", "Error", "", "What came less what was expected"));
    columns.add(Column.text("in_80", "In 80 % range", "yes or no"));
    columns.add(Column.text("in_95", "In 95 % range", "yes or no"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : series) {
      Map<LocalDate, Double> actual = actual(row);
      for (Vintages.Expectation then : vintages.of(row.getAs(DemandSeries.SERIES_ID))) {
        Double came = actual.get(then.period());
        if (came == null) {
          continue;
        }
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.count(then.release()));
        cells.addAll(DemandTables.about(problem, row));
        cells.add(Cell.day(then.period()));
        cells.add(Cell.count(then.horizon()));
        cells.add(Cell.number(then.expected()));
        for (int place = 0; place < DemandProblem.PUBLISHED_LEVELS.size(); place++) {
          cells.add(Cell.number(then.lower().get(place)));
          cells.add(Cell.number(then.upper().get(place)));
        }
        cells.add(Cell.number(came));
        cells.add(Cell.number(came - then.expected()));
        cells.add(Cell.text(then.holds(HELD_LEVEL, came) ? "yes" : "no"));
        cells.add(Cell.text(then.holds(DRIFT_LEVEL, came) ? "yes" : "no"));
        rows.add(cells);
      }
    }
    return new Table(
        VINTAGES,
        "Earlier forecasts and what came",
        "Forecasts of at most "
            + Vintages.MOST_RELEASES
            + " earlier releases for periods that are known by now"
            + vintages.leftOutInWords(),
        source,
        columns,
        DemandTables.REFERENCES,
        rows);
  }

  /**
   * Whether the last forecasts kept what they promised: of the demand as a whole, then of each.
   *
   * @param ranges what this release made of it
   */
  public static Table drift(
      DemandProblem problem,
      Source source,
      List<Row> series,
      Vintages vintages,
      RangeUpdate ranges) {
    List<Column> columns = new ArrayList<>(DemandTables.about());
    columns.add(
        Column.estimate("periods", "Periods", "", "The last ones that were forecast and came"));
    columns.add(
        Column.estimate("held_80", "In 80 % range", "%", "Of what came in them; 80 is right"));
    columns.add(
        Column.estimate("held_95", "In 95 % range", "%", "Of what came in them; 95 is right"));
    columns.add(
        Column.estimate(
            "newest_error",
            "Newest error",
            "",
            "In half widths of its 95 % range, above 0 where more came than was expected; of the"
                + " demand as a whole the mean"));
    columns.add(
        Column.text("alarm", "Alarm", "yes where what came lies outside what was promised"));
    columns.addAll(RangeColumns.all());
    columns.add(Column.text("status", "Status", "Blank, or why nothing can be said"));
    List<List<Cell>> rows = new ArrayList<>();
    List<Kept> each = new ArrayList<>();
    for (Row row : series) {
      each.add(kept(row, vintages));
    }
    int watched = (int) each.stream().filter(one -> one.known().length > 0).count();
    List<Cell> all = new ArrayList<>(DemandTables.overall(problem));
    all.addAll(drift(together(each), 1, ranges));
    rows.add(all);
    for (int index = 0; index < series.size(); index++) {
      List<Cell> cells = new ArrayList<>(DemandTables.about(problem, series.get(index)));
      cells.addAll(drift(each.get(index), Math.max(1, watched), ranges));
      rows.add(cells);
    }
    return new Table(
        DRIFT,
        "Whether forecasts keep what they promise",
        "The last "
            + WATCHED_PERIODS
            + " periods, each against the last forecast before it; the"
            + " row without an area is the whole demand"
            + vintages.startAgainInWords(),
        source,
        columns,
        List.of(new Table.Reference("service", "dim_service", "service")),
        rows);
  }

  /**
   * How the last forecast before each period did.
   *
   * @param errors in half widths of the 95 % range, by period; NaN where that has no width
   * @param held80 how many of {@code scored} lay inside
   */
  private record Kept(TreeMap<LocalDate, Double> errors, int scored, int held80, int held95) {

    /** The errors that are known, oldest first. */
    double[] known() {
      return errors.values().stream()
          .mapToDouble(Double::doubleValue)
          .filter(error -> !Double.isNaN(error))
          .toArray();
    }
  }

  private static Kept kept(Row row, Vintages vintages) {
    TreeMap<LocalDate, Vintages.Expectation> last = new TreeMap<>();
    Map<LocalDate, Double> actual = actual(row);
    for (Vintages.Expectation then : vintages.of(row.getAs(DemandSeries.SERIES_ID))) {
      if (actual.containsKey(then.period())) {
        last.put(then.period(), then);
      }
    }
    while (last.size() > WATCHED_PERIODS) {
      last.pollFirstEntry();
    }
    TreeMap<LocalDate, Double> errors = new TreeMap<>();
    int held80 = 0;
    int held95 = 0;
    int place = DemandProblem.PUBLISHED_LEVELS.indexOf(DRIFT_LEVEL);
    for (Vintages.Expectation then : last.values()) {
      double came = actual.getOrDefault(then.period(), Double.NaN);
      double error = came - then.expected();
      double half =
          error > 0
              ? then.upper().get(place) - then.expected()
              : then.expected() - then.lower().get(place);
      held80 += then.holds(HELD_LEVEL, came) ? 1 : 0;
      held95 += then.holds(DRIFT_LEVEL, came) ? 1 : 0;
      // Half widths of a range without any say nothing; that it was missed counts in held95.
      double none = 1e-9 * Math.max(1, Math.abs(then.expected()));
      boolean wide = then.upper().get(place) - then.lower().get(place) > none;
      errors.put(then.period(), half > none ? error / half : wide && error == 0 ? 0 : Double.NaN);
    }
    return new Kept(errors, last.size(), held80, held95);
  }

  /** The mean error of all series in each period: no wider spread than that of one of them. */
  private static Kept together(List<Kept> each) {
    TreeMap<LocalDate, List<Double>> errors = new TreeMap<>();
    int scored = 0;
    int held80 = 0;
    int held95 = 0;
    for (Kept one : each) {
      one.errors()
          .forEach(
              (day, error) -> errors.computeIfAbsent(day, any -> new ArrayList<>()).add(error));
      scored += one.scored();
      held80 += one.held80();
      held95 += one.held95();
    }
    TreeMap<LocalDate, Double> means = new TreeMap<>();
    errors.forEach(
        (day, all) ->
            means.put(
                day,
                all.stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(error -> !Double.isNaN(error))
                    .average()
                    .orElse(Double.NaN)));
    return new Kept(means, scored, held80, held95);
  }

  private static List<Cell> drift(Kept kept, int watched, RangeUpdate ranges) {
    List<Cell> cells = new ArrayList<>();
    if (kept.scored() == 0) {
      Cell none = Cell.missing("no period that an earlier release had forecast is known yet");
      cells.addAll(List.of(Cell.number(0), none, none, none, Cell.text("no")));
    } else {
      DriftAlarm alarm = DriftAlarm.of(kept.known(), watched);
      cells.add(Cell.number(kept.errors().size()));
      cells.add(Cell.number(100.0 * kept.held80() / kept.scored()));
      cells.add(Cell.number(100.0 * kept.held95() / kept.scored()));
      cells.add(
          Double.isNaN(alarm.newest())
              ? Cell.missing("no range had any width")
              : Cell.number(alarm.newest()));
      cells.add(Cell.text(alarm.raised() ? "yes" : "no"));
    }
    cells.addAll(RangeColumns.of(ranges));
    cells.add(Cell.BLANK);
    return cells;
  }

  /** How expectations moved since the last release, over the periods that both forecast. */
  public static Table changes(
      DemandProblem problem,
      Source source,
      List<Row> series,
      List<Row> forecasts,
      Vintages vintages) {
    String measure = YearTables.isMean(problem) ? "mean" : "sum";
    List<Column> columns = new ArrayList<>(DemandTables.about());
    columns.add(
        new Column(
            "previous_release",
            "Earlier release",
            Column.Type.LONG,
            new Role.Dimension(Hierarchy.NONE),
            "Number of the release that this one is compared with",
            "",
            false));
    columns.add(Column.estimate("periods", "Periods", "", "Periods ahead that both forecast"));
    columns.add(Column.text("measure", "Measure", "sum or mean over these periods"));
    columns.add(Column.estimate("expected_before", "Expected then", "", "By the earlier release"));
    columns.add(Column.estimate("expected_now", "Expected now", "", "By this release"));
    columns.add(Column.estimate("change", "Change", "", "Now less then"));
    columns.add(Column.estimate("change_percent", "Change", "%", "Of what was expected then"));
    columns.add(Column.text("status", "Status", "Blank, or why there is no change in per cent"));
    Map<String, Map<LocalDate, Double>> now = new TreeMap<>();
    for (Row row : forecasts) {
      Double expected = row.getAs("expected");
      if (expected != null) {
        now.computeIfAbsent(row.getAs(DemandSeries.SERIES_ID), any -> new TreeMap<>())
            .put(row.<java.sql.Date>getAs("period_start").toLocalDate(), expected);
      }
    }
    int previous = vintages.newest().orElse(0);
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : series) {
      String id = row.getAs(DemandSeries.SERIES_ID);
      Map<LocalDate, Double> expected = now.getOrDefault(id, Map.of());
      double before = 0;
      double today = 0;
      int periods = 0;
      for (Vintages.Expectation then : vintages.of(id)) {
        Double counterpart = expected.get(then.period());
        if (then.release() == previous && counterpart != null) {
          before += then.expected();
          today += counterpart;
          periods++;
        }
      }
      if (periods > 0) {
        double share = measure.equals("mean") ? 1.0 / periods : 1;
        List<Cell> cells = new ArrayList<>(DemandTables.about(problem, row));
        cells.add(Cell.count(previous));
        cells.add(Cell.number(periods));
        cells.add(Cell.text(measure));
        cells.add(Cell.number(share * before));
        cells.add(Cell.number(share * today));
        cells.add(Cell.number(share * (today - before)));
        cells.add(
            before > 0
                ? Cell.number(100 * (today / before - 1))
                : Cell.missing("nothing was expected then"));
        cells.add(Cell.BLANK);
        rows.add(cells);
      }
    }
    return new Table(
        CHANGES,
        "What changed since the last release",
        "One row for each series that both releases forecast; none in a first release",
        source,
        columns,
        DemandTables.REFERENCES,
        rows);
  }

  /** What came of a series, by period; none where nothing is known. */
  static SortedMap<LocalDate, Double> actual(Row row) {
    List<java.sql.Date> periods = row.getList(row.fieldIndex(DemandSeries.PERIODS));
    List<Double> values = row.getList(row.fieldIndex(DemandSeries.VALUES));
    SortedMap<LocalDate, Double> actual = new TreeMap<>();
    for (int i = 0; i < periods.size(); i++) {
      if (!values.get(i).isNaN()) {
        actual.put(periods.get(i).toLocalDate(), values.get(i));
      }
    }
    return actual;
  }
}
