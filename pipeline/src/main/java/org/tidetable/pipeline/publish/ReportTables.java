package org.tidetable.pipeline.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.PlannerConfig;
import org.tidetable.pipeline.merge.Area;

/** Short tables for the report, drawn from published tables only. */
public final class ReportTables {
  static final int AREAS = 20;

  private ReportTables() {}

  /** A series and where it is. */
  public record Place(String id, String place) {}

  /** The cells of a row, as text, by column. */
  record Line(Table table, List<Cell> cells) {
    String text(String column) {
      return cells.get(table.indexOf(column)).fold(Plain.TEXT);
    }

    double number(String column) {
      String text = text(column);
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
  }

  static List<Line> lines(Table table) {
    return table.rows().stream().map(row -> new Line(table, row)).toList();
  }

  /** The nation's series, then the largest below it; parts by age or category come last. */
  public static List<Place> largest(Table forecasts, Map<String, Area> areas, int most) {
    Map<String, Double> sizes = new LinkedHashMap<>();
    Map<String, Line> first = new HashMap<>();
    for (Line line : lines(forecasts)) {
      if (!line.text("status").equals("made")) {
        continue;
      }
      sizes.merge(line.text("series_id"), line.number("expected"), Double::sum);
      first.putIfAbsent(line.text("series_id"), line);
    }
    Comparator<String> order =
        Comparator.comparingInt((String id) -> rank(first.get(id), areas))
            .thenComparing(id -> -sizes.getOrDefault(id, 0.0))
            .thenComparing(Comparator.naturalOrder());
    return sizes.keySet().stream()
        .sorted(order)
        .limit(most)
        .map(id -> new Place(id, place(first.get(id), areas)))
        .toList();
  }

  private static int rank(@org.jspecify.annotations.Nullable Line line, Map<String, Area> areas) {
    if (line == null) {
      return Integer.MAX_VALUE;
    }
    Area area = areas.get(line.text("area_code"));
    String level = area == null ? "" : area.level();
    int part = isPart(line) ? 10 : 0;
    return part
        + switch (level) {
          case "nation" -> 0;
          case "region", "council", "area" -> 1;
          default -> 2;
        };
  }

  private static boolean isPart(Line line) {
    return !line.text("age_group").equals(StoreSchema.ALL)
        || !line.text("category").equals(StoreSchema.ALL);
  }

  private static String place(
      @org.jspecify.annotations.Nullable Line line, Map<String, Area> areas) {
    if (line == null) {
      return "";
    }
    Area area = areas.get(line.text("area_code"));
    return (area == null ? line.text("area_code") : area.name()) + part(line);
  }

  static String part(Line line) {
    StringBuilder part = new StringBuilder();
    for (String column : List.of("age_group", "category")) {
      if (!line.text(column).equals(StoreSchema.ALL)) {
        part.append(", ").append(line.text(column));
      }
    }
    return part.toString();
  }

