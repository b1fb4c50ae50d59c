package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.evaluation.risk.GroupGate;
import org.tidetable.models.evaluation.risk.WithdrawnGroups;

/** Who is at risk, as counts; how good the risks are; and how they came true. */
public final class RiskTables {
  public static final String COHORTS = "fact_cohort_summary";
  public static final String CALIBRATION = "fact_risk_calibration";
  public static final String ACCURACY = "fact_risk_accuracy";

  private static final Source PEOPLE = new Source.FromEvents();
  private static final int BAND_PEOPLE = 2;
  private static final int BAND_WITH = 3;
  private static final int BAND_EXPECTED = 4;

  private RiskTables() {}

  /**
   * People of the target cohorts, and those listed, by area and age. The counts are not protected:
   * the gate does that.
   *
   * @param scored for each risk its scored people
   * @param allAreas the area that stands for all
   * @param noLists why a risk lists nobody, by its name: blank is shown then, as 0 would mean that
   *     nobody is at risk
   * @param gates the verdicts on groups, as {@link RiskWorthTables#groups} takes them
   */
  public static Table cohorts(
      Map<String, List<Row>> scored,
      String allAreas,
      Map<String, String> noLists,
      Map<String, List<Row>> gates) {
    List<Column> columns =
        List.of(
            problem(),
            Column.dimension(
                "area_code",
                "Area",
                Column.Type.STRING,
                Hierarchy.total(allAreas),
                "Area of residence"),
            Column.dimension(
                "age_band",
                "Age",
                Column.Type.STRING,
                Hierarchy.total(StoreSchema.ALL),
                "Age in years"),
            Column.count(
                "people", "People", "people of target cohorts", "", "In the target cohort"),
            Column.part(
                "listed", "On the list", "people", "", "Those with the highest risk of their area"),
            Column.percentage(
                "listed_percent", "Share on the list", "listed", "people", "Listed of all"),
            Column.text(
                "status",
                "Status",
                "Why nobody can be listed, or why another number of the row is absent; else blank"));
    List<List<Cell>> rows = new ArrayList<>();
    scored.forEach(
        (problem, people) -> {
          Map<List<String>, long[]> counts =
              new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
          for (Row row : people) {
            String area = row.getAs("area_code");
            String age = row.getAs("age_band");
            for (String place : List.of(area, allAreas)) {
              for (String band : List.of(age, StoreSchema.ALL)) {
                long[] count = counts.computeIfAbsent(List.of(place, band), any -> new long[2]);
                count[0]++;
                count[1] += row.<Boolean>getAs("listed") ? 1 : 0;
              }
            }
          }
          Cell none = Cell.missing(noLists.getOrDefault(problem, ""));
          WithdrawnGroups groups = withdrawn(gates.getOrDefault(problem, List.of()));
          counts.forEach(
              (place, count) ->
                  rows.add(
                      List.of(
                          Cell.text(problem),
                          Cell.text(place.get(0)),
                          Cell.text(place.get(1)),
                          Cell.count(count[0]),
                          noLists.containsKey(problem) ? none : Cell.count(count[1]),
                          Cell.missing("worked out from the protected counts"),
                          (!place.get(0).equals(allAreas) && groups.hold("area", place.get(0)))
                                  || (!place.get(1).equals(StoreSchema.ALL)
                                      && groups.hold("age_band", place.get(1)))
                              ? Cell.text("withdrawn for this group")
                              : Cell.BLANK)));
        });
    return new Table(
        COHORTS,
        "People at high risk, by area and age",
        "Counts of the target cohort and of those listed; every count is protected",
        PEOPLE,
        columns,
        rows);
  }

  /** For whom a risk is withdrawn, from the verdicts of its gates. */
  public static WithdrawnGroups withdrawn(List<Row> gates) {
    List<WithdrawnGroups.Verdict> verdicts = new ArrayList<>();
    for (Row gate : gates) {
      verdicts.add(
          new WithdrawnGroups.Verdict(
              gate.getAs("attribute"),
              gate.getAs("group_name"),
              GroupGate.Status.of(gate.getAs("verdict"))));
    }
    return WithdrawnGroups.of(verdicts);
  }

