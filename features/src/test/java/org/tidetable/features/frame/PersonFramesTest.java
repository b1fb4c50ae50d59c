package org.tidetable.features.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.models.vocabulary.Sector;

@ExtendWith(SharedSpark.class)
class PersonFramesTest {
  private static final String EVENTS =
      """
      person_id | kind                | start_date
      ann       | emergency_admission | 2024-03-01
      """;
  private final World world;

  PersonFramesTest(World world) {
    this.world = world;
  }

  /** Ann has been to hospital and lives with Cyd, a child; of Bob nothing is known. */
  private Dataset<Row> people() {
    return world.people(
        """
        person_id | sex | deprivation_decile | household_id | area_code | birth_month
        ann       | F   | 1                  | h1           | A1        |
        bob       |     |                    |              | A1        |
        cyd       | F   | 1                  | h1           | A2        | 2015-01-01
        """);
  }

  private List<Map<String, Float>> frame() {
    return world.features(people(), world.events(EVENTS), "2024-04-01", 365);
  }

  @Test
  void what_is_not_recorded_of_a_person_is_said_by_a_feature_of_its_own() {
    Map<String, Float> ann = frame().get(0);
    Map<String, Float> bob = frame().get(1);
    assertThat(ann).containsEntry("deprivation", 9f).doesNotContainKey("deprivation_unknown");
    assertThat(bob)
        .containsEntry("deprivation_unknown", 1f)
        .containsEntry("sex_unknown", 1f)
        .containsEntry("household_unknown", 1f)
        .doesNotContainKeys("is_male", "deprivation", "household_people");
  }

  @Test
  void the_household_is_the_others_and_their_number() {
    Map<String, Float> ann = frame().get(0);
    Map<String, Float> cyd = frame().get(2);
    assertThat(ann)
        .containsEntry("household_people", 2f)
        .containsEntry("household_children", 1f)
        .doesNotContainKey("household_emergency_admission_365d");
    assertThat(cyd)
        .containsEntry("household_emergency_admission_365d", 1f)
        .doesNotContainKey("household_children");
  }

  @Test
  void the_area_is_told_against_all_areas() {
    // One event for two residents, against one for three.
    assertThat(frame().get(1)).containsEntry("area_emergency_admission_rate_365d", 150f);
    assertThat(frame().get(2)).doesNotContainKey("area_emergency_admission_rate_365d");
  }

  @Test
  void a_window_that_the_records_do_not_cover_has_no_value_but_says_so() {
    LocalDate day = LocalDate.parse("2024-04-01");
    Map<Sector, LocalDate> since = Map.of(Sector.HEALTH, LocalDate.parse("2023-12-01"));
    PersonFrames.Making making = new PersonFrames.Making(FeatureCatalogue.all(), since, 1000);
    Map<String, Float> ann = world.features(people(), world.events(EVENTS), day, making).get(0);
    assertThat(ann)
        .containsEntry("emergency_admission_count_90d", 1f)
        .containsEntry("emergency_admission_count_all", 1f)
        .containsEntry("health_not_collected_365d", 1f)
        .containsEntry("care_not_collected_all", 1f)
        .doesNotContainKeys(
            "emergency_admission_count_365d",
            "emergency_admission_trend",
            "health_not_collected_90d",
            "health_not_collected_all");
  }

  @Test
  void the_catalogue_covers_every_kind_and_says_what_each_feature_is() {
    assertThat(FeatureCatalogue.all()).hasSizeGreaterThan(400);
    assertThat(FeatureCatalogue.all())
        .allSatisfy(feature -> assertThat(feature.description()).isNotBlank())
        .allSatisfy(feature -> assertThat(feature.unit()).isNotBlank());
    assertThat(FeatureCatalogue.within(365))
        .noneMatch(feature -> feature.name().endsWith("_730d"))
        .noneMatch(feature -> feature.name().endsWith("_all"))
        .anyMatch(feature -> feature.name().equals("home_care_total_365d"));
  }
}