  /** The largest areas: what is expected in all periods ahead, and how sure that is. */
  public static Table areas(
      Configuration.Demand demand,
      Table actuals,
      Table forecasts,
      Table accuracy,
      Map<String, String> names) {
    String unit = demand.problem().per().isPresent() ? "mean" : "sum";
    List<Column> columns =
        List.of(
            Column.dimension("area", "Area", Column.Type.STRING, "Area, and its part"),
            Column.estimate("next", "Expected next", "", "The next period"),
            Column.estimate(
                "lower_80", "From", "", "Lower end of the 80 % range of the next period"),
            Column.estimate("upper_80", "To", "", "Upper end of the 80 % range of the next period"),
            Column.estimate("ahead", "All periods ahead, " + unit, "", "Over all periods ahead"),
            Column.estimate("change", "Change on the same periods before", "%", "Against the past"),
            Column.estimate("held", "How often past 80 % ranges held", "%", "On held-out periods"),
            Column.estimate("held_of", "Of so many", "", "Held-out periods, of all origins"));
    Map<String, List<Line>> bySeries = new LinkedHashMap<>();
    for (Line line : lines(forecasts)) {
      if (line.text("status").equals("made")) {
        bySeries.computeIfAbsent(line.text("series_id"), any -> new ArrayList<>()).add(line);
      }
    }
    Map<String, Map<LocalDate, Double>> past = past(actuals);
    Map<String, Line> held = new HashMap<>();
    for (Line line : lines(accuracy)) {
      if (line.text("part_kind").equals("all") && line.text("method").equals("chosen")) {
        held.put(line.text("series_id"), line);
      }
    }
    List<Map.Entry<String, List<Line>>> largest =
        bySeries.entrySet().stream()
            .sorted(
                Comparator.comparing(
                        (Map.Entry<String, List<Line>> entry) -> -total(entry.getValue()))
                    .thenComparing(Map.Entry::getKey))
            .limit(AREAS)
            .toList();
    List<List<Cell>> rows = new ArrayList<>();
    for (Map.Entry<String, List<Line>> entry : largest) {
      Line next = entry.getValue().get(0);
      double ahead = total(entry.getValue());
      boolean mean = demand.problem().per().isPresent();
      String code = next.text("area_code");
      rows.add(
          List.of(
              Cell.text(names.getOrDefault(code, code) + part(next)),
              cell(next.number("expected")),
              cell(next.number("lower_80")),
              cell(next.number("upper_80")),
              cell(mean ? ahead / entry.getValue().size() : ahead),
              cell(change(entry.getValue(), past.getOrDefault(entry.getKey(), Map.of()), demand)),
              cell(100 * number(held.get(entry.getKey()), "coverage_80")),
              cell(number(held.get(entry.getKey()), "periods"))));
    }
    return new Table(
        "areas_" + demand.problem().name(),
        "The largest areas: " + demand.written().title(),
        "At most " + AREAS + " areas; the files hold all",
        DimensionTables.OWN,
        columns,
        rows);
  }

  private static double number(@org.jspecify.annotations.Nullable Line line, String column) {
    return line == null ? Double.NaN : line.number(column);
  }

  private static double total(List<Line> lines) {
    return lines.stream().mapToDouble(line -> line.number("expected")).sum();
  }

  private static Map<String, Map<LocalDate, Double>> past(Table actuals) {
    Map<String, Map<LocalDate, Double>> past = new HashMap<>();
    for (Line line : lines(actuals)) {
      double value = line.number("value");
      if (!Double.isNaN(value)) {
        past.computeIfAbsent(line.text("series_id"), any -> new TreeMap<>())
            .put(LocalDate.parse(line.text("period_start")), value);
      }
    }
    return past;
  }

  private static double change(
      List<Line> ahead, Map<LocalDate, Double> past, Configuration.Demand demand) {
    double expected = 0;
    double before = 0;
    for (Line line : ahead) {
      LocalDate start = LocalDate.parse(line.text("period_start"));
      Double value = past.get(yearBefore(start, demand));
      if (value != null) {
        expected += line.number("expected");
        before += value;
      }
    }
    return before > 0 ? 100 * (expected / before - 1) : Double.NaN;
  }

  /** The same period a year before: of days and weeks the one 52 weeks before. */
  static LocalDate yearBefore(LocalDate start, Configuration.Demand demand) {
    return switch (demand.problem().grain()) {
      case HOUR, DAY, WEEK -> start.minusWeeks(52);
      case MONTH, QUARTER, YEAR -> start.minusYears(1);
    };
  }

  static Cell cell(double value) {
    return Double.isNaN(value) ? Cell.missing("not known") : Cell.number(value);
  }

