package org.tidetable.features.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.frame.Rows;

@ExtendWith(SharedSpark.class)
class AreaTotalsTest {
  private final World world;

  AreaTotalsTest(World world) {
    this.world = world;
  }

  private List<String> totals(String counts) {
    Dataset<Row> parents =
        world.parents(
            """
            area_code | parent_code
            big       | R1
            small     | R1
            other     | R2
            """);
    return Rows.small(AreaTotals.above(world.counts(counts), parents, "region")).stream()
        .map(
            row ->
                "%s %s %s %s"
                    .formatted(
                        row.getAs("area_code"),
                        row.getAs("period_start"),
                        row.getAs("value"),
                        row.getAs("missing_reason")))
        .sorted()
        .toList();
  }

  @Test
  void areas_add_up_to_the_area_above() {
    assertThat(
            totals(
                """
                area_code | period_start | value
                big       | 2024-01-01   | 990
                small     | 2024-01-01   | 10
                other     | 2024-01-01   | 5
                nowhere   | 2024-01-01   | 7
                """))
        .containsExactly("R1 2024-01-01 1000.0 null", "R2 2024-01-01 5.0 null");
  }

  @Test
  void a_small_missing_part_is_tolerated_and_a_large_one_makes_the_total_missing() {
    assertThat(
            totals(
                """
                area_code | period_start | value
                big       | 2024-01-01   | 990
                small     | 2024-01-01   | 10
                big       | 2024-02-01   | 990
                small     | 2024-02-01   |
                big       | 2024-03-01   |
                small     | 2024-03-01   | 10
                """))
        .containsExactly(
            "R1 2024-01-01 1000.0 null",
            "R1 2024-02-01 990.0 null",
            "R1 2024-03-01 null too large a part is missing");
  }

  @Test
  void areas_that_always_count_nothing_add_up_to_nothing() {
    assertThat(
            totals(
                """
                area_code | period_start | value
                big       | 2024-01-01   | 0
                small     | 2024-01-01   | 0
                """))
        .containsExactly("R1 2024-01-01 0.0 null");
  }

  @Test
  void parts_of_different_age_groups_are_not_added_together() {
    assertThat(
            totals(
                """
                area_code | age_group | period_start | value
                other     | all       | 2024-01-01   | 8
                other     | 75plus    | 2024-01-01   | 3
                """))
        .containsExactly("R2 2024-01-01 3.0 null", "R2 2024-01-01 8.0 null");
  }
}
