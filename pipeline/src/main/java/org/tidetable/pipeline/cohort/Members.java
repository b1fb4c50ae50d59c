package org.tidetable.pipeline.cohort;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.cohort.CohortSchema.AREA_CODE;
import static org.tidetable.features.cohort.CohortSchema.INDEX_DATE;
import static org.tidetable.features.cohort.CohortSchema.PERSON_ID;
import static org.tidetable.features.cohort.CohortSchema.STEP;
import static org.tidetable.features.cohort.CohortSchema.UNSEEN;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.cohort.CohortText;
import org.tidetable.models.cohort.IndexRule;

/** Fates after the risk has had its say, and what may be counted of them. */
final class Members {
  private static final String EVERY_EVENT = "events of the period";
  private static final String PROBABILITY = "probability";
  private static final String RANK = "rank";
  private static final String SIDE = "side";

  private Members() {}

  /** Fates with the step of the highest risks; who has no risk was not observable there. */
  static Dataset<Row> taken(Dataset<Row> fates, CohortDefinition cohort, Dataset<Row> scored) {
    int before = cohort.steps().size();
    Dataset<Row> risks =
        scored.select(
            col(PERSON_ID).as("scored_person"),
            col(INDEX_DATE).as("scored_date"),
            col(PROBABILITY));
    Column same =
        col(PERSON_ID)
            .equalTo(col("scored_person"))
            .and(col(INDEX_DATE).equalTo(col("scored_date")));
    Column standing = when(col(STEP).equalTo(before), col(PROBABILITY));
    WindowSpec among =
        cohort.take().perArea()
            ? Window.partitionBy(INDEX_DATE, AREA_CODE)
            : Window.partitionBy(INDEX_DATE);
    Column rank =
        row_number().over(among.orderBy(standing.desc_nulls_last(), col(PERSON_ID).asc()));
    Column left = col(STEP).equalTo(before);
    Column in = left.and(standing.isNotNull()).and(col(RANK).leq(cohort.take().top()));
    Dataset<Row> ranked = fates.join(risks, same, "left").withColumn(RANK, rank);
    Column unseen =
        when(left, coalesce(col(PROBABILITY).isNull(), lit(true))).otherwise(col(UNSEEN));
    return ranked
        .withColumn(UNSEEN, unseen)
        .withColumn(STEP, when(in, before + 1).otherwise(col(STEP)))
        .drop("scored_person", "scored_date", PROBABILITY, RANK);
  }

  static int steps(CohortDefinition cohort) {
    return CohortText.steps(cohort).size();
  }

  /** The members: whoever met every step. */
  static Dataset<Row> of(Dataset<Row> fates, CohortDefinition cohort) {
    return fates
        .filter(col(STEP).equalTo(steps(cohort)))
        .drop(STEP, UNSEEN)
        .orderBy(INDEX_DATE, PERSON_ID);
  }

  /**
   * Counts of people by fate. Where index dates are those of events, a person counts once, with the
   * fate that came furthest.
   *
   * @param salt what marks of people are made with
   */
  static List<AttritionTable.Count> counts(Dataset<Row> fates, CohortDefinition cohort, long salt) {
    Dataset<Row> single = fates.withColumn(INDEX_DATE, date_format(col(INDEX_DATE), "yyyy-MM-dd"));
    if (cohort.index() instanceof IndexRule.AtEvent) {
      // The date last, so that the same row wins whatever the partitions.
      Column furthest = struct(col(STEP), col(UNSEEN), col(INDEX_DATE), col(AREA_CODE));
      single =
          single
              .groupBy(PERSON_ID)
              .agg(max_by(struct(col(AREA_CODE), col(STEP), col(UNSEEN)), furthest).as("best"))
              .select(
                  col(PERSON_ID),
                  lit(EVERY_EVENT).as(INDEX_DATE),
                  col("best.area_code").as(AREA_CODE),
                  col("best.step").as(STEP),
                  col("best.unseen").as(UNSEEN));
    }
    return Crowds.by(single, salt, List.of(INDEX_DATE, AREA_CODE, STEP, UNSEEN)).stream()
        .map(
            place ->
                new AttritionTable.Count(
                    place.values().get(0),
                    place.values().get(1),
                    Integer.parseInt(place.values().get(2)),
                    Boolean.parseBoolean(place.values().get(3)),
                    place.crowd()))
        .toList();
  }

  /**
   * People in both lists of members, and in one of them only, by area: that of the last date on
   * which they are members, in the new list where they are in both.
   */
  static List<ChangesTable.Count> sides(Dataset<Row> before, Dataset<Row> now, long salt) {
    Column last = max_by(col(AREA_CODE), struct(col(INDEX_DATE), col(AREA_CODE)));
    Dataset<Row> old = before.groupBy(PERSON_ID).agg(last.as("old"));
    Dataset<Row> fresh = now.groupBy(PERSON_ID).agg(last.as("fresh"));
    Column side =
        when(col("old").isNull(), ChangesTable.NEW_ONLY)
            .when(col("fresh").isNull(), ChangesTable.OLD_ONLY)
            .otherwise(ChangesTable.BOTH);
    Dataset<Row> sides =
        old.join(
                fresh,
                scala.jdk.javaapi.CollectionConverters.asScala(List.of(PERSON_ID)).toSeq(),
                "full")
            .select(
                col(PERSON_ID), side.as(SIDE), coalesce(col("fresh"), col("old")).as(AREA_CODE));
    return Crowds.by(sides, salt, List.of(AREA_CODE, SIDE)).stream()
        .map(
            place ->
                new ChangesTable.Count(place.values().get(0), place.values().get(1), place.crowd()))
        .toList();
  }
}