  /** How the methods did on held-out periods, all series of a demand together. */
  public static Table accuracy(Configuration.Demand demand, Table accuracy) {
    List<Column> columns =
        List.of(
            Column.dimension(
                "method",
                "Method",
                Column.Type.STRING,
                "chosen is the combined forecast that is published"),
            Column.estimate("series", "Series", "", "How many were scored"),
            Column.estimate("mase", "MASE", "", "Below 1 beats repeating the past"),
            Column.estimate("wape", "WAPE", "%", "Errors over values"),
            Column.estimate("held_80", "In 80 % range", "%", "Of held-out values"),
            Column.estimate("held_95", "In 95 % range", "%", "Of held-out values"),
            Column.text(
                "added",
                "Worse than chosen by",
                "In units of MASE, with the range that 95 of 100 such sets of series would give"),
            Column.text("beats_naive", "No worse than naive", "The verdict for what is published"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Line line : lines(accuracy)) {
      if (!line.text("series_id").equals(demand.problem().name())
          || !line.text("part_kind").equals("all")) {
        continue;
      }
      rows.add(
          List.of(
              Cell.text(method(line, demand)),
              cell(line.number("series")),
              cell(line.number("mase")),
              cell(line.number("wape")),
              cell(100 * line.number("coverage_80")),
              cell(100 * line.number("coverage_95")),
              Cell.text(added(line)),
              Cell.text(line.text("method").equals("chosen") ? line.text("beats_naive") : "")));
    }
    return new Table(
        "accuracy_" + demand.problem().name(),
        "How good such forecasts were: " + demand.written().title(),
        "Over the last periods, held out",
        DimensionTables.OWN,
        columns,
        rows);
  }

  private static String method(Line line, Configuration.Demand demand) {
    PlannerConfig.Plan plan = demand.written().plan();
    String method = line.text("method").replace('_', ' ');
    return plan != null && method.equals("plan") ? "plan of " + plan.publishedBy() : method;
  }

  private static String added(Line line) {
    double mean = line.number("value_added");
    double lower = line.number("value_added_lower_95");
    if (Double.isNaN(mean)) {
      return "";
    }
    return Double.isNaN(lower)
        ? String.format(Locale.ROOT, "%.3f", mean)
        : String.format(
            Locale.ROOT, "%.3f (%.3f to %.3f)", mean, lower, line.number("value_added_upper_95"));
  }

  /** Series without a forecast, by cause. */
  public static Table notMade(Table forecasts, Map<String, String> names) {
    Map<List<String>, List<String>> byCause = new TreeMap<>(Comparator.comparing(List::toString));
    for (Line line : lines(forecasts)) {
      if (line.text("method").isEmpty() && line.text("horizon").equals("1")) {
        String code = line.text("area_code");
        byCause
            .computeIfAbsent(
                List.of(line.text("problem"), line.text("reason")), any -> new ArrayList<>())
            .add(names.getOrDefault(code, code) + part(line));
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    byCause.forEach(
        (cause, places) ->
            rows.add(
                List.of(
                    Cell.text(cause.get(0).replace('_', ' ')),
                    Cell.text(cause.get(1)),
                    Cell.text(
                        String.join("; ", places.subList(0, Math.min(AREAS, places.size())))
                            + (places.size() > AREAS
                                ? String.format(Locale.ROOT, "; and %d more", places.size() - AREAS)
                                : "")))));
    return new Table(
        "forecasts_not_made",
        "Forecasts that were not made, and why",
        "Every series is either forecast or here",
        DimensionTables.OWN,
        List.of(
            Column.dimension("demand", "Demand", Column.Type.STRING, "The demand"),
            Column.dimension("cause", "Why", Column.Type.STRING, "The cause"),
            Column.text("places", "Where", "Areas")),
        rows);
  }

  /** Rows in and out of each source, from the published checks. */
  public static Table quality(Table checks) {
    Map<String, Map<String, String>> bySource = new LinkedHashMap<>();
    for (Line line : lines(checks)) {
      String value =
          line.text("rows").isEmpty()
              ? percent(line.number("share_percent"))
              : String.format(Locale.ROOT, "%,d", Long.parseLong(line.text("rows")));
      bySource
          .computeIfAbsent(line.text("source"), any -> new HashMap<>())
          .put(line.text("check"), value);
    }
    List<String> shown =
        List.of(
            "rows_in",
            "rows_used",
            "rows_left_out",
            "rows_set_aside",
            "rows_duplicate",
            "rows_superseded",
            "rows_unlinked",
            "rows_linked",
            "rows_late",
            "link_rate");
    List<Column> columns = new ArrayList<>();
    columns.add(Column.dimension("source", "Source", Column.Type.STRING, "The mapping"));
    for (String check : shown) {
      String title = check.replace('_', ' ');
      columns.add(
          Column.text(
              check, title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1), title));
    }
    List<List<Cell>> rows = new ArrayList<>();
    bySource.forEach(
        (source, values) -> {
          List<Cell> cells = new ArrayList<>();
          cells.add(Cell.text(source.replace('_', ' ')));
          shown.forEach(check -> cells.add(Cell.text(values.getOrDefault(check, ""))));
          rows.add(cells);
        });
    return new Table(
        "quality",
        "Rows in and out, and how many pseudonyms lead to a person",
        "Rows of person-level files are protected counts: parts first, then added up; late rows apart",
        DimensionTables.OWN,
        columns,
        rows);
  }

  private static String percent(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f %%", value);
  }
}
