package org.tidetable.pipeline.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

class DemandCheckTest {
  private static List<String> notes(
      Grain grain, List<String> methods, RunConfig.@Nullable Cohorts cohorts, Grain... temporal) {
    List<String> notes = new ArrayList<>();
    RunConfig.Demand demand =
        new RunConfig.Demand(
            "pupils",
            "Pupils",
            EventKind.PUPIL,
            null,
            "counts",
            grain,
            5,
            List.of("authority"),
            List.of(),
            List.of("R", "1", "all"),
            "gb-eng",
            "",
            methods,
            cohorts,
            List.of(temporal),
            null);
    new DemandCheck(demand, "demand[0]", (path, note) -> notes.add(path + "  " + note)).all();
    return notes;
  }

  @Test
  void an_unknown_method_is_told_with_the_closest_one_and_all_others() {
    assertThat(notes(Grain.MONTH, List.of("theta", "optimized_theta"), null))
        .singleElement()
        .asString()
        .startsWith("demand[0].methods[1]  \"optimized_theta\" is no method.")
        .contains("Did you mean \"optimised_theta\"?", "The methods are: naive, seasonal_naive")
        .contains("linear_regression");
  }

  @Test
  void a_method_that_a_setting_adds_is_not_named_with_the_others() {
    assertThat(notes(Grain.YEAR, List.of("cohort_survival"), null))
        .singleElement()
        .asString()
        .contains("is added by the setting \"cohorts\" of a demand");
  }

  @Test
  void longer_periods_must_always_be_as_many_of_the_short_ones() {
    assertThat(notes(Grain.MONTH, List.of(), null, Grain.QUARTER, Grain.YEAR)).isEmpty();
    assertThat(notes(Grain.DAY, List.of(), null, Grain.WEEK)).isEmpty();
    assertThat(notes(Grain.DAY, List.of(), null, Grain.MONTH))
        .containsExactly(
            "demand[0].temporal[0]  a month is not always the same number of days. Use week.");
    assertThat(notes(Grain.WEEK, List.of(), null, Grain.YEAR))
        .containsExactly(
            "demand[0].temporal[0]  a year is not always the same number of weeks. Leave it out.");
  }

  @Test
  void year_groups_are_parts_of_a_demand_by_year_and_births_are_known_four_years_ahead() {
    assertThat(notes(Grain.YEAR, List.of(), new RunConfig.Cohorts(List.of("R", "1"), "", null)))
        .isEmpty();
    assertThat(
            notes(
                Grain.MONTH,
                List.of(),
                new RunConfig.Cohorts(List.of("R", "Year 1"), "births.csv", 0)))
        .satisfiesExactly(
            note -> assertThat(note).contains("use grain: year"),
            note -> assertThat(note).contains("years  is 0"),
            note -> assertThat(note).contains("\"Year 1\" is forecast apart in neither"),
            note -> assertThat(note).contains("births  are known four years ahead"));
  }
}