  /** People by falling risk on the validation date, and how many had the outcome after it. */
  public static Table calibration(Map<String, List<Row>> bands) {
    List<Column> columns =
        List.of(
            problem(),
            Column.dimension(
                "risk_band",
                "Highest risk first, %",
                Column.Type.STRING,
                Hierarchy.total(StoreSchema.ALL),
                "Per cent of all people, from the highest risk down; 00-01 is the highest 1 %"),
            Column.count("people", "People", "validated people", "", "People in the band"),
            Column.part(
                "with_outcome",
                "With the outcome",
                "people",
                "",
                "Those it happened to; who stayed stands for who went out of view"),
            Column.estimate("predicted", "Predicted", "%", "Mean predicted risk of the band"),
            Column.percentage(
                "observed", "It happened to", "with_outcome", "people", "Share of the band"));
    List<List<Cell>> rows = new ArrayList<>();
    bands.forEach(
        (problem, list) -> {
          long people = 0;
          long with = 0;
          double expected = 0;
          for (Row row : list) {
            rows.add(
                band(
                    problem,
                    row.getString(1),
                    row.getInt(BAND_PEOPLE),
                    row.getInt(BAND_WITH),
                    row.getDouble(BAND_EXPECTED)));
            people += row.getInt(BAND_PEOPLE);
            with += row.getInt(BAND_WITH);
            expected += row.getInt(BAND_PEOPLE) * row.getDouble(BAND_EXPECTED);
          }
          rows.add(
              band(problem, StoreSchema.ALL, people, with, people == 0 ? 0 : expected / people));
        });
    return new Table(
        CALIBRATION,
        "Predicted risk, and what happened",
        "On the validation date: people who the model had not learnt from later in time",
        PEOPLE,
        columns,
        rows);
  }

  private static List<Cell> band(
      String problem, String name, long people, long with, double expected) {
    return List.of(
        Cell.text(problem),
        Cell.text(name),
        Cell.count(people),
        Cell.count(with),
        Cell.estimate(expected, people),
        Cell.missing("worked out from the protected counts"));
  }

  /**
   * Scores of every method on the validation date.
   *
   * @param notMade why a risk was not made, by its name
   */
  public static Table accuracy(Map<String, List<Row>> scores, Map<String, String> notMade) {
    List<Column> columns =
        List.of(
            problem(),
            Column.dimension("method", "Method", Column.Type.STRING, "See dim_model"),
            Column.dimension(
                "score",
                "Score",
                Column.Type.STRING,
                "auroc, auroc_below_kept, calibration_slope ..."),
            Column.text("kept", "Kept", "yes for the method that makes the lists"),
            Column.estimate("value", "Value", "", "The score"),
            Column.estimate("lower_95", "Lower 95 %", "", "Resampling people"),
            Column.estimate("upper_95", "Upper 95 %", "", "Resampling people"));
    List<List<Cell>> rows = new ArrayList<>();
    scores.forEach(
        (problem, list) -> {
          for (Row row : list) {
            long basis = row.<Integer>getAs("people");
            rows.add(
                List.of(
                    Cell.text(problem),
                    Cells.text(row, "method"),
                    Cells.text(row, "score"),
                    Cell.text(row.<Boolean>getAs("kept") ? "yes" : "no"),
                    Cells.estimate(row, "value", basis),
                    Cells.estimate(row, "lower", basis),
                    Cells.estimate(row, "upper", basis)));
          }
        });
    notMade.forEach(
        (problem, cause) -> {
          Cell missing = Cell.missing("not made: " + cause);
          rows.add(
              List.of(
                  Cell.text(problem),
                  Cell.text("not_made"),
                  Cell.text("auroc"),
                  Cell.text("no"),
                  missing,
                  missing,
                  missing));
        });
    return new Table(
        ACCURACY,
        "How good the risks are",
        "Scores on people later in time, with 95 % intervals",
        PEOPLE,
        columns,
        rows);
  }

  private static Column problem() {
    return Column.dimension(
        "problem", "Risk", Column.Type.STRING, "The risk's name in the configuration");
  }
}
