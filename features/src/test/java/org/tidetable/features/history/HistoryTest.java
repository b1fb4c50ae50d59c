package org.tidetable.features.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;

@ExtendWith(SharedSpark.class)
class HistoryTest {
  private final World world;

  HistoryTest(World world) {
    this.world = world;
  }

  /** What is known on 1 April 2024 of Ann, who lives with Bob; Bob moved in on 1 March 2024. */
  private Map<String, Float> ann(String events) {
    Dataset<Row> people =
        world.people(
            """
            person_id | household_id | valid_from | valid_to
            ann       | h1           |            |
            bob       | h2           |            | 2024-03-01
            bob       | h1           | 2024-03-01 |
            cyd       | h1           |            | 2024-04-01
            """);
    return world.features(people, world.events(events), "2024-04-01", 365).stream()
        .skip(World.id("ann") < World.id("bob") ? 0 : 1)
        .findFirst()
        .orElseThrow();
  }

  private static double value(Map<String, Float> features, String name) {
    return features.getOrDefault(name, 0f);
  }

  @Test
  void an_event_known_only_after_the_index_date_is_not_counted() {
    Map<String, Float> ann =
        ann(
            """
            person_id | kind                 | start_date | known_date
            ann       | emergency_attendance | 2024-03-10 | 2024-03-12
            ann       | emergency_attendance | 2024-03-30 | 2024-04-09
            """);
    assertThat(value(ann, "emergency_attendance_count_365d")).isEqualTo(1);
  }

  @Test
  void what_happens_or_becomes_known_on_the_index_date_is_not_counted() {
    Map<String, Float> ann =
        ann(
            """
            person_id | kind                 | start_date | known_date
            ann       | emergency_attendance | 2024-03-31 | 2024-03-31
            ann       | emergency_attendance | 2024-03-31 | 2024-04-01
            ann       | emergency_attendance | 2024-04-01 | 2024-04-01
            """);
    assertThat(value(ann, "emergency_attendance_count_365d")).isEqualTo(1);
  }

  @Test
  void a_window_reaches_back_to_its_last_day_and_not_beyond() {
    Map<String, Float> ann =
        ann(
            """
            person_id | kind                 | start_date
            ann       | emergency_attendance | 2024-01-02
            ann       | emergency_attendance | 2024-01-01
            ann       | emergency_attendance | 2023-04-02
            ann       | emergency_attendance | 2023-04-01
            """);
    assertThat(value(ann, "emergency_attendance_count_90d")).isEqualTo(1);
    assertThat(value(ann, "emergency_attendance_count_365d")).isEqualTo(3);
  }

  @Test
  void household_events_are_those_of_the_others_who_live_there_on_the_index_date() {
    Map<String, Float> ann =
        ann(
            """
            person_id | kind                 | start_date
            ann       | emergency_attendance | 2024-03-10
            ann       | emergency_attendance | 2024-03-11
            bob       | emergency_attendance | 2023-12-24
            cyd       | emergency_attendance | 2024-03-10
            """);
    assertThat(value(ann, "household_emergency_attendance_365d")).isEqualTo(1);
    assertThat(value(ann, "emergency_attendance_count_365d")).isEqualTo(2);
  }

  @Test
  void how_lately_counts_down_from_730_on_the_day_before() {
    Map<String, Float> ann =
        ann(
            """
            person_id | kind                | start_date
            ann       | emergency_admission | 2024-03-31
            ann       | emergency_admission | 2023-12-29
            """);
    assertThat(value(ann, "emergency_admission_recency")).isEqualTo(730);
  }

  @Test
  void what_lies_further_back_than_the_look_back_is_not_seen() {
    Map<String, Float> ann =
        ann(
            """
            person_id | kind                | start_date
            ann       | emergency_admission | 2019-03-29
            """);
    assertThat(value(ann, "emergency_admission_recency")).isEqualTo(0);
    assertThat(value(ann, "emergency_admission_count_all")).isEqualTo(0);
  }

  @Test
  void a_spell_is_open_until_its_end_lies_before_the_index_date() {
    Map<String, Float> ann =
        ann(
            """
            person_id | kind                  | start_date | end_date
            ann       | child_protection_plan | 2020-01-01 | 2024-03-31
            ann       | looked_after_start    | 2020-01-01 | 2024-04-01
            ann       | special_needs_plan    | 2020-01-01 |
            """);
    assertThat(value(ann, "child_protection_plan_open")).isEqualTo(0);
    assertThat(value(ann, "looked_after_start_open")).isEqualTo(1);
    assertThat(value(ann, "special_needs_plan_open")).isEqualTo(1);
  }

  @Test
  void a_trend_is_the_last_quarter_against_the_rest_of_the_year_in_events_a_year() {
    Map<String, Float> ann =
        ann(
            """
            person_id | kind                 | start_date
            ann       | emergency_attendance | 2024-03-10
            ann       | emergency_attendance | 2023-06-10
            """);
    assertThat(value(ann, "emergency_attendance_trend"))
        .isEqualTo((float) (365 * (1 / 90.0 - 1 / 275.0)));
  }

  @Test
  void different_providers_and_kinds_are_counted_once() {
    Map<String, Float> ann =
        ann(
            """
            person_id | kind                   | start_date | provider_code
            ann       | emergency_attendance   | 2024-03-10 | P1
            ann       | emergency_attendance   | 2024-03-11 | P1
            ann       | outpatient_appointment | 2024-03-12 | P2
            ann       | outpatient_appointment | 2024-03-13 |
            """);
    assertThat(value(ann, "health_providers_365d")).isEqualTo(2);
    assertThat(value(ann, "health_kinds_365d")).isEqualTo(2);
  }

  @Test
  void quantities_are_added_and_events_counted() {
    Map<String, Float> ann =
        ann(
            """
            person_id | kind         | start_date | quantity
            ann       | home_care    | 2024-03-10 | 12.5
            ann       | home_care    | 2024-03-17 | 7.5
            ann       | care_request | 2024-03-01 | 9
            """);
    assertThat(value(ann, "home_care_total_90d")).isEqualTo(20);
    assertThat(value(ann, "care_request_count_365d")).isEqualTo(1);
  }
}
