package org.tidetable.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

class LeadIndicatorsTest {
  private static final Map<String, String> PARENTS =
      Map.of("leeds", "north", "york", "north", "north", "england", "bath", "west", "west", "bath");

  private static Optional<String> found(String place, String... given) {
    Map<String, Series> byPlace = new HashMap<>();
    for (String one : given) {
      byPlace.put(
          one,
          new Series(one, Grain.MONTH, LocalDateTime.parse("2024-01-01T00:00"), new double[0]));
    }
    return new LeadIndicators.Indicators(byPlace, PARENTS).of(place).map(Series::id);
  }

  @Test
  void a_place_has_its_own_indicator_before_that_of_all_ages() {
    assertThat(found("leeds/0-4", "leeds/0-4", "leeds", "north/0-4")).contains("leeds/0-4");
    assertThat(found("leeds/0-4", "leeds", "north/0-4")).contains("leeds");
  }

  @Test
  void else_it_has_that_of_the_nearest_area_above() {
    assertThat(found("leeds/0-4", "england", "north/0-4", "north")).contains("north/0-4");
    assertThat(found("york", "england", "leeds")).contains("england");
  }

  @Test
  void areas_that_lie_in_each_other_end_the_search() {
    assertThat(found("bath", "leeds")).isEmpty();
  }
}
