package org.tidetable.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SectorLiftsTest {

  @Test
  void a_sector_is_all_that_its_records_told_also_of_household_and_area() {
    Map<String, List<String>> parts =
        SectorLifts.parts(
            List.of(
                "age_years",
                "deprivation",
                "emergency_admission_count_365d",
                "home_care_count_90d",
                "absence_session_total_365d",
                "household_absence_session_365d",
                "area_home_care_rate_365d",
                "education_not_collected_730d"));

    assertThat(parts)
        .containsOnlyKeys("health", "care", "education", "all_but_health")
        .containsEntry("health", List.of("emergency_admission_count_365d"));
    assertThat(parts.get("care"))
        .containsExactlyInAnyOrder("home_care_count_90d", "area_home_care_rate_365d");
    assertThat(parts.get("education"))
        .containsExactlyInAnyOrder(
            "absence_session_total_365d",
            "household_absence_session_365d",
            "education_not_collected_730d");
    assertThat(parts.get("all_but_health")).hasSize(5).doesNotContain("age_years", "deprivation");
  }

  @Test
  void a_sector_that_tells_nobody_apart_is_no_part() {
    assertThat(SectorLifts.parts(List.of("age_years", "home_care_count_90d")))
        .containsOnlyKeys("care");
    assertThat(SectorLifts.parts(List.of("age_years"))).isEmpty();
  }
}
