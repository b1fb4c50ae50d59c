package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.publish.ReportTables.Line;

/** What lists of people would find. */
public final class RiskListTables {
  public static final String LISTS = "fact_risk_lists";

  /** Of lists that events make the dates of: only the last month's people are on them. */
  public static final String LAST_MONTH = ", last month";

  private static final int ENOUGH = 800;
  private static final String FEW = "too few people stand behind it";

  private RiskListTables() {}

  /**
   * What has been published of the people of a risk: figures of lists are worked out from it, for
   * two roundings of one count tell more of it than each alone.
   */
  private record Published(double people, double withOutcome) {}

  /**
   * What lists of people hold, for every method and rival.
   *
   * @param noLists why a risk lists nobody, by its name
   * @param costs of seeing one person, by risk, where they were declared
   * @param calibration as it is published
   */
  public static Table lists(
      Map<String, List<Row>> lists,
      Map<String, String> noLists,
      Map<String, Double> costs,
      Optional<Table> calibration) {
    List<Column> columns =
        List.of(
            Column.dimension(
                "problem", "Risk", Column.Type.STRING, "The risk's name in the configuration"),
            Column.dimension("method", "Method", Column.Type.STRING, "See dim_model"),
            Column.dimension(
                "list",
                "List",
                Column.Type.STRING,
                "Per cent of people with the highest risks, how many of them, or how many of each"
                    + " area: as the lists of the run are made"),
            Column.estimate("places", "Places", "people", "People on the list, in tens"),
            Column.estimate(
                "found_percent",
                "Found",
                "%",
                "Share of the list with the outcome, in whole per cents; only of 800 places or more"),
            Column.estimate("lower_95", "Found, lower 95 %", "%", "Resampling people"),
            Column.estimate("upper_95", "Found, upper 95 %", "%", "Resampling people"),
            Column.estimate(
                "sensitivity_percent",
                "Of all outcomes",
                "%",
                "Share of all outcomes that is on the list, in whole per cents"),
            Column.estimate("sensitivity_lower_95", "Of all, lower 95 %", "%", "Resampling people"),
            Column.estimate("sensitivity_upper_95", "Of all, upper 95 %", "%", "Resampling people"),
            Column.estimate(
                "cost_per_true_case",
                "Cost of a true case",
                "as declared",
                "The declared cost of seeing one person, over the share found; blank without one"),
            Column.estimate(
                "cost_lower_95", "Cost, lower 95 %", "as declared", "If most are found"),
            Column.estimate(
                "cost_upper_95", "Cost, upper 95 %", "as declared", "If fewest are found"),
            Column.estimate(
                "stability_jaccard",
                "Stability (Jaccard)",
                "",
                "Of lists by the kept method learnt anew from people drawn anew: rows on both of two"
                    + " lists over those on either, mean over all pairs (a person has one row where"
                    + " risks are of one date); 1 is the same list. Learnt with fixed settings from"
                    + " up to 10,000 rows. Blank for other methods; where the risk has stability: 0,"
                    + " is of joined tables or is not to be used; where the list is too short for"
                    + " its figures to be shown; and where fewer than two draws had both outcomes"));
    List<List<Cell>> rows = new ArrayList<>();
    lists.forEach(
        (problem, list) -> {
          Published published = published(problem, calibration);
          for (Row row : list) {
            List<Cell> cells =
                new ArrayList<>(
                    List.of(
                        Cell.text(problem), Cells.text(row, "method"), Cells.text(row, "list")));
            int listed = row.<Integer>getAs("listed");
            if (noLists.containsKey(problem)) {
              blank(cells, Cell.missing(noLists.getOrDefault(problem, "")));
            } else if (listed < ENOUGH || row.getAs("found") == null) {
              blank(cells, Cell.suppressed(FEW));
            } else {
              figures(cells, row, published, Optional.ofNullable(costs.get(problem)));
            }
            rows.add(List.copyOf(cells));
          }
        });
    return new Table(
        LISTS,
        "What lists would find",
        "On the validation date: lists by the model, and by rivals that know less",
        new Source.FromEvents(),
        columns,
        rows);
  }

