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

  /**
   * What is expected of the {@link #largest} areas in all periods ahead, and how sure that is. Of
   * shares these are the highest of each level.
   *
   * @param cautions what stands beside the numbers of a series
   */
  public static Table areas(
      Configuration.Demand demand,
      Table actuals,
      Table forecasts,
      SeriesCautions cautions,
      Map<String, Area> areas) {
    boolean mean = demand.problem().per().isPresent();
    String unit = mean ? "mean" : "sum";
    List<Column> columns =
        List.of(
            Column.dimension("area", "Area", Column.Type.STRING, "Area, and its part"),
            Column.estimate("next", "Expected next", "", "The next period"),
            Column.estimate(
                "lower_80", "From", "", "Lower end of the 80 % range of the next period"),
            Column.estimate("upper_80", "To", "", "Upper end of the 80 % range of the next period"),
            Column.estimate("ahead", "All periods ahead, " + unit, "", "Over all periods ahead"),
            Column.estimate("change", "Change on the same periods before", "%", "Against the past"),
            Column.text("note", "Note", "What to bear in mind with the numbers beside it"),
            Column.estimate("held", "Past 80 % ranges held, %", "", "On held-out periods"),
            Column.estimate("held_of", "Of so many", "", "Held-out periods, of all origins"));
    Map<String, List<Line>> bySeries = new LinkedHashMap<>();
    for (Line line : lines(forecasts)) {
      if (line.text("status").equals("made")) {
        bySeries.computeIfAbsent(line.text("series_id"), any -> new ArrayList<>()).add(line);
      }
    }
    Map<String, Map<LocalDate, Double>> past = past(actuals);
    List<List<Cell>> rows = new ArrayList<>();
    for (Place place : largest(forecasts, areas, AREAS)) {
      List<Line> lines = bySeries.getOrDefault(place.id(), List.of());
      Line next = lines.get(0);
      double ahead = total(lines);
      rows.add(
          List.of(
              Cell.text(place.place()),
              cell(next.number("expected")),
              cell(next.number("lower_80")),
              cell(next.number("upper_80")),
              cell(mean ? ahead / lines.size() : ahead),
              cell(change(lines, past.getOrDefault(place.id(), Map.of()), demand)),
              Cell.text(cautions.inRow(place.id())),
              cell(Math.rint(100 * held(cautions, place, "coverage_80"))),
              cell(held(cautions, place, "periods"))));
    }
    return withoutBlanks(
        "note",
        new Table(
            "areas_" + demand.problem().name(),
            (mean ? "The highest, by level of area: " : "The largest areas: ")
                + demand.written().title(),
            "At most " + AREAS + " areas; the files hold all",
            DimensionTables.OWN,
            columns,
            rows));
  }

  private static double held(SeriesCautions cautions, Place place, String column) {
    return cautions.held(place.id()).map(line -> line.number(column)).orElse(Double.NaN);
  }

  /** The table without that column where nothing stands in it. */
  static Table withoutBlanks(String column, Table table) {
    int blank = table.indexOf(column);
    if (table.rows().stream().anyMatch(row -> !row.get(blank).fold(Plain.TEXT).isEmpty())) {
      return table;
    }
    List<Column> columns = new ArrayList<>(table.columns());
    columns.remove(blank);
    List<List<Cell>> rows = new ArrayList<>();
    for (List<Cell> row : table.rows()) {
      List<Cell> kept = new ArrayList<>(row);
      kept.remove(blank);
      rows.add(kept);
    }
    return new Table(
        table.name(), table.title(), table.description(), table.source(), columns, rows);
  }

  private static double total(List<Line> lines) {
    return lines.stream().mapToDouble(line -> line.number("expected")).sum();
  }

  /** What happened, by series and first day of the period. */
  static Map<String, Map<LocalDate, Double>> past(Table actuals) {
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
