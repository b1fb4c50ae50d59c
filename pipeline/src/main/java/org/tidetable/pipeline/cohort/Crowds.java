package org.tidetable.pipeline.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;
import static org.tidetable.features.cohort.CohortSchema.PERSON_ID;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tidetable.export.disclosure.Crowd;
import org.tidetable.features.frame.Rows;

/** Sets of people as the gate wants to see them, from rows of one person each. */
final class Crowds {
  private static final String MARK = "crowd_mark";
  private static final String NUMBER = "crowd_number";
  private static final String PEOPLE = "crowd_people";

  private Crowds() {}

  /**
   * The people who share these values.
   *
   * @param values as text, in the order of the columns
   */
  record Place(List<String> values, Crowd crowd) {}

  /**
   * The sets of people by the values of some columns, in no order.
   *
   * @param rows no person twice at one place
   * @param salt what marks are made with
   */
  static List<Place> by(Dataset<Row> rows, long salt, List<String> columns) {
    Column[] places = columns.stream().map(name -> col(name)).toArray(Column[]::new);
    Column[] finer = new Column[places.length + 1];
    System.arraycopy(places, 0, finer, 0, places.length);
    finer[places.length] = col(NUMBER);
    Dataset<Row> crowds =
        rows.withColumn(MARK, xxhash64(lit(salt), col(PERSON_ID)))
            .withColumn(
                NUMBER, pmod(xxhash64(col(MARK), lit(salt)), lit((long) Crowd.SPREAD)).cast("int"))
            .groupBy(finer)
            .agg(count(lit(1)).as(PEOPLE), min(MARK).as(MARK))
            .groupBy(places)
            .agg(
                sum(PEOPLE).as(PEOPLE),
                min(MARK).as(MARK),
                map_from_entries(collect_list(struct(col(NUMBER), col(PEOPLE)))).as(NUMBER));
    List<Place> found = new ArrayList<>();
    for (Row row : Rows.small(crowds)) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < places.length; i++) {
        values.add(row.isNullAt(i) ? "" : String.valueOf(row.get(i)));
      }
      Map<Integer, Long> spread = row.getJavaMap(places.length + 2);
      found.add(
          new Place(
              values,
              new Crowd(
                  row.getLong(places.length),
                  row.getLong(places.length + 1),
                  new TreeMap<>(spread))));
    }
    return found;
  }
}
