package org.tidetable.features.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.tidetable.models.cohort.LifeCourseMoves;

/** How many people moved from which group of a sector to which, in one pass over each person. */
public final class LifeCoursePass {
  public static final String SECTOR = "sector";
  public static final String BEFORE = "segment_before";
  public static final String NOW = "segment_now";
  public static final String PEOPLE = "people";

  private static final StructType MOVES =
      new StructType()
          .add(SECTOR, StringType, false)
          .add(BEFORE, StringType, false)
          .add(NOW, StringType, false);

  private LifeCoursePass() {}

  /**
   * Sector, group before, group now, and people: exact counts, in no order.
   *
   * @param people the store's people
   * @param events the store's events
   */
  public static Dataset<Row> moves(
      Dataset<Row> people, Dataset<Row> events, LocalDate before, LocalDate now) {
    int then = (int) before.toEpochDay();
    int today = (int) now.toEpochDay();
    MapPartitionsFunction<Row, Row> judge =
        sorted -> {
          LifeCourseMoves moves = new LifeCourseMoves();
          return new ByPerson(sorted, own -> rows(moves, own, then, today));
        };
    return new PersonRows(LifeCourseMoves.patterns())
        .of(people, events)
        .repartition(col(CohortSchema.PERSON_ID))
        .sortWithinPartitions(CohortSchema.PERSON_ID)
        .mapPartitions(judge, Encoders.row(MOVES))
        .groupBy(SECTOR, BEFORE, NOW)
        .agg(count(lit(1)).as(PEOPLE));
  }

  private static List<Row> rows(LifeCourseMoves moves, List<Row> own, int before, int now) {
    return CohortPass.person(own).stream()
        .flatMap(person -> moves.of(person, before, now).stream())
        .map(move -> RowFactory.create(move.sector(), move.before(), move.now()))
        .toList();
  }
}
