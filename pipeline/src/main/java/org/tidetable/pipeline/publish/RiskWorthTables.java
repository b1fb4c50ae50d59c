package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.models.card.GroupVerdicts;
import org.tidetable.models.evaluation.risk.GroupGate;

/** For whom risks come true, and what acting on them is worth. */
public final class RiskWorthTables {
  public static final String GROUPS = "fact_risk_groups";
  public static final String GAINS = "fact_risk_gains";

  private static final Source PEOPLE = new Source.FromEvents();
  private static final int ENOUGH = 800;
  private static final int GAIN = 3;
  private static final String NOT_ASSESSED = "not assessed: the risk is not to be used";
  private static final String FEW = "too few people stand behind it";

  private RiskWorthTables() {}

  /**
   * Every group in which risks must come true, with the verdict of its gate; none of few people,
   * all small groups together included: what is left would tell who they are.
   */
  public static Table groups(Map<String, List<Row>> gates) {
    List<Column> columns =
        List.of(
            problem(),
            Column.dimension(
                "attribute",
                "By",
                Column.Type.STRING,
                "What divides people: age_band, area, deprivation, ethnic_group, sex; looked_after"
                    + " where people under 26 are among them and the sources record spells or placements"
                    + " of children in care; of joined tables the columns that were asked for"),
            Column.dimension(
                "group_name",
                "Group",
                Column.Type.STRING,
                Hierarchy.total(GroupGate.EVERYBODY),
                "A group of the attribute, of ten tested people or more; of looked_after: now, before"
                    + " (a record is there, none known to go on), never known, as far as was known"
                    + " on the index date; now or before where either has fewer than ten"),
            Column.estimate(
                "observed_per_expected",
                "Came for each expected",
                "",
                "Outcomes that came for each one expected; only where 800 or more came"),
            Column.text(
                "verdict",
                "Verdict",
                "passed; withdrawn: nobody of the group is listed; not_assessed: under 200 outcomes"));
    List<List<Cell>> rows = new ArrayList<>();
    gates.forEach(
        (problem, list) -> {
          for (Row row : list) {
            if (row.<Integer>getAs("people") >= GroupVerdicts.LEAST) {
              rows.add(
                  List.of(
                      Cell.text(problem),
                      Cells.text(row, "attribute"),
                      Cells.text(row, "group_name"),
                      ratio(row),
                      Cells.text(row, "verdict")));
            }
          }
        });
    return new Table(
        GROUPS,
        "For whom the risks come true",
        "By group of the validated people; a group is withdrawn where outcomes differ from what was"
            + " expected by more than 5 % and by more than chance",
        PEOPLE,
        columns,
        rows);
  }

  /**
   * Net benefit of the kept method, more than of each rival.
   *
   * @param noLists why a risk is not to be used, by its name: acting on it is worth nothing then
   */
  public static Table gains(Map<String, List<Row>> gains, Map<String, String> noLists) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                problem(),
                Column.dimension(
                    "rival",
                    "Rival",
                    Column.Type.STRING,
                    "A method, or to see all people, or none")));
    columns.addAll(gainColumns("Gain"));
    List<List<Cell>> rows = new ArrayList<>();
    gains.forEach(
        (problem, list) -> {
          for (Row row : list) {
            long people = row.<Integer>getAs("people");
            List<Cell> cells =
                new ArrayList<>(List.of(Cell.text(problem), Cells.text(row, "rival")));
            cells.addAll(
                noLists.containsKey(problem)
                    ? Collections.nCopies(GAIN, Cell.missing(NOT_ASSESSED))
                    : gainCells(row, people));
            rows.add(cells);
          }
        });
    return new Table(
        GAINS,
        "What acting on the risks is worth",
        "Net benefit of the kept method, more than of each rival, on the validation date; none of a"
            + " risk that is not to be used",
        PEOPLE,
        columns,
        rows);
  }

  /** A gain in net benefit and its range. */
  static List<Column> gainColumns(String title) {
    return List.of(
        Column.estimate(
            "gain",
            title,
            "per 1,000 people",
            "True cases found, less needless visits at the rate of the threshold; mean over the"
                + " thresholds"),
        Column.estimate("lower_95", "Lower 95 %", "", "Rows of a person taken together"),
        Column.estimate("upper_95", "Upper 95 %", "", "Rows of a person taken together"));
  }

  static List<Cell> gainCells(Row row, long people) {
    return List.of(
        Cells.estimate(row, "gain", people),
        Cells.estimate(row, "lower", people),
        Cells.estimate(row, "upper", people));
  }

  // Counts of the same people by band are published already: counts by group, rounded apart, would
  // tell of single people where they differ. Shares of few people would, too: at 800 a whole per
  // cent is as wide as the rounding of a count.
  private static Cell ratio(Row row) {
    Double ratio = row.getAs("ratio");
    return row.<Integer>getAs("with_outcome") < ENOUGH || ratio == null
        ? Cell.suppressed(FEW)
        : Cell.estimate(Math.rint(100 * ratio) / 100, row.<Integer>getAs("people"));
  }

  private static Column problem() {
    return Column.dimension(
        "problem", "Risk", Column.Type.STRING, "The risk's name in the configuration");
  }
}
