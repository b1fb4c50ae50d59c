package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.models.vocabulary.Sector;
import org.tidetable.pipeline.publish.ReportTables.Line;

/** What the records of each sector add to a risk. */
public final class SectorGainTables {
  public static final String SECTOR_GAINS = "fact_risk_sector_gains";

  /** All sectors but health, taken together. */
  public static final String OTHERS = "all_but_health";

  /** Whom a model was learnt from moves AUROC by as much; the ranges do not hold that chance. */
  private static final double MARGIN = 0.002;

  private static final String ADDS = "adds";
  private static final String NOTHING = "adds nothing beyond chance";
  private static final String NOT_ASSESSED = "not assessed";

  private SectorGainTables() {}

  /**
   * What each sector adds to all others, on the validation date.
   *
   * @param noLists the risks that are not to be used, by name: of these nothing is concluded
   */
  public static Table sectors(Map<String, List<Row>> lifts, Map<String, String> noLists) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.dimension(
                    "problem", "Risk", Column.Type.STRING, "The risk's name in the configuration"),
                Column.dimension(
                    "sector",
                    "Records of",
                    Column.Type.STRING,
                    "A sector, or all_but_health: what a model without its records lacks"),
                Column.estimate(
                    "auroc_gain",
                    "Gain in AUROC",
                    "",
                    "AUROC with all records, less that without the sector's"),
                Column.estimate("auroc_lower_95", "Lower 95 %", "", "Resampling people"),
                Column.estimate("auroc_upper_95", "Upper 95 %", "", "Resampling people")));
    columns.addAll(RiskWorthTables.gainColumns("Gain in net benefit"));
    columns.add(
        Column.text(
            "verdict",
            "Verdict",
            "On AUROC: adds, where the range of its gain lies above 0.002; else adds nothing beyond"
                + " chance; not assessed, where the risk is not to be used"));
    List<List<Cell>> rows = new ArrayList<>();
    lifts.forEach(
        (problem, list) -> {
          for (Row row : list) {
            long people = row.<Integer>getAs("people");
            List<Cell> cells =
                new ArrayList<>(
                    List.of(
                        Cell.text(problem),
                        Cells.text(row, "sector"),
                        Cells.estimate(row, "auroc", people),
                        Cells.estimate(row, "auroc_lower", people),
                        Cells.estimate(row, "auroc_upper", people)));
            cells.addAll(RiskWorthTables.gainCells(row, people));
            cells.add(Cell.text(noLists.containsKey(problem) ? NOT_ASSESSED : verdict(row)));
            rows.add(cells);
          }
        });
    return new Table(
        SECTOR_GAINS,
        "What each sector's records add",
        "The same quick model with and without them, both learnt from up to 10,000 rows and tested"
            + " on people later in time",
        new Source.FromEvents(),
        columns,
        rows);
  }

  /** Blank where there is no range. */
  private static String verdict(Row row) {
    Double lower = row.getAs("auroc_lower");
    if (lower == null) {
      return "";
    }
    return lower > MARGIN ? ADDS : NOTHING;
  }

  /** What a risk's rows of the published table say, in a sentence each. */
  public static List<String> sentences(Table sectors) {
    List<String> sentences = new ArrayList<>();
    for (Line line : ReportTables.lines(sectors)) {
      String records = records(line.text("sector"));
      if (Double.isNaN(line.number("auroc_gain"))) {
        continue; // The gate shows no number of so few people, and so no word of it either.
      }
      switch (line.text("verdict")) {
        case ADDS -> sentences.add(adds(records, line));
        case NOTHING -> sentences.add(records + " add nothing beyond chance to all other records.");
        default -> {
          // It has no range, or the risk is not to be used.
        }
      }
    }
    return sentences;
  }

  private static String adds(String records, Line line) {
    double gain = line.number("auroc_gain");
    double more = line.number("gain");
    return String.format(
        Locale.ROOT,
        "%s add to all other records: with them %.1f more of 100 pairs of people are in the right"
            + " order (%.1f to %.1f)%s.",
        records,
        100 * gain,
        100 * line.number("auroc_lower_95"),
        100 * line.number("auroc_upper_95"),
        Double.isNaN(more) ? "" : acting(more, line.number("lower_95"), line.number("upper_95")));
  }

  private static String acting(double more, double lower, double upper) {
    String words =
        lower > 0
            ? ", and acting finds %.1f more true cases in 1,000 people, less needless visits (%.1f"
                + " to %.1f)"
            : "; that acting finds more true cases is not shown (%.1f in 1,000 people, less needless"
                + " visits, %.1f to %.1f)";
    return String.format(Locale.ROOT, words, more, lower, upper);
  }

  private static String records(String sector) {
    for (Sector each : Sector.values()) {
      if (each.code().equals(sector)) {
        return "Records of " + each.label().toLowerCase(Locale.ROOT);
      }
    }
    return "The records of all sectors but health, together,";
  }
}
