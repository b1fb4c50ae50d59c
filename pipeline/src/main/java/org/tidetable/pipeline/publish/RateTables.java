package org.tidetable.pipeline.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Role;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.pipeline.conf.Planning;

/**
 * Numbers per 1,000 people of an area. The people are those of the last count on or before the
 * period, or of the first count after it where there is none; beyond the last count they are taken
 * to stay as many.
 */
public final class RateTables {
  public static final String RATES = "fact_demand_rate";

  private static final double PER = 1000;

  private RateTables() {}

  /** The counts of an area, and where they come from, in words. */
  private record People(NavigableMap<LocalDate, Double> byDay, String source) {

    /** The last count on or before a day, else the first. */
    Map.Entry<LocalDate, Double> at(LocalDate day) {
      return Optional.ofNullable(byDay.floorEntry(day)).orElse(byDay.firstEntry());
    }
  }

  /**
   * What happened and what is expected in one demand; series of parts of an area are left out. The
   * counts of people themselves are their publisher's to show, so that the table names it instead.
   *
   * @param counted where the counts of people come from
   */
  public static Table rates(
      DemandProblem problem,
      Source source,
      List<Row> series,
      List<Row> forecasts,
      Source counted,
      List<Planning.Headcount> population) {
    List<Column> columns = new ArrayList<>(DemandTables.about());
    columns.add(
        Column.dimension("period_start", "Period", Column.Type.DATE, "First day of the period"));
    columns.add(Column.text("part", "Part", "observed or expected"));
    columns.add(
        new Column(
            "population_date",
            "Counted on",
            Column.Type.DATE,
            new Role.Text(),
            "The day of the count of people",
            "",
            false));
    columns.add(
        Column.text("population_source", "Counted by", "Who published the counts of people"));
    columns.add(Column.estimate("rate", "Rate", "", "Per 1,000 people and period"));
    for (int level : DemandProblem.PUBLISHED_LEVELS) {
      columns.add(bound("lower", "Lower", level));
      columns.add(bound("upper", "Upper", level));
    }
    columns.add(Column.text("status", "Status", "Blank, or why there is no rate"));
    Map<String, People> people = new HashMap<>();
    for (Planning.Headcount count : population) {
      people
          .computeIfAbsent(count.areaCode(), any -> new People(new TreeMap<>(), counted.inWords()))
          .byDay()
          .put(count.day(), count.people());
    }
    Map<String, List<Row>> ahead = new HashMap<>();
    for (Row row : forecasts) {
      ahead.computeIfAbsent(row.getAs(DemandSeries.SERIES_ID), any -> new ArrayList<>()).add(row);
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : series) {
      boolean whole =
          row.<String>getAs(StoreSchema.AGE_GROUP).equals(StoreSchema.ALL)
              && row.<String>getAs(StoreSchema.CATEGORY).equals(StoreSchema.ALL);
      People counts = people.get(row.<String>getAs(StoreSchema.AREA_CODE));
      if (whole && counts != null) {
        List<Cell> about = DemandTables.about(problem, row);
        observed(row, about, counts, rows);
        List<Row> expected =
            ahead.getOrDefault(row.<String>getAs(DemandSeries.SERIES_ID), List.of());
        expected.forEach(one -> rows.add(expected(one, about, counts)));
      }
    }
    return new Table(
        RATES,
        "Rates per 1,000 people",
        "Where the configuration names counts of people for a demand, and they hold the area",
        source,
        columns,
        DemandTables.REFERENCES,
        rows);
  }

  private static Column bound(String end, String title, int level) {
    return Column.estimate(
        "rate_" + end + "_" + level,
        title + " " + level + " %",
        "",
        title + " end of the " + level + " % range of the rate; blank for what happened");
  }

  private static void observed(Row row, List<Cell> about, People counts, List<List<Cell>> rows) {
    List<java.sql.Date> periods = row.getList(row.fieldIndex(DemandSeries.PERIODS));
    List<Double> values = row.getList(row.fieldIndex(DemandSeries.VALUES));
    List<String> reasons = row.getList(row.fieldIndex(DemandSeries.REASONS));
    for (int i = 0; i < periods.size(); i++) {
      LocalDate day = periods.get(i).toLocalDate();
      Map.Entry<LocalDate, Double> count = counts.at(day);
      List<Cell> cells = begun(about, day, "observed", count, counts.source());
      double value = values.get(i);
      cells.add(
          Double.isNaN(value)
              ? Cell.missing(reasons.get(i))
              : Cell.number(PER * value / count.getValue()));
      for (int end = 0; end < 2 * DemandProblem.PUBLISHED_LEVELS.size(); end++) {
        cells.add(Cell.missing(""));
      }
      cells.add(Cell.BLANK);
      rows.add(cells);
    }
  }

  private static List<Cell> expected(Row row, List<Cell> about, People counts) {
    LocalDate day = row.<java.sql.Date>getAs("period_start").toLocalDate();
    Map.Entry<LocalDate, Double> count = counts.at(day);
    List<Cell> cells = begun(about, day, "expected", count, counts.source());
    String reason = row.getAs("reason");
    cells.add(rate(row, "expected", count.getValue(), reason));
    for (int level : DemandProblem.PUBLISHED_LEVELS) {
      cells.add(rate(row, "lower_" + level, count.getValue(), reason));
      cells.add(rate(row, "upper_" + level, count.getValue(), reason));
    }
    cells.add(Cell.BLANK);
    return cells;
  }

  private static List<Cell> begun(
      List<Cell> about,
      LocalDate day,
      String part,
      Map.Entry<LocalDate, Double> count,
      String source) {
    List<Cell> cells = new ArrayList<>(about);
    cells.add(Cell.day(day));
    cells.add(Cell.text(part));
    cells.add(Cell.day(count.getKey()));
    cells.add(Cell.text(source));
    return cells;
  }

  private static Cell rate(Row row, String column, double people, String reason) {
    Double value = row.getAs(column);
    return value == null ? Cell.missing(reason) : Cell.number(PER * value / people);
  }
}
