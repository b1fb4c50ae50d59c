package org.tidetable.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidetable.features.frame.Rows.Subject;

class AreaListsTest {

  @Test
  void each_area_has_its_highest_risks_and_nobody_for_whom_the_risk_is_withdrawn() {
    List<Subject> people =
        List.of(
            person(1, "north", "F"),
            person(2, "north", "M"),
            person(3, "north", "F"),
            person(4, "north", "F"),
            person(5, "south", "F"),
            person(6, "south", "F"));
    AreaLists lists = new AreaLists(people, person -> person.sex().equals("F"), 2);

    boolean[] listed = lists.listed(new double[] {0.3, 0.9, 0.1, 0.3, 0.01, 0.02});

    // Two in the north are alike: the place after the highest goes to the lower number.
    assertThat(listed).containsExactly(true, false, false, true, true, true);
    assertThat(lists.listed(new double[] {0.2, 0.9, 0.2, 0.2, 0.01, 0.02}))
        .containsExactly(true, false, true, false, true, true);
  }

  private static Subject person(long id, String area, String sex) {
    return new Subject(
        id,
        LocalDate.of(2024, 4, 1),
        70,
        sex,
        "A",
        area,
        3,
        Optional.empty(),
        Optional.of(false),
        1);
  }
}
