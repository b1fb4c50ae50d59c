package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Table;
import org.tidetable.models.evaluation.risk.GroupGate;
import org.tidetable.pipeline.publish.ReportTables.Line;
import org.tidetable.pipeline.worth.Shown;

/** What the planners' report shows of a risk, in words, drawn from published tables only. */
public final class RiskReportTables {
  /** Rarer reasons are in the published table. */
  private static final double SHOWN_PERCENT = 5;

  /** Of fewer people, a share of two rounded counts may be wrong by more than ten points. */
  private static final int FEW = 100;

  private RiskReportTables() {}

  /** A method, a rival, or what else could be done, in words. */
  static String way(String code) {
    return Shown.name(code);
  }

  /** A target cohort by area and age; without the places on lists where no list is made. */
  public static Table cohort(Table cohorts, GroupWords words) {
    List<Line> lines = ReportTables.lines(cohorts);
    boolean lists = lines.stream().anyMatch(line -> !Double.isNaN(line.number("listed")));
    List<List<Cell>> rows = new ArrayList<>();
    for (Line line : lines) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.text(words.group("area", line.text("area_code"))));
      cells.add(Cell.text(GroupWords.age(line.text("age_band"))));
      cells.add(number(line.number("people")));
      if (lists) {
        cells.add(number(line.number("listed")));
        cells.add(share(line));
      }
      rows.add(cells);
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.dimension("area", "Area", Column.Type.STRING, "Area of residence"));
    columns.add(Column.dimension("age", "Age", Column.Type.STRING, "Age in years"));
    columns.add(Column.estimate("people", "People", "", "In the target cohort"));
    if (lists) {
      columns.add(Column.estimate("listed", "On the list", "", "Those with the highest risk"));
      columns.add(Column.estimate("share", "Share on the list, %", "", "Listed of all"));
    }
    return table(
        "cohort",
        lists ? "People at high risk, by area and age" : "The people it is about, by area and age",
        columns,
        rows);
  }

  /** In whole per cent, as both counts are rounded; of few people it would say nothing. */
  private static Cell share(Line line) {
    return line.number("people") < FEW
        ? Cell.missing("fewer than " + FEW + " people")
        : number(Math.rint(line.number("listed_percent")));
  }

  /** For whom the risk came true: the groups that could be judged, everybody first. */
  public static Optional<Table> groups(Table gates, GroupWords words) {
    // Ratios are published of many outcomes only; a column of blanks would look like a fault.
    boolean ratios =
        ReportTables.lines(gates).stream()
            .anyMatch(line -> !Double.isNaN(line.number("observed_per_expected")));
    Map<String, List<Cell>> rows = new LinkedHashMap<>();
    for (boolean everybody : new boolean[] {true, false}) {
      for (Line line : ReportTables.lines(gates)) {
        String group = line.text("group_name");
        if (assessed(line) && group.equals(GroupGate.EVERYBODY) == everybody) {
          String name = words.group(line.text("attribute"), group);
          double ratio = line.number("observed_per_expected");
          List<Cell> cells = new ArrayList<>(List.of(Cell.text(name)));
          if (ratios) {
            cells.add(
                Double.isNaN(ratio)
                    ? Cell.missing("too few to show")
                    : Cell.number(Math.rint(100 * ratio)));
          }
          cells.add(Cell.text(meaning(line.text("verdict"), everybody)));
          rows.putIfAbsent(name, cells);
        }
      }
    }
    List<Column> columns =
        new ArrayList<>(
            List.of(Column.dimension("people", "People", Column.Type.STRING, "The group")));
    if (ratios) {
      columns.add(
          Column.estimate("came", "Outcomes for each 100 expected", "", "100 is exactly right"));
    }
    columns.add(Column.text("verdict", "How far it came true", "What follows"));
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            table("groups", "For whom the risk came true", columns, List.copyOf(rows.values())));
  }

  private static boolean assessed(Line line) {
    return !line.text("verdict").equals(GroupGate.Status.NOT_ASSESSED.code());
  }

  private static String meaning(String verdict, boolean everybody) {
    if (verdict.equals(GroupGate.Status.PASSED.code())) {
      return "as often as it says, but for chance";
    }
    return everybody ? "withdrawn: nobody is listed" : "withdrawn: nobody of them is listed";
  }

  /** The groups of a verdict in one phrase; attributes of which all groups have it as a whole. */
  public static String named(Table gates, GroupGate.Status status, GroupWords words) {
    Map<String, List<String>> those = new TreeMap<>();
    Map<String, Integer> sizes = new TreeMap<>();
    for (Line line : ReportTables.lines(gates)) {
      String attribute = line.text("attribute");
      if (!line.text("group_name").equals(GroupGate.EVERYBODY)) {
        sizes.merge(attribute, 1, Integer::sum);
        if (line.text("verdict").equals(status.code())) {
          those
              .computeIfAbsent(attribute, any -> new ArrayList<>())
              .add(words.group(attribute, line.text("group_name")));
        }
      }
    }
    List<String> phrases = new ArrayList<>();
    those.forEach(
        (attribute, names) ->
            phrases.add(
                names.size() > 1 && names.size() == sizes.getOrDefault(attribute, 0)
                    ? words.every(attribute)
                    : GroupWords.joined(names)));
    return String.join("; ", phrases);
  }

  /** What lists would find, a column for each way to make them; none where nothing may be shown. */
  public static Optional<Table> lists(Table lists, String kept) {
    Map<String, Map<String, Double>> found = new LinkedHashMap<>();
    List<String> ways = new ArrayList<>();
    for (Line line : ReportTables.lines(lists)) {
      double percent = line.number("found_percent");
      if (!Double.isNaN(percent)) {
        String way = line.text("method");
        found.computeIfAbsent(line.text("list"), any -> new LinkedHashMap<>()).put(way, percent);
        if (!ways.contains(way)) {
          ways.add(way);
        }
      }
    }
    ways.sort((a, b) -> Boolean.compare(b.equals(kept), a.equals(kept)));
    List<Column> columns = new ArrayList<>();
    columns.add(Column.dimension("list", "List of people", Column.Type.STRING, "How long it is"));
    for (String way : ways) {
      String title = way.equals(kept) ? "This risk" : "By " + way(way);
      columns.add(Column.estimate("by_" + ways.indexOf(way), title, "", "Of each 100 on the list"));
    }
    List<List<Cell>> rows = new ArrayList<>();
    found.forEach(
        (list, byWay) -> {
          List<Cell> cells = new ArrayList<>();
          cells.add(Cell.text(list.replace(" 0", " ")));
          ways.forEach(way -> cells.add(number(byWay.getOrDefault(way, Double.NaN))));
          rows.add(cells);
        });
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            table("lists", "Of each 100 people on a list, so many had the outcome", columns, rows));
  }

  /** Why people are on the list, the most frequent reason first; none where none may be shown. */
  public static Optional<Table> reasons(Table reasons) {
    List<Line> lines =
        ReportTables.lines(reasons).stream()
            .filter(line -> line.number("among_first_percent") >= SHOWN_PERCENT)
            .sorted(Comparator.comparingDouble(line -> -line.number("among_first_percent")))
            .toList();
    List<List<Cell>> rows = new ArrayList<>();
    for (Line line : lines) {
      rows.add(
          List.of(
              Cell.text(line.text("words")),
              number(line.number("among_first_percent")),
              number(line.number("raises_percent"))));
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            table(
                "reasons",
                "Why people are on the list: the three reasons that move each one's risk most",
                List.of(
                    Column.dimension("why", "Reason", Column.Type.STRING, "In words"),
                    Column.estimate(
                        "first", "Among the three", "", "Of each 100 people on the list"),
                    Column.estimate(
                        "raises", "Raises the risk", "", "Of each 100 people on the list")),
                rows));
  }

  /** What acting on the risk is worth beside other ways. */
  public static Table gains(Table gains) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Line line : ReportTables.lines(gains)) {
      rows.add(
          List.of(
              Cell.text(way(line.text("rival"))),
              number(line.number("gain")),
              number(line.number("lower_95")),
              number(line.number("upper_95"))));
    }
    return table(
        "gains",
        "What acting on the risk is worth, more than acting otherwise, on the people tested",
        List.of(
            Column.dimension("rival", "Compared with", Column.Type.STRING, "What else to do"),
            Column.estimate(
                "gain",
                "True cases found, less needless visits",
                "per 1,000 people",
                "Net benefit, mean over the thresholds"),
            Column.estimate("lower_95", "Lower 95 %", "", "Rows of a person taken together"),
            Column.estimate("upper_95", "Upper 95 %", "", "Rows of a person taken together")),
        rows);
  }

  /** A blank phrase says nothing; else the sentence around it. */
  public static Optional<String> sentence(String before, String phrase) {
    return phrase.isEmpty()
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "%s%s.", before, phrase));
  }

  private static Cell number(double value) {
    return Double.isNaN(value) ? Cell.missing("not shown") : Cell.number(value);
  }

  private static Table table(
      String name, String title, List<Column> columns, List<List<Cell>> rows) {
    return new Table(name, title, "From the published tables", DimensionTables.OWN, columns, rows);
  }
}
