package org.tidetable.features.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.features.frame.PersonFrames;
import org.tidetable.features.frame.Rows;

@ExtendWith(SharedSpark.class)
class HistoryTest {
  private final World world;

  HistoryTest(World world) {
    this.world = world;
  }

  /** What is known on 1 April 2024 of Ann, who lives with Bob; Bob moved in on 1 March 2024. */
  private Row ann(String events) {
    Dataset<Row> people =
        world.people(
            """
            person_id | household_id | valid_from | valid_to
            ann       | h1           |            |
            bob       | h2           |            | 2024-03-01
            bob       | h1           | 2024-03-01 |
            cyd       | h1           |            | 2024-04-01
            """);
    Dataset<Row> index = world.index(people, "2024-04-01");
    Dataset<Row> history = History.before(index, people, world.events(events), Period.ofYears(1));
    return Rows.small(PersonFrames.of(index, history, FeatureCatalogue.all())).stream()
        .filter(row -> row.<Long>getAs("person_id") == World.id("ann"))
        .findFirst()
        .orElseThrow();
  }

  private static double value(Row row, String feature) {
    return row.<Double>getAs(feature);
  }

  @Test
  void an_event_known_only_after_the_index_date_is_not_counted() {
    Row ann =
        ann(
            """
            person_id | kind                 | start_date | known_date
            ann       | emergency_attendance | 2024-03-10 | 2024-03-12
            ann       | emergency_attendance | 2024-03-30 | 2024-04-09
            """);
    assertThat(value(ann, "ed_attendances_365d")).isEqualTo(1);
  }

  @Test
  void what_happens_or_becomes_known_on_the_index_date_is_not_counted() {
    Row ann =
        ann(
            """
            person_id | kind                 | start_date | known_date
            ann       | emergency_attendance | 2024-03-31 | 2024-03-31
            ann       | emergency_attendance | 2024-03-31 | 2024-04-01
            ann       | emergency_attendance | 2024-04-01 | 2024-04-01
            """);
    assertThat(value(ann, "ed_attendances_365d")).isEqualTo(1);
  }

  @Test
  void a_window_reaches_back_to_its_last_day_and_not_beyond() {
    Row ann =
        ann(
            """
            person_id | kind                 | start_date
            ann       | emergency_attendance | 2024-01-02
            ann       | emergency_attendance | 2024-01-01
            ann       | emergency_attendance | 2023-04-02
            ann       | emergency_attendance | 2023-04-01
            """);
    assertThat(value(ann, "ed_attendances_90d")).isEqualTo(1);
    assertThat(value(ann, "ed_attendances_365d")).isEqualTo(3);
  }

  @Test
  void household_events_are_those_of_the_others_who_live_there_on_the_index_date() {
    Row ann =
        ann(
            """
            person_id | kind                 | start_date
            ann       | emergency_attendance | 2024-03-10
            ann       | emergency_attendance | 2024-03-11
            bob       | emergency_attendance | 2023-12-24
            cyd       | emergency_attendance | 2024-03-10
            """);
    assertThat(value(ann, "household_ed_attendances_365d")).isEqualTo(1);
    assertThat(value(ann, "ed_attendances_365d")).isEqualTo(2);
  }

  @Test
  void days_since_counts_from_the_last_event() {
    Row ann =
        ann(
            """
            person_id | kind                | start_date
            ann       | emergency_admission | 2024-03-29
            ann       | emergency_admission | 2023-12-29
            """);
    assertThat(value(ann, "days_since_emergency_admission")).isEqualTo(3);
  }

  @Test
  void days_since_is_capped_where_the_event_lies_further_back() {
    Row ann =
        ann(
            """
            person_id | kind                | start_date
            ann       | emergency_admission | 2019-03-29
            """);
    assertThat(value(ann, "days_since_emergency_admission")).isEqualTo(365);
  }

  @Test
  void quantities_are_added_and_events_counted() {
    Row ann =
        ann(
            """
            person_id | kind         | start_date | quantity
            ann       | home_care    | 2024-03-10 | 12.5
            ann       | home_care    | 2024-03-17 | 7.5
            ann       | care_request | 2024-03-01 | 9
            """);
    assertThat(value(ann, "home_care_hours_90d")).isEqualTo(20);
    assertThat(value(ann, "care_requests_365d")).isEqualTo(1);
  }
}
