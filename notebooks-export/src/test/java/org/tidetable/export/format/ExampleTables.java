package org.tidetable.export.format;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tidetable.export.disclosure.DisclosureGate;
import org.tidetable.export.disclosure.DisclosureKey;
import org.tidetable.export.disclosure.DisclosurePolicy;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

/** Made-up tables of plausible size for a report. */
final class ExampleTables {
  static final Source OPEN =
      new Source.OpenSource(
          "An example publisher", "Open Government Licence v3.0", "https://example.org/statistics");

  private static final Column SERIES =
      Column.dimension("series_id", "Series", Column.Type.STRING, "Which series");
  private static final Column START =
      Column.dimension("period_start", "Period", Column.Type.DATE, "First day of the period");

  final DisclosureGate gate =
      new DisclosureGate(
          DisclosurePolicy.standard("example", DisclosureKey.DEMO_ONLY), DisclosureKey.demoOnly());
  private final List<List<Cell>> actuals = new ArrayList<>();
  private final List<List<Cell>> forecasts = new ArrayList<>();

  /** A series with a yearly wave; weeks in school holidays are closed and hold nothing. */
  void series(
      String id,
      Grain grain,
      LocalDate first,
      int past,
      int ahead,
      double size,
      double growth,
      boolean schoolYear) {
    Random random = new Random(id.hashCode());
    for (int step = 0; step < past + ahead; step++) {
      LocalDate day = grain.plus(first, step);
      boolean closed =
          schoolYear
              && (day.getMonthValue() == 8
                  || (day.getMonthValue() == 12 && day.getDayOfMonth() > 18)
                  || (day.getMonthValue() == 4 && day.getDayOfMonth() < 14));
      double wave = Math.cos(2 * Math.PI * (day.getDayOfYear() - 20) / 365.25);
      double level = size * (1 + growth * step / grain.year()) * (1 + 0.08 * wave);
      Cell series = Cell.text(id);
      Cell start = Cell.day(day);
      if (step < past) {
        double value = level * (1 + 0.03 * random.nextGaussian());
        actuals.add(
            List.of(
                series, start, closed ? Cell.missing("closed") : Cell.count(Math.round(value))));
      } else {
        double error = level * 0.025 * Math.sqrt(1 + 0.5 * (step - past));
        List<Cell> row = new ArrayList<>(List.of(series, start));
        double[] quantiles = {0, -0.674, 0.674, -1.282, 1.282, -1.96, 1.96};
        for (double quantile : quantiles) {
          row.add(closed ? Cell.missing("closed") : Cell.number(level + quantile * error));
        }
        row.add(Cell.text(closed ? "not_made" : "made"));
        row.add(Cell.text(closed ? "schools are closed" : ""));
        forecasts.add(row);
      }
    }
  }

  SafeTable actuals() {
    Column value = Column.count("value", "Number", "example", "", "What was counted");
    return gate.check(
        new Table(
            "fact_demand_actual",
            "What happened",
            "Published counts by series and period",
            OPEN,
            List.of(SERIES, START, value),
            actuals));
  }

  SafeTable forecasts() {
    List<Column> columns = new ArrayList<>(List.of(SERIES, START));
    for (String name :
        List.of(
            "expected", "lower_50", "upper_50", "lower_80", "upper_80", "lower_95", "upper_95")) {
      columns.add(Column.estimate(name, name.replace('_', ' '), "", "Forecast: " + name));
    }
    columns.add(Column.text("status", "Status", "made or not_made"));
    columns.add(Column.text("reason", "Reason", "Why there is no number"));
    return gate.check(
        new Table(
            "fact_demand_forecast",
            "What is expected",
            "Forecasts with their ranges",
            OPEN,
            columns,
            forecasts));
  }

  SafeTable areas(String unit, double size) {
    List<Column> columns =
        List.of(
            Column.dimension("area", "Area", Column.Type.STRING, "Area"),
            Column.estimate("expected_next", "Expected next month", "", "Next period"),
            Column.estimate("lower_80", "Lower 80%", "", "80% range of the next period"),
            Column.estimate("upper_80", "Upper 80%", "", "80% range of the next period"),
            Column.estimate("expected_year", "Expected next 12 months", "", "Next year"),
            Column.estimate("change", "Change on last year", "%", "Change on last year"),
            Column.estimate("held", "How often past 80% ranges held", "%", "Coverage"),
            Column.estimate("value_added", "Better than last year's number", "%", "Skill"));
    List<List<Cell>> rows = new ArrayList<>();
    List<String> names =
        List.of(
            "England",
            "London",
            "Midlands",
            "North East and Yorkshire",
            "South East",
            "Buckinghamshire, Oxfordshire and Berkshire West");
    for (int index = 0; index < names.size(); index++) {
      double expected = size / (index + 1);
      rows.add(
          List.of(
              Cell.text(names.get(index)),
              Cell.number(Math.rint(expected)),
              Cell.number(Math.rint(0.95 * expected)),
              Cell.number(Math.rint(1.05 * expected)),
              Cell.number(Math.rint(12.2 * expected)),
              Cell.number(4.1 - index),
              Cell.number(81 - index),
              index == 4 ? Cell.missing("too short a past") : Cell.number(31.4 - 3 * index)));
    }
    return gate.check(
        new Table("summary_" + unit, "Areas: " + unit, "Expected by area", OPEN, columns, rows));
  }

