package org.tidetable.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
import org.tidetable.pipeline.conf.JoinedRiskConfig;
import org.tidetable.pipeline.run.Sessions;
import org.tidetable.pipeline.run.UserError;

/** Pupils of two years and their marks, as known on day 60. */
class JoinedTablesTest {
  private static final StructType PUPILS =
      new StructType()
          .add("source", DataTypes.StringType)
          .add("year", DataTypes.StringType)
          .add("pupil", DataTypes.StringType)
          .add("day_left", DataTypes.IntegerType)
          .add("reason", DataTypes.StringType)
          .add("result", DataTypes.StringType);
  private static final StructType MARKS =
      new StructType()
          .add("source", DataTypes.StringType)
          .add("pupil", DataTypes.StringType)
          .add("day", DataTypes.IntegerType)
          .add("mark", DataTypes.IntegerType);
  private static final List<Row> PUPIL_ROWS =
      List.of(
          RowFactory.create("s", "2023", "ann", null, null, "pass"),
          RowFactory.create("s", "2023", "bob", 90, "moved", "left"),
          RowFactory.create("s", "2024", "cat", 30, "moved", "left"),
          RowFactory.create("s", "2024", "dan", null, null, null),
          RowFactory.create("s", "2025", "eve", null, null, "pass"));
  private static final List<Row> MARK_ROWS =
      List.of(
          RowFactory.create("s", "ann", 10, 50),
          RowFactory.create("s", "ann", 60, 70),
          RowFactory.create("s", "ann", 61, 99),
          RowFactory.create("s", "bob", null, 98));
  private static final String SOUND =
      """
      SELECT p.year, p.pupil, p.day_left, p.reason, count(m.mark) AS marks, max(m.mark) AS best
      FROM pupils p LEFT JOIN marks m USING (pupil)
      GROUP BY p.year, p.pupil, p.day_left, p.reason;
      """;

  @TempDir private static Path scratch;
  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = Sessions.start("local[1]", scratch);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private Dataset<Row> table(SparkSession session, String name) {
    return name.equals("pupils")
        ? session.createDataFrame(PUPIL_ROWS, PUPILS)
        : session.createDataFrame(MARK_ROWS, MARKS);
  }

  private List<String> joined(String sql) {
    return joined(sql, List.of());
  }

  private List<String> joined(String sql, List<String> rival) {
    Path query = folder.resolve("query.sql");
    try {
      Files.writeString(query, sql);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
    JoinedRiskConfig risk =
        new JoinedRiskConfig(
            "leaves",
            "Leaves",
            60,
            "",
            Map.of(
                "pupils",
                new JoinedRiskConfig.Clock("", Map.of("reason", "day_left"), List.of()),
                "marks",
                new JoinedRiskConfig.Clock("day", Map.of(), List.of())),
            "query.sql",
            List.of("year", "pupil"),
            "pupil",
            new JoinedRiskConfig.Outcome("pupils", "result", List.of("left")),
            new JoinedRiskConfig.Split("year", List.of("2023"), List.of("2024")),
            rival,
            List.of(),
            Map.of());
    List<String> cells = new ArrayList<>();
    new JoinedTables(spark, risk, query)
        .join(
            this::table,
            rows -> {
              cells.add(String.join("|", rows.columns()));
              for (Row row : rows.collectAsList()) {
                cells.add(
                    Arrays.stream(row.schema().fieldNames())
                        .map(name -> String.valueOf(row.<Object>getAs(name)))
                        .collect(Collectors.joining("|")));
              }
            });
    assertThat(cells.get(0))
        .isEqualTo("day_left|reason|marks|best|the person|the time|the outcome");
    return cells.subList(1, cells.size());
  }

  @Test
  void what_became_known_later_or_at_an_unknown_day_is_not_seen() {
    // Dan's result is not known, and 2025 neither teaches nor judges.
    assertThat(joined(SOUND))
        .containsExactly(
            "null|null|2|70|ann|0|no", "null|null|0|null|bob|0|yes", "30|moved|0|null|cat|1|yes");
  }

  @Test
  void the_outcome_is_hidden_from_the_query() {
    assertThatThrownBy(() -> joined(SOUND.replace("p.reason, count", "p.result, count")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("query.sql:1:")
        .hasMessageContaining("result")
        .hasMessageContaining("The query may read");
  }

  @Test
  void files_and_tables_that_are_not_declared_cannot_be_read() {
    Path file = folder.resolve("all.parquet");
    spark.createDataFrame(MARK_ROWS, MARKS).write().mode("overwrite").parquet(file.toString());

    assertThatThrownBy(() -> joined(SOUND.replace("marks m", "parquet.`" + file + "` m")))
        .isInstanceOf(UserError.class);
    assertThatThrownBy(() -> joined(SOUND.replace("marks m", "others m")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("others");
    assertThatThrownBy(() -> joined("DROP TABLE marks")).isInstanceOf(UserError.class);
  }

  @Test
  void a_query_gives_each_key_once() {
    assertThatThrownBy(
            () -> joined("SELECT year, pupil, m.mark FROM pupils JOIN marks m USING (pupil)"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("more than one row for the same year, pupil");
    assertThatThrownBy(() -> joined("SELECT pupil, day_left FROM pupils"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("column \"year\" of the key");
  }

  @Test
  void a_query_that_fails_on_a_row_is_told_with_its_place_and_without_the_cell() {
    assertThatThrownBy(
            () -> joined(SOUND.replace("p.reason, count", "\n  cast(p.reason AS int) AS r, count")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("query.sql:2:3  the query fails on a row")
        .hasMessageContaining("try_cast")
        .hasMessageNotContaining("moved");
    assertThatThrownBy(
            () -> joined(SOUND.replace("count(m.mark) AS marks", "60 / sum(m.mark - m.mark) AS x")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("query.sql:1:")
        .hasMessageContaining("try_divide");
    assertThatThrownBy(
            () -> joined(SOUND.replace("max(m.mark)", "raise_error(max(concat('of ', p.pupil)))")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("USER_RAISED_EXCEPTION")
        .hasMessageNotContaining("of ann");
  }

  @Test
  void a_query_gives_features_that_fit_into_cells_and_all_that_the_settings_name() {
    assertThatThrownBy(() -> joined("SELECT year, pupil FROM pupils"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no column beside the key");
    assertThatThrownBy(() -> joined("SELECT year, pupil, array(1, 2) AS pair FROM pupils"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("column \"pair\" of the query holds lists");
    assertThatThrownBy(() -> joined(SOUND, List.of("sex")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("column \"sex\" of \"rival\"");
    assertThatThrownBy(() -> joined("SELECT year, pupil, day_left, day_left FROM pupils"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("column \"day_left\" twice");
  }
}
