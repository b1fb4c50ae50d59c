package org.tidetable.pipeline.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tidetable.export.format.CsvFormat;
import org.tidetable.export.format.Grain;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Table;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.publish.ReportTables.Line;
import org.tidetable.pipeline.publish.ReportTables.Place;

/** Short tables of the report for planning, drawn from published tables only; areas by name. */
public final class PlannerTables {
  /** Of each kind, the largest. */
  private static final int NOTES = 5;

  private static final String BREAK = "declared_break";

  private PlannerTables() {}

  /**
   * Running and coming years, beside the year before.
   *
   * @param places in their order; at most so many rows are shown as of areas
   * @param cautions tell where the level changed between the years compared
   */
  public static Optional<Table> years(
      Configuration.Demand demand, Table years, List<Place> places, SeriesCautions cautions) {
    boolean mean = YearTables.isMean(demand.problem());
    Map<List<String>, Double> past = new LinkedHashMap<>();
    for (Line line : ReportTables.lines(years)) {
      if (line.text("status").equals("observed")) {
        past.put(key(line, line.text("year")), line.number("expected"));
      }
    }
    Map<String, List<Line>> bySeries = new LinkedHashMap<>();
    ReportTables.lines(years).stream()
        .filter(line -> line.text("status").equals("made"))
        .sorted(
            Comparator.comparing((Line line) -> line.text("year_kind"), Comparator.reverseOrder())
                .thenComparing(line -> line.text("year")))
        .forEach(
            line ->
                bySeries
                    .computeIfAbsent(line.text("series_id"), any -> new ArrayList<>())
                    .add(line));
    Map<String, String> names = new LinkedHashMap<>();
    places.forEach(place -> names.put(place.id(), place.place()));
    List<Line> made =
        names.keySet().stream()
            .flatMap(id -> bySeries.getOrDefault(id, List.of()).stream())
            .limit(ReportTables.AREAS)
            .toList();
    List<List<Cell>> rows = new ArrayList<>();
    for (Line line : made) {
      double before = past.getOrDefault(key(line, yearBefore(line.text("year"))), Double.NaN);
      double change = before > 0 ? 100 * (line.number("expected") / before - 1) : Double.NaN;
      double periods = line.number("observed_periods") + line.number("ahead_periods");
      double more = (line.number("expected") - before) / (mean ? 1 : periods);
      rows.add(
          List.of(
              Cell.text(names.getOrDefault(line.text("series_id"), "")),
              Cell.text(line.text("year") + ", " + inWords(line.text("year_kind"))),
              ReportTables.cell(line.number("observed_part")),
              ReportTables.cell(line.number("expected")),
              ReportTables.cell(line.number("lower_80")),
              ReportTables.cell(line.number("upper_80")),
              ReportTables.cell(change),
              Cell.text(
                  Double.isNaN(change)
                      ? ""
                      : cautions.changeSince(line.text("series_id"), firstDayBefore(line), more))));
    }
    String measure = mean ? "mean" : "total";
    return table(
            "years_" + demand.problem().name(),
            "Whole years, " + measure + ": " + demand.written().title(),
            "What is known of a year and what is expected of the rest; the range is the year's own",
            List.of(
                Column.text("area", "Area", "Area, and its part"),
                Column.text("year", "Year", "Year, and its kind"),
                Column.estimate("known", "Known so far", "", "Of the year"),
                Column.estimate("expected", "Expected, whole year", "", "Known and expected"),
                Column.estimate("lower_80", "From", "", "Lower end of the 80 % range"),
                Column.estimate("upper_80", "To", "", "Upper end of the 80 % range"),
                Column.estimate("change", "Change on the year before", "%", "Where that is known"),
                Column.text("note", "Note", "What to bear in mind with the change")),
            rows)
        .map(table -> ReportTables.withoutBlanks("note", table));
  }

  /** The first day of the year before a year. */
  private static LocalDate firstDayBefore(Line line) {
    int first = Integer.parseInt(line.text("year").substring(0, 4)) - 1;
    return LocalDate.of(first, line.text("year_kind").equals("financial") ? 4 : 9, 1);
  }

  private static List<String> key(Line line, String year) {
    return List.of(line.text("series_id"), line.text("year_kind"), year);
  }

  private static String inWords(String kind) {
    return kind.equals("financial") ? "April to March" : "September to August";
  }

  private static String yearBefore(String year) {
    int first = Integer.parseInt(year.substring(0, 4)) - 1;
    return String.format(java.util.Locale.ROOT, "%d/%02d", first, (first + 1) % 100);
  }

