package org.tidetable.features.frame;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.features.history.IndexDates;
import org.tidetable.models.problem.RiskProblem.TargetCohort;
import org.tidetable.models.vocabulary.EventKind;

@ExtendWith(SharedSpark.class)
class LookedAfterTest {
  private static final LocalDate DAY = LocalDate.parse("2024-04-01");

  private final World world;

  LookedAfterTest(World world) {
    this.world = world;
  }

  private String of(String events) {
    Dataset<Row> people = world.people("person_id\nann\n");
    PersonFrames.Frame frame =
        PersonFrames.of(
            IndexDates.residents(people, List.of(DAY)).withColumn(PersonFrames.WANTED, lit(true)),
            world.events("person_id | kind | start_date | end_date | known_date\n" + events),
            DAY,
            new PersonFrames.Making(FeatureCatalogue.within(365), Map.of(), 365));
    try {
      return Rows.small(frame.rows()).get(0).getAs(LookedAfter.COLUMN);
    } finally {
      frame.release();
    }
  }

  @Test
  void a_spell_or_a_placement_that_goes_on_is_now_however_long_ago_it_began() {
    assertThat(of("ann | looked_after_start | 2019-05-01 | | 2019-06-01")).isEqualTo("now");
    assertThat(
            of(
                """
                ann | looked_after_start | 2019-05-01 | 2020-01-01 | 2020-06-01
                ann | placement_change | 2020-01-01 | | 2020-06-01
                """))
        .isEqualTo("now");
  }

  @Test
  void a_spell_that_has_ended_is_before_however_long_ago_and_so_is_a_count_on_one_day() {
    assertThat(of("ann | looked_after_start | 2009-05-01 | 2010-01-01 | 2010-06-01"))
        .isEqualTo("before");
    assertThat(of("ann | child_looked_after | 2023-03-31 | | 2023-06-30")).isEqualTo("before");
  }

  @Test
  void what_was_not_known_by_the_date_or_is_other_care_is_none() {
    assertThat(of("ann | looked_after_start | 2024-03-01 | | 2024-06-30")).isEqualTo("never known");
    assertThat(of("ann | child_protection_plan | 2020-03-01 | | 2020-03-02"))
        .isEqualTo("never known");
  }

  @Test
  void only_young_people_whose_care_is_recorded_are_told_apart() {
    Set<EventKind> recorded = EnumSet.of(EventKind.LOOKED_AFTER_START, EventKind.HOME_CARE);
    assertThat(LookedAfter.tells(aged(5), recorded)).isTrue();
    assertThat(LookedAfter.tells(aged(26), recorded)).isFalse();
    assertThat(LookedAfter.tells(aged(5), EnumSet.of(EventKind.HOME_CARE))).isFalse();
    assertThat(LookedAfter.tells(aged(5), EnumSet.of(EventKind.PLACEMENT_CHANGE))).isTrue();
    assertThat(
            LookedAfter.tells(
                aged(5), EnumSet.of(EventKind.CHILD_LOOKED_AFTER, EventKind.MISSING_FROM_CARE)))
        .isFalse();
  }

  private static TargetCohort aged(int from) {
    return new TargetCohort("some", from, 120, List.of(), "as they come");
  }
}
