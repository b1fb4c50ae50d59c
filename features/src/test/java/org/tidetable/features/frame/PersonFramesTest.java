package org.tidetable.features.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.feature.Feature;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.features.history.History;

@ExtendWith(SharedSpark.class)
class PersonFramesTest {
  private final World world;

  PersonFramesTest(World world) {
    this.world = world;
  }

  /** Ann has been to hospital; of Bob nothing is known. */
  private List<Row> frame() {
    Dataset<Row> people =
        world.people(
            """
            person_id | sex | deprivation_decile | household_id
            ann       | F   | 1                  | h1
            bob       |     |                    |
            """);
    Dataset<Row> events =
        world.events(
            """
            person_id | kind                | start_date
            ann       | emergency_admission | 2024-03-01
            """);
    Dataset<Row> index = world.index(people, "2024-04-01");
    Dataset<Row> history = History.before(index, people, events, Period.ofYears(1));
    return Rows.small(PersonFrames.of(index, history, FeatureCatalogue.all()).orderBy("person_id"));
  }

  @Test
  void every_person_has_every_feature_and_none_is_missing() {
    List<Row> frame = frame();
    assertThat(frame).hasSize(2);
    for (Row row : frame) {
      assertThat(FeatureCatalogue.all())
          .allSatisfy(feature -> assertThat(row.<Double>getAs(feature.name())).isNotNegative());
    }
  }

  @Test
  void who_has_no_event_has_the_values_of_an_empty_history() {
    Row bob = frame().get(1);
    for (Feature feature : FeatureCatalogue.all()) {
      if (feature.basis() == Feature.Basis.HISTORY) {
        double expected = feature.name().startsWith("days_since") ? 365 : 0;
        assertThat(bob.<Double>getAs(feature.name())).as(feature.name()).isEqualTo(expected);
      }
    }
  }

  @Test
  void what_is_not_recorded_of_a_person_is_said_by_a_feature_of_its_own() {
    List<Row> frame = frame();
    assertThat(frame.get(0).<Double>getAs("deprivation")).isEqualTo(9);
    assertThat(frame.get(0).<Double>getAs("deprivation_unknown")).isEqualTo(0);
    assertThat(frame.get(1).<Double>getAs("deprivation_unknown")).isEqualTo(1);
    assertThat(frame.get(1).<Double>getAs("sex_unknown")).isEqualTo(1);
    assertThat(frame.get(1).<Double>getAs("is_male")).isEqualTo(0);
  }
}
