package org.tidetable.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.frame.Rows;

@ExtendWith(SharedSpark.class)
class LifeCoursePassTest {
  private final World world;

  LifeCoursePassTest(World world) {
    this.world = world;
  }

  /** Ann turns frail, Bob starts school and is absent, Cid moves away, Dan is old news. */
  private List<String> moves() {
    Dataset<Row> people =
        world.people(
            """
            person_id | birth_month | valid_to
            ann       | 1940-01-01  |
            bob       | 2019-01-01  |
            cid       | 1980-01-01  | 2024-01-01
            dan       | 1980-01-01  | 2020-01-01
            eve       | 2012-01-01  |
            fay       | 1930-01-01  |
            """);
    Dataset<Row> events =
        world.events(
            """
            person_id | kind                 | start_date | end_date   | quantity
            ann       | diagnosis            | 2010-05-01 |            | 1
            ann       | emergency_admission  | 2024-01-01 |            | 1
            ann       | emergency_admission  | 2024-02-01 |            | 1
            ann       | long_term_care_start | 2024-03-01 |            | 1
            bob       | absence_session      | 2024-02-01 |            | 40
            bob       | child_referral       | 2022-06-01 |            | 1
            cid       | home_care            | 2023-01-01 |            | 5
            eve       | looked_after_start   | 2019-03-01 | 2019-09-01 | 1
            eve       | placement_change     | 2019-09-02 |            | 1
            fay       | long_term_care_start | 2020-01-01 | 2023-06-30 | 1
            """);
    LocalDate now = LocalDate.of(2024, 4, 1);
    return Rows.small(LifeCoursePass.moves(people, events, now.minusYears(1), now)).stream()
        .map(row -> String.join(" | ", row.getString(0), row.getString(1), row.getString(2)))
        .sorted()
        .toList();
  }

  @Test
  void everybody_moves_by_what_each_sector_recorded() {
    assertThat(moves())
        .contains(
            "health | one condition | frail",
            "adult care | none | long-term care",
            "adult care | home care | not living here",
            "children's care | referred | none",
            "children's care | looked after | looked after",
            "adult care | long-term care | none",
            "education | not of school age | persistently absent");
  }

  @Test
  void everybody_is_in_one_group_across_sectors_by_who_had_to_do_with_them() {
    assertThat(moves())
        .filteredOn(move -> move.startsWith("across sectors"))
        .containsExactly(
            "across sectors | care only | care only",
            "across sectors | care only | education only",
            "across sectors | care only | none of them",
            "across sectors | care only | not living here",
            "across sectors | none of them | health and care");
  }

  @Test
  void who_lived_here_on_neither_date_is_not_counted() {
    Dataset<Row> people = world.people("person_id | valid_to\ndan | 2020-01-01\n");
    LocalDate now = LocalDate.of(2024, 4, 1);
    assertThat(
            Rows.small(
                LifeCoursePass.moves(
                    people, world.events("person_id | kind"), now.minusYears(1), now)))
        .isEmpty();
  }
}