  /** What planners add, by area and reason, over all periods ahead. */
  public static Optional<Table> adjustments(
      Configuration.Demand demand, Table forecasts, Map<String, String> names) {
    Map<List<String>, double[]> sums = new LinkedHashMap<>();
    for (Line line : ReportTables.lines(forecasts)) {
      if (!line.text("adjustment").isEmpty()) {
        double[] sum =
            sums.computeIfAbsent(
                List.of(place(line, names), line.text("adjustment_reason")), any -> new double[4]);
        sum[0]++;
        sum[1] += line.number("expected");
        sum[2] += line.number("adjustment");
        sum[3] += line.number("adjusted_expected");
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    sums.forEach(
        (about, sum) -> {
          double share = YearTables.isMean(demand.problem()) ? 1 / sum[0] : 1;
          rows.add(
              List.of(
                  Cell.text(about.get(0)),
                  Cell.text(about.get(1)),
                  Cell.number(sum[0]),
                  Cell.number(share * sum[1]),
                  Cell.number(share * sum[2]),
                  Cell.number(share * sum[3])));
        });
    return table(
        "adjustments_" + demand.problem().name(),
        "What planners add: " + demand.written().title(),
        "Known locally, beside the model's number and never inside it",
        List.of(
            Column.text("area", "Area", "Area, and its part"),
            Column.text("reason", "Why", "As the planners wrote it"),
            Column.estimate("periods", "Periods", "", "Periods ahead that it concerns"),
            Column.estimate("expected", "Model expects", "", "In these periods"),
            Column.estimate("adjustment", "Planners add", "", "In these periods"),
            Column.estimate("adjusted", "Together", "", "In these periods")),
        rows);
  }

  /** Why the forecasts that are drawn are what they are, and what was tried as a lead. */
  public static Optional<Table> why(
      Configuration.Demand demand, Table explanations, List<Place> charts) {
    List<Place> asked = new ArrayList<>(charts);
    asked.add(new Place(demand.problem().name(), "all areas"));
    // What holds for several places stands once.
    Map<List<String>, List<String>> places = new LinkedHashMap<>();
    for (Place place : asked) {
      for (Line line : inOrder(explanations)) {
        if (line.text("series_id").equals(place.id())) {
          places
              .computeIfAbsent(
                  List.of(title(line.text("part")), line.text("words")), any -> new ArrayList<>())
              .add(place.place());
        }
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    places.forEach(
        (what, where) ->
            rows.add(
                List.of(
                    Cell.text(String.join("; ", where)),
                    Cell.text(what.get(0)),
                    Cell.text(what.get(1)))));
    return table(
        "why_" + demand.problem().name(),
        "Why these forecasts: " + demand.written().title(),
        "Worked out from what is known and what is expected, whatever methods are combined",
        List.of(
            Column.text("area", "Area", "Area, and its part"),
            Column.text("part", "Part", "Of the explanation"),
            Column.text("words", "What", "In words")),
        rows);
  }

  /** The trend first. */
  private static List<Line> inOrder(Table explanations) {
    return ReportTables.lines(explanations).stream()
        .sorted(Comparator.comparing((Line line) -> !line.text("part").equals("trend")))
        .toList();
  }

  private static String title(String part) {
    return switch (part) {
      case "trend" -> "Trend";
      case "season_high", "season_low" -> "Season" + (part.endsWith("high") ? ", high" : ", low");
      case "year_high", "year_low" -> "Months" + (part.endsWith("high") ? ", high" : ", low");
      case "bank_holidays" -> "Bank holidays";
      case "school_holidays" -> "School holidays";
      case "methods" -> "Methods";
      default -> "Lead indicator, " + part.substring("lead_".length()).replace('_', ' ');
    };
  }

  /** Notes on the series of a demand: of each kind the largest, and how many more there are. */
  public static Optional<Table> notes(
      Configuration.Demand demand, Table notes, Map<String, String> names) {
    List<List<Cell>> rows = new ArrayList<>(declaredBreaks(demand, notes));
    Map<String, List<Line>> byKind =
        ReportTables.lines(notes).stream()
            .filter(line -> !List.of("gap", BREAK).contains(line.text("note")))
            .sorted(
                Comparator.comparingInt((Line line) -> order(line.text("note")))
                    .thenComparing(line -> -Math.abs(line.number("size")))
                    .thenComparing(line -> line.text("period_start"), Comparator.reverseOrder())
                    .thenComparing(line -> line.text("series_id")))
            .collect(
                Collectors.groupingBy(
                    line -> line.text("note").replace('_', ' '),
                    LinkedHashMap::new,
                    Collectors.toList()));
    byKind.forEach(
        (kind, lines) -> {
          lines.stream()
              .limit(NOTES)
              .forEach(
                  line ->
                      rows.add(
                          List.of(
                              Cell.text(place(line, names)),
                              Cell.text(when(demand, line)),
                              Cell.text(kind),
                              Cell.text(line.text("words")))));
          int more = lines.size() - NOTES;
          if (more > 0) {
            rows.add(
                List.of(
                    Cell.text(more + " more"),
                    Cell.text(""),
                    Cell.text(kind),
                    Cell.text("smaller ones; " + CsvFormat.path(NoteTables.NOTES) + " has all")));
          }
        });
    return table(
        "notes_" + demand.problem().name(),
        "What to know of the past numbers: " + demand.written().title(),
        "Declared breaks, then of each kind at most " + NOTES + ", the largest; the files hold all",
        List.of(
            Column.text("area", "Area", "Area, and its part"),
            Column.text("when", "When", "First and last period"),
            Column.text("note", "Note", "What was found or declared"),
            Column.text("words", "What", "In words")),
        rows);
  }

  private static int order(String note) {
    return switch (note) {
      case "part_left_out" -> 0;
      case "negative" -> 1;
      case "level_change" -> 2;
      default -> 3;
    };
  }

  /** A break that is declared for a demand holds for all its series: it stands once. */
  private static List<List<Cell>> declaredBreaks(Configuration.Demand demand, Table notes) {
    Map<List<String>, Integer> series = new LinkedHashMap<>();
    for (Line line : ReportTables.lines(notes)) {
      if (line.text("note").equals(BREAK)) {
        series.merge(List.of(when(demand, line), line.text("words")), 1, Integer::sum);
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    series.forEach(
        (what, count) ->
            rows.add(
                List.of(
                    Cell.text(count == 1 ? "1 series" : count + " series"),
                    Cell.text(what.get(0)),
                    Cell.text(BREAK.replace('_', ' ')),
                    Cell.text(what.get(1)))));
    return rows;
  }

  private static String when(Configuration.Demand demand, Line line) {
    Grain grain = Grain.valueOf(demand.problem().grain().name());
    String first = grain.inWords(LocalDate.parse(line.text("period_start")));
    String last = grain.inWords(LocalDate.parse(line.text("period_end")));
    return first.equals(last) ? first : first + " to " + last;
  }

  /** The next rate per 1,000 people of the largest areas, beside that of a year before. */
  public static Optional<Table> rates(
      Configuration.Demand demand, Table rates, Map<String, String> names) {
    Map<List<String>, Double> past = new LinkedHashMap<>();
    Map<String, Line> next = new LinkedHashMap<>();
    for (Line line : ReportTables.lines(rates)) {
      if (line.text("part").equals("observed")) {
        past.put(List.of(line.text("series_id"), line.text("period_start")), line.number("rate"));
      } else {
        next.putIfAbsent(line.text("series_id"), line);
      }
    }
    Grain grain = Grain.valueOf(demand.problem().grain().name());
    List<List<Cell>> rows = new ArrayList<>();
    next.values().stream()
        .filter(line -> !Double.isNaN(line.number("rate")))
        .limit(ReportTables.AREAS)
        .forEach(
            line -> {
              LocalDate day = LocalDate.parse(line.text("period_start"));
              LocalDate before = ReportTables.yearBefore(day, demand);
              rows.add(
                  List.of(
                      Cell.text(place(line, names)),
                      Cell.text(grain.inWords(day)),
                      ReportTables.cell(line.number("rate")),
                      ReportTables.cell(line.number("rate_lower_80")),
                      ReportTables.cell(line.number("rate_upper_80")),
                      ReportTables.cell(
                          past.getOrDefault(
                              List.of(line.text("series_id"), before.toString()), Double.NaN)),
                      Cell.text(line.text("population_source"))));
            });
    return table(
        "rates_" + demand.problem().name(),
        "Per 1,000 people: " + demand.written().title(),
        "At most " + ReportTables.AREAS + " areas; the files hold all",
        List.of(
            Column.text("area", "Area", "Area, and its part"),
            Column.text("when", "Next period", "The first that is not known"),
            Column.estimate("rate", "Expected rate", "", "Per 1,000 people and period"),
            Column.estimate("lower_80", "From", "", "Lower end of the 80 % range"),
            Column.estimate("upper_80", "To", "", "Upper end of the 80 % range"),
            Column.estimate("before", "A year before", "", "Per 1,000 people and period"),
            Column.text("people", "People counted by", "Who published the counts of people")),
        rows);
  }

  private static String place(Line line, Map<String, String> names) {
    String code = line.text("area_code");
    return names.getOrDefault(code, code) + ReportTables.part(line);
  }

  private static Optional<Table> table(
      String name, String title, String description, List<Column> columns, List<List<Cell>> rows) {
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Table(name, title, description, DimensionTables.OWN, columns, rows));
  }
}
