package org.tidetable.pipeline.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.quality.QualityCheck;
import org.tidetable.pipeline.run.Sessions;

class MergedTablesTest {
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

  @Test
  void episodes_that_overlap_or_touch_are_one_spell_known_with_its_last_part() {
    Dataset<Row> episodes =
        events(
            """
            person_id | source | kind | start_date | end_date   | known_date | quantity | area_code | source_row
            1         | apc    | stay | 2024-01-01 | 2024-01-20 | 2024-02-01 | 1        | A         | r1
            1         | apc    | stay | 2024-01-05 | 2024-01-08 | 2024-02-01 | 1        | B         | r2
            1         | apc    | stay | 2024-01-20 | 2024-01-25 | 2024-03-01 | 1        | B         | r3
            1         | apc    | stay | 2024-01-27 | 2024-01-28 | 2024-03-01 | 1        | B         | r4
            2         | apc    | stay | 2024-01-20 |            | 2024-03-01 | 1        | B         | r5
            """);

    assertThat(joined(episodes, 0, false))
        .containsExactly(
            "1 | 2024-01-01 | 2024-01-25 | 2024-03-01 | 1.0 | A | r1",
            "1 | 2024-01-27 | 2024-01-28 | 2024-03-01 | 1.0 | B | r4",
            "2 | 2024-01-20 | - | 2024-03-01 | 1.0 | B | r5");
    assertThat(joined(episodes, 2, false))
        .containsExactly(
            "1 | 2024-01-01 | 2024-01-28 | 2024-03-01 | 1.0 | A | r1",
            "2 | 2024-01-20 | - | 2024-03-01 | 1.0 | B | r5");
  }

  @Test
  void hours_of_joined_episodes_add_up() {
    Dataset<Row> episodes =
        events(
            """
            person_id | source | kind | start_date | end_date   | known_date | quantity | area_code | source_row
            1         | care   | home | 2024-01-01 | 2024-01-07 | 2024-02-01 | 10.5     | A         | r1
            1         | care   | home | 2024-01-08 | 2024-01-14 | 2024-02-01 | 4        | A         | r2
            """);

    assertThat(joined(episodes, 1, true))
        .containsExactly("1 | 2024-01-01 | 2024-01-14 | 2024-02-01 | 14.5 | A | r1");
  }

  private static Dataset<Row> events(String drawn) {
    return SmallTables.table(spark, StoreSchema.EVENTS, drawn);
  }

  private static java.util.List<String> joined(Dataset<Row> episodes, int days, boolean added) {
    Column[] within = {col("person_id"), col("source"), col("kind")};
    return SmallTables.drawn(
        Spells.join(episodes, within, lit(days), lit(added)),
        "person_id",
        "start_date",
        "end_date",
        "known_date",
        "quantity",
        "area_code",
        "source_row");
  }

  @Test
  void counts_of_codes_that_became_one_are_added_up_and_missing_where_a_part_is() {
    Dataset<Row> counts =
        SmallTables.table(
            spark,
            StoreSchema.COUNTS,
            """
            source | kind | grain | area_code | area_name | area_level | age_group | category | period_start | value | missing_reason | file | record
            ae     | ed   | month | OLD       | Old Trust | trust      | all       | all      | 2020-01-01   | 5     |                | f    | 1
            ae     | ed   | month | NEW       | New Trust | trust      | all       | all      | 2020-01-01   | 7     |                | f    | 2
            ae     | ed   | month | OLD       | Old Trust | trust      | all       | all      | 2020-02-01   |       | suppressed     | f    | 3
            ae     | ed   | month | NEW       | New Trust | trust      | all       | all      | 2020-02-01   | 7     |                | f    | 4
            ae     | ed   | month | OLD       | Old Trust | trust      | all       | all      | 2019-12-01   | 3     |                | f    | 5
            ae     | ed   | month | ELSE      | Other     | trust      | all       | all      | 2020-01-01   | 9     |                | f    | 6
            """);
    Successors successors = new Successors(Map.of("OLD", "NEW"), Set.of());

    assertThat(
            SmallTables.drawn(
                CountsStore.underSuccessors(
                    counts.drop("line", "offset", "first", "fate", "reason", "column"), successors),
                "area_code",
                "area_name",
                "period_start",
                "value",
                "missing_reason"))
        .containsExactly(
            "ELSE | Other | 2020-01-01 | 9.0 | -",
            "NEW | - | 2019-12-01 | 3.0 | -",
            "NEW | New Trust | 2020-01-01 | 12.0 | -",
            "NEW | New Trust | 2020-02-01 | - | suppressed");
  }

