package org.tidetable.pipeline.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.export.disclosure.Crowd;
import org.tidetable.features.cohort.CohortSchema;
import org.tidetable.features.frame.Rows;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.cohort.CohortDefinition.Take;
import org.tidetable.models.cohort.IndexRule;
import org.tidetable.pipeline.run.Sessions;

class MembersTest {
  private static final Date DAY = Date.valueOf("2025-04-01");
  private static final StructType SCORED =
      new StructType()
          .add("person_id", DataTypes.LongType)
          .add("index_date", DataTypes.DateType)
          .add("probability", DataTypes.DoubleType);

  @TempDir private static Path scratch;
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = Sessions.start("local[1]", scratch);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static CohortDefinition highest(int top) {
    return new CohortDefinition(
        "highest",
        1,
        "",
        new IndexRule.Snapshots(List.of(DAY.toLocalDate())),
        List.of(),
        List.of(),
        List.of(),
        false,
        120,
        new Take("falls", top, true));
  }

  private static Dataset<Row> fates(int people) {
    List<Row> rows = new ArrayList<>();
    for (long person = 0; person < people; person++) {
      rows.add(RowFactory.create(person, DAY, person % 2 == 0 ? "A" : "B", 70, 0, false));
    }
    return spark.createDataFrame(rows, CohortSchema.FATES);
  }

  @Test
  void the_highest_risks_of_each_area_are_taken_and_who_has_none_is_not_observable() {
    List<Row> risks = new ArrayList<>();
    for (long person = 0; person < 10; person++) {
      risks.add(RowFactory.create(person, DAY, person == 9 ? null : (Object) (person / 10.0)));
    }
    Dataset<Row> taken = Members.taken(fates(12), highest(2), spark.createDataFrame(risks, SCORED));
    assertThat(Rows.small(Members.of(taken, highest(2)).select("person_id")))
        .extracting(row -> row.getLong(0))
        .containsExactly(5L, 6L, 7L, 8L);
    assertThat(Rows.small(taken.filter("unseen").select("person_id")))
        .extracting(row -> row.getLong(0))
        .containsExactlyInAnyOrder(9L, 10L, 11L);
  }

  @Test
  void a_crowd_is_the_same_whatever_the_partitions_and_joins_as_its_people_do() {
    Dataset<Row> rows = fates(300);
    List<Crowds.Place> whole = Crowds.by(rows, 5, List.of("step"));
    List<Crowds.Place> parts = Crowds.by(rows.repartition(7), 5, List.of("step", "area_code"));
    Crowd joined = parts.stream().map(Crowds.Place::crowd).reduce(Crowd::and).orElse(Crowd.NOBODY);
    assertThat(parts).hasSize(2);
    assertThat(whole).hasSize(1);
    assertThat(joined).isEqualTo(whole.get(0).crowd());
    assertThat(joined.people()).isEqualTo(300);
    assertThat(Crowds.by(rows, 6, List.of("step")).get(0).crowd().mark())
        .isNotEqualTo(joined.mark());
  }
}
