package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.care.SeriesCare;
import org.tidetable.models.forecast.care.SeriesNote;
import org.tidetable.pipeline.conf.Planning;

/** What is unusual in the series of a demand, found or declared, as it lies between the stages. */
final class NoteStore {
  static final StructType NOTES =
      new StructType()
          .add("series_id", StringType, false)
          .add("period_start", DateType, false)
          .add("period_end", DateType, false)
          .add("note", StringType, false)
          .add("size", DoubleType)
          .add("words", StringType, false);

  private static final String BREAK = "declared_break";
  private static final String PART_LEFT_OUT = "part_left_out";
  private static final int NAMED = 3;

  private NoteStore() {}

  /**
   * The notes on series.
   *
   * @param unlike days that are known to be unlike others
   * @param counts whether values are counts
   */
  static List<Row> rows(
      List<Series> known, PlannedDemand planned, Set<LocalDate> unlike, boolean counts) {
    List<Row> rows = new ArrayList<>();
    for (Series one : known) {
      for (Planning.Break each : planned.breaks()) {
        declared(one, each, rows);
      }
      partLeftOut(one, planned.leftOutOf(one.id()), rows);
      for (SeriesNote note : SeriesCare.notes(planned.learned(one), unlike, counts)) {
        boolean masked =
            note.kind() == SeriesNote.Kind.GAP
                && planned.breaks().stream()
                    .anyMatch(each -> each.holds(one.period(note.first()).toLocalDate()));
        if (!masked) {
          rows.add(
              row(
                  one,
                  note.first(),
                  note.last(),
                  note.kind().code(),
                  note.size(),
                  words(note, one.grain().season() > 1)));
        }
      }
    }
    return rows;
  }

  private static void declared(Series one, Planning.Break each, List<Row> rows) {
    int first = -1;
    int last = -1;
    for (int at = 0; at < one.length(); at++) {
      if (each.holds(one.period(at).toLocalDate())) {
        first = first < 0 ? at : first;
        last = at;
      }
    }
    if (first >= 0) {
      rows.add(
          row(
              one,
              first,
              last,
              BREAK,
              last - first + 1.0,
              "not learnt from, as declared: " + each.reason()));
    }
  }

  /** A total goes on to hold what is left out by itself: whoever reads it should know. */
  private static void partLeftOut(Series one, List<String> parts, List<Row> rows) {
    if (parts.isEmpty()) {
      return;
    }
    String named = String.join("; ", parts.subList(0, Math.min(NAMED, parts.size())));
    Date ahead = Date.valueOf(one.period(one.length()).toLocalDate());
    rows.add(
        RowFactory.create(
            one.id(),
            ahead,
            ahead,
            PART_LEFT_OUT,
            (double) parts.size(),
            "its past numbers hold what is left out by itself: "
                + named
                + (parts.size() > NAMED ? "; and " + (parts.size() - NAMED) + " more" : "")));
  }

  private static Row row(Series one, int first, int last, String note, double size, String words) {
    return RowFactory.create(
        one.id(),
        Date.valueOf(one.period(first).toLocalDate()),
        Date.valueOf(one.period(last).toLocalDate()),
        note,
        size,
        words);
  }

  private static String words(SeriesNote note, boolean seasonal) {
    double size = Math.abs(note.size());
    String number = String.format(Locale.ROOT, size < 10 ? "%,.1f" : "%,.0f", size);
    String more = note.size() > 0 ? "more" : "less";
    return switch (note.kind()) {
      case OUTLIER ->
          number
              + " "
              + more
              + " than its neighbours"
              + (seasonal ? ", their season taken out" : "");
      case LEVEL_CHANGE -> "from here on about " + number + " " + more + " than before";
      case GAP ->
          String.format(
              Locale.ROOT,
              "%.0f %s missing; missing is not zero",
              size,
              size == 1 ? "period" : "periods");
      case NEGATIVE -> "below zero, where things are counted: not learnt from";
    };
  }
}