  @Test
  void a_number_that_is_given_again_counts_once_and_is_told() {
    Dataset<Row> counts =
        SmallTables.table(
                spark,
                StoreSchema.COUNTS,
                """
                source | kind | grain | area_code | area_name | area_level | age_group | category | period_start | value | missing_reason | file   | record
                ae     | ed   | month | A         | One Trust | trust      | all       | all      | 2020-01-01   | 9     |                | first  | 1
                ae     | ed   | month | A         | One Trust | trust      | all       | all      | 2020-01-01   | 7     |                | second | 1
                ae     | ed   | month | A         | One Trust | trust      | all       | all      | 2020-02-01   | 5     |                | first  | 2
                ae     | ed   | month | A         | One Trust | trust      | all       | all      | 2020-02-01   |       | suppressed     | second | 2
                ae     | ed   | month | A         | One Trust | trust      | all       | all      | 2020-03-01   | 3     |                | second | 3
                ae     | ed   | month | A         | One Trust | trust      | all       | all      | 2020-03-01   | 4     |                | second | 4
                ae     | ed   | month | A         | One Trust | trust      | all       | all      | 2020-04-01   | 4     |                | first  | 5
                ae     | ed   | month | A         | One Trust | trust      | all       | all      | 2020-04-01   | 4     |                | second | 6
                beds   | ed   | month | A         | One Trust | trust      | all       | all      | 2020-01-01   | 1     |                | beds   | 1
                """)
            .drop("line", "offset", "first", "fate", "reason", "column");
    CountsOnce once =
        new CountsOnce(
            counts,
            new TreeMap<>(
                Map.of(
                    "ae", java.util.List.of("first", "second"),
                    // A file of the same name stands elsewhere in another source.
                    "beds", java.util.List.of("second", "beds", "first"))));

    assertThat(
            SmallTables.drawn(
                once.rows(), "source", "period_start", "value", "missing_reason", "area_name"))
        .containsExactly(
            "ae | 2020-01-01 | 7.0 | - | One Trust",
            "ae | 2020-02-01 | 5.0 | - | One Trust",
            "ae | 2020-03-01 | 4.0 | - | One Trust",
            "ae | 2020-04-01 | 4.0 | - | One Trust",
            "beds | 2020-01-01 | 1.0 | - | One Trust");
    assertThat(once.checks())
        .extracting(check -> check.source() + " " + check.check() + " " + check.result())
        .containsExactly(
            "ae counts_repeated note", "ae counts_differ warning", "beds counts_repeated ok");
    assertThat(once.checks()).extracting(QualityCheck::value).containsExactly(4.0, 2.0, 0.0);
  }

  @Test
  void codes_of_events_are_those_of_the_day() {
    Dataset<Row> events =
        events(
            """
            person_id | area_code | provider_code
            1         | OLD       | OLD
            2         |           | X
            """);

    assertThat(
            SmallTables.drawn(
                CountsStore.replaced(
                    events,
                    new Successors(Map.of("OLD", "NEW"), Set.of()),
                    java.util.List.of("area_code", "provider_code")),
                "person_id",
                "area_code",
                "provider_code"))
        .containsExactly("1 | NEW | NEW", "2 | - | X");
  }
}