  private static Published published(String problem, Optional<Table> calibration) {
    return calibration
        .flatMap(
            table ->
                ReportTables.lines(table).stream()
                    .filter(line -> line.text("problem").equals(problem))
                    .filter(line -> line.text("risk_band").equals(StoreSchema.ALL))
                    .findFirst())
        .map(line -> new Published(line.number("people"), line.number("with_outcome")))
        .orElse(new Published(Double.NaN, Double.NaN));
  }

  private static void blank(List<Cell> cells, Cell blank) {
    for (int column = 0; column < 11; column++) {
      cells.add(blank);
    }
  }

  // Counts of the same people by band are published already: counts by list, rounded apart, would
  // tell of single people where they differ. Shares of few people would, too: at 800 a whole per
  // cent is as wide as the rounding of a count. So all else is worked out from that whole per cent.
  private static void figures(
      List<Cell> cells, Row row, Published published, Optional<Double> cost) {
    int listed = row.<Integer>getAs("listed");
    Double share = row.getAs("share");
    double places = Math.rint((share == null ? listed : share * published.people) / 10) * 10;
    double found = Math.rint(100 * row.<Double>getAs("found"));
    // The published outcomes are of all dates, and no share of those of one month.
    boolean whole = !row.<String>getAs("list").endsWith(LAST_MONTH);
    double all =
        whole ? Math.min(100, Math.rint(found * places / published.withOutcome)) : Double.NaN;
    cells.add(cell(places, listed));
    Range foundRange = Range.around(found, row, "found");
    cells.add(cell(found, listed));
    cells.add(cell(foundRange.lower, listed));
    cells.add(cell(foundRange.upper, listed));
    Range allRange =
        whole ? Range.around(all, row, "sensitivity") : new Range(Double.NaN, Double.NaN);
    cells.add(cell(all, listed));
    cells.add(cell(allRange.lower, listed));
    cells.add(cell(allRange.upper, listed));
    for (double percent : new double[] {found, foundRange.upper, foundRange.lower}) {
      cells.add(
          cost.filter(any -> percent > 0)
              .map(each -> cell(100 * each / percent, listed))
              .orElse(Cell.missing("")));
    }
    Double stability = row.getAs("stability");
    cells.add(
        stability == null ? Cell.missing("") : cell(Math.rint(100 * stability) / 100, listed));
  }

  /** A range in whole per cents, as wide as the true one, rounded outward. */
  private record Range(double lower, double upper) {
    static Range around(double percent, Row row, String name) {
      Double value = row.getAs(name);
      Double lower = row.getAs(name + "_lower");
      Double upper = row.getAs(name + "_upper");
      if (value == null || lower == null || upper == null) {
        return new Range(Double.NaN, Double.NaN);
      }
      return new Range(
          Math.max(0, percent - Math.ceil(100 * (value - lower))),
          Math.min(100, percent + Math.ceil(100 * (upper - value))));
    }
  }

  private static Cell cell(double value, long basis) {
    return Double.isFinite(value) ? Cell.estimate(value, basis) : Cell.missing("not defined");
  }

  /** What the list that a run makes would have found, where that is published. */
  public static Optional<String> sentence(Table lists, String kept) {
    return ReportTables.lines(lists).stream()
        .filter(line -> line.text("method").equals(kept))
        .filter(line -> line.text("list").contains("of each area"))
        .filter(line -> !Double.isNaN(line.number("found_percent")))
        .map(RiskListTables::sentence)
        .findFirst();
  }

  private static String money(double cost) {
    return String.format(Locale.ROOT, cost < 10 ? "%.2f" : "%,.0f", cost);
  }

  private static String sentence(Line line) {
    double all = line.number("sensitivity_percent");
    double cost = line.number("cost_per_true_case");
    return String.format(
        Locale.ROOT,
        "A list of the %s, as this run makes it, would have held %.0f people who had the outcome in"
            + " each 100 (%.0f to %.0f)%s%s.",
        line.text("list"),
        line.number("found_percent"),
        line.number("lower_95"),
        line.number("upper_95"),
        Double.isNaN(all) ? "" : String.format(Locale.ROOT, ", and %.0f %% of all who had it", all),
        Double.isNaN(cost)
            ? ""
            : String.format(
                Locale.ROOT, "; to see the list costs %s for each of them", money(cost)));
  }
}
