package org.tidetable.pipeline.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.features.cohort.LifeCoursePass;
import org.tidetable.features.store.StoreSchema;

/** In which groups people were a year ago, and in which they are now. */
public final class SegmentTables {
  public static final String MOVEMENT = "fact_segment_movement";

  private SegmentTables() {}

  /**
   * People by sector and groups on two dates. The counts are not protected: the gate does that.
   *
   * @param moves sector, group before, group now, people
   * @param now the later date
   */
  public static Table movement(List<Row> moves, LocalDate now) {
    Map<List<String>, Long> counts = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (Row move : moves) {
      String sector = move.getAs(LifeCoursePass.SECTOR);
      String before = move.getAs(LifeCoursePass.BEFORE);
      String today = move.getAs(LifeCoursePass.NOW);
      for (String from : List.of(before, StoreSchema.ALL)) {
        for (String to : List.of(today, StoreSchema.ALL)) {
          counts.merge(
              List.of(sector, from, to), move.<Long>getAs(LifeCoursePass.PEOPLE), Long::sum);
        }
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    counts.forEach(
        (place, people) ->
            rows.add(
                List.of(
                    Cell.day(now),
                    Cell.text(place.get(0)),
                    Cell.text(place.get(1)),
                    Cell.text(place.get(2)),
                    Cell.count(people))));
    return new Table(
        MOVEMENT,
        "Groups of people, a year ago and now",
        "People by what the records of each sector show; every count is protected",
        new Source.FromEvents(),
        List.of(
            Column.dimension(
                "as_of", "As of", Column.Type.DATE, "The later date; the other is a year before"),
            Column.dimension(
                LifeCoursePass.SECTOR,
                "Sector",
                Column.Type.STRING,
                "health, adult care, children's care, education, or across sectors"),
            Column.dimension(
                LifeCoursePass.BEFORE,
                "A year ago",
                Column.Type.STRING,
                Hierarchy.total(StoreSchema.ALL),
                "Group a year before; all for everybody"),
            Column.dimension(
                LifeCoursePass.NOW,
                "Now",
                Column.Type.STRING,
                Hierarchy.total(StoreSchema.ALL),
                "Group on the date; all for everybody"),
            Column.count(
                LifeCoursePass.PEOPLE,
                "People",
                "people by group of a sector",
                "",
                "Who moved so")),
        rows);
  }

  /** The moves from one group to another as a report shows them: the largest first. */
  public static Table shown(Table safe, int most) {
    List<List<Cell>> rows = new ArrayList<>();
    for (List<Cell> row : safe.rows()) {
      String before = text(safe, row, LifeCoursePass.BEFORE);
      String now = text(safe, row, LifeCoursePass.NOW);
      boolean whole = before.equals(StoreSchema.ALL) || now.equals(StoreSchema.ALL);
      double people = number(text(safe, row, LifeCoursePass.PEOPLE));
      if (!whole && !before.equals(now) && people > 0) {
        rows.add(
            List.of(
                Cell.text(text(safe, row, LifeCoursePass.SECTOR)),
                Cell.text(before),
                Cell.text(now),
                Cell.number(people)));
      }
    }
    int people = 3;
    rows.sort(
        (a, b) ->
            Double.compare(
                number(b.get(people).fold(Plain.TEXT)), number(a.get(people).fold(Plain.TEXT))));
    return new Table(
        "moves",
        "The largest moves between groups within a year",
        String.format(Locale.ROOT, "Protected counts; the %d largest", most),
        DimensionTables.OWN,
        List.of(
            Column.dimension("sector", "Sector", Column.Type.STRING, "Whose records"),
            Column.dimension("before", "A year ago", Column.Type.STRING, "The group then"),
            Column.dimension("now", "Now", Column.Type.STRING, "The group now"),
            Column.estimate("people", "People", "", "Who moved so")),
        rows.subList(0, Math.min(most, rows.size())));
  }

  private static String text(Table table, List<Cell> row, String column) {
    return row.get(table.indexOf(column)).fold(Plain.TEXT);
  }

  private static double number(String text) {
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }
}