  SafeTable cohort() {
    List<Column> columns =
        List.of(
            Column.dimension(
                "area",
                "Area",
                Column.Type.STRING,
                Hierarchy.total("All areas"),
                "Area of residence"),
            Column.dimension(
                "age", "Age", Column.Type.STRING, Hierarchy.total("all"), "Age in years"),
            Column.count("people", "People", "people", "", "People in the target cohort"),
            Column.part("members", "At high risk", "people", "", "People above the threshold"),
            Column.percentage("share", "Share at high risk", "members", "people", "Share"));
    long[][] people = new long[4][4];
    long[][] members = new long[4][4];
    Random random = new Random(4);
    for (int area = 1; area < 4; area++) {
      for (int age = 1; age < 4; age++) {
        long all = 200L + random.nextInt(900);
        long high = random.nextInt(60);
        for (int a : new int[] {0, area}) {
          for (int g : new int[] {0, age}) {
            people[a][g] += all;
            members[a][g] += high;
          }
        }
      }
    }
    List<String> areas = List.of("All areas", "Northford", "Eastmere", "Westbourne");
    List<String> ages = List.of("all", "0-17", "18-64", "65 and over");
    List<List<Cell>> rows = new ArrayList<>();
    for (int area = 0; area < 4; area++) {
      for (int age = 0; age < 4; age++) {
        rows.add(
            List.of(
                Cell.text(areas.get(area)),
                Cell.text(ages.get(age)),
                Cell.count(people[area][age]),
                Cell.count(members[area][age]),
                Cell.missing("")));
      }
    }
    return gate.check(
        new Table(
            "fact_cohort_summary",
            "People at high risk by area and age",
            "Members of the cohort",
            new Source.FromEvents(),
            columns,
            rows));
  }

  SafeTable calibration() {
    List<Column> columns =
        List.of(
            Column.dimension(
                "band", "Tenth of people by risk", Column.Type.LONG, "1 is the lowest"),
            Column.estimate("predicted", "Predicted", "%", "Mean predicted risk"),
            Column.estimate("observed", "It happened to", "%", "Share with the outcome"));
    List<List<Cell>> rows = new ArrayList<>();
    double[] predicted = {0.4, 0.8, 1.2, 1.7, 2.4, 3.3, 4.6, 6.8, 10.9, 24.1};
    double[] observed = {0.6, 0.7, 1.4, 1.5, 2.2, 3.9, 4.4, 7.4, 10.1, 25.6};
    for (int band = 0; band < 10; band++) {
      rows.add(
          List.of(
              Cell.count(band + 1),
              Cell.estimate(predicted[band], 900),
              Cell.estimate(observed[band], 900)));
    }
    return gate.check(
        new Table(
            "calibration",
            "Predicted and observed risk",
            "By tenth of predicted risk",
            new Source.FromEvents(),
            columns,
            rows));
  }

  /** What became of the rows of each source: its parts add up after protection too. */
  SafeTable rows() {
    List<Column> columns =
        List.of(
            Column.dimension("source", "Source", Column.Type.STRING, "Source"),
            Column.dimension(
                "became",
                "What became of them",
                Column.Type.STRING,
                Hierarchy.total("rows in"),
                "Fate"),
            Column.count("rows", "Rows", "rows", "rows", "Rows of the source"));
    List<List<Cell>> rows = new ArrayList<>();
    long[][] fates = {{184_202, 183_911, 240, 51}, {91_400, 91_377, 0, 23}};
    List<String> became = List.of("rows in", "used", "duplicates", "set aside");
    for (int source = 0; source < 2; source++) {
      for (int fate = 0; fate < 4; fate++) {
        rows.add(
            List.of(
                Cell.text(source == 0 ? "Emergency care" : "School attendance"),
                Cell.text(became.get(fate)),
                Cell.count(fates[source][fate])));
      }
    }
    return gate.check(
        new Table(
            "fact_quality_check",
            "Rows in and what became of them",
            "Rows by source and fate",
            new Source.FromEvents(),
            columns,
            rows));
  }

  SafeTable linkage() {
    List<Column> columns =
        List.of(
            Column.dimension("source", "Source", Column.Type.STRING, "Source"),
            Column.count("pseudonyms", "Pseudonyms", "pseudonyms", "people", "Pseudonyms seen"),
            Column.part("linked", "Linked", "pseudonyms", "people", "Linked to a person"),
            Column.percentage("rate", "Linked", "linked", "pseudonyms", "Share linked"));
    return gate.check(
        new Table(
            "fact_linkage",
            "Linkage between sources",
            "Pseudonyms that were linked",
            new Source.FromEvents(),
            columns,
            List.of(
                List.of(
                    Cell.text("Emergency care"),
                    Cell.count(41_002),
                    Cell.count(40_264),
                    Cell.missing("")),
                List.of(
                    Cell.text("School attendance"),
                    Cell.count(9_100),
                    Cell.count(8_699),
                    Cell.missing("")))));
  }

  SafeTable words(String name, String title, List<String> heads, List<List<String>> rows) {
    List<Column> columns = new ArrayList<>();
    for (int index = 0; index < heads.size(); index++) {
      columns.add(Column.text("column_" + (index + 1), heads.get(index), heads.get(index)));
    }
    return gate.check(
        new Table(
            name,
            title,
            title,
            OPEN,
            columns,
            rows.stream().map(row -> row.stream().map(Cell::text).toList()).toList()));
  }
}
