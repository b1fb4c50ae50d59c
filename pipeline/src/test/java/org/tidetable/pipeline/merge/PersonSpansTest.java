package org.tidetable.pipeline.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Years stand for days here: 2020 is 1 January 2020, and 0 is no end. */
class PersonSpansTest {
  private static final int REGISTER = 0;
  private static final int SCHOOL = 1;
  private static final int CARE = 2;

  @Test
  void addresses_that_follow_each_other_stay_as_they_are() {
    assertThat(
            history(
                told(REGISTER, 2019, "N1", 2010, 2020, "moved"),
                told(REGISTER, 2020, "N2", 2020, 0, null)))
        .containsExactly("N1 2010-2020 moved", "N2 2020-");
  }

  @Test
  void the_register_is_believed_before_a_source_and_the_source_fills_what_it_leaves_open() {
    assertThat(
            history(
                told(REGISTER, 1970, "N1", 2015, 2020, "moved"),
                told(SCHOOL, 2022, "S9", 2018, 0, null)))
        .containsExactly("N1 2015-2020 moved", "S9 2020-");
  }

  @Test
  void among_sources_the_later_known_is_believed_and_then_the_one_named_first() {
    assertThat(
            history(
                told(SCHOOL, 2021, "S1", 2018, 0, null), told(CARE, 2022, "C1", 2020, 2021, null)))
        .containsExactly("S1 2018-2020", "C1 2020-2021", "S1 2021-");
    assertThat(
            history(told(CARE, 2022, "C1", 2018, 0, null), told(SCHOOL, 2022, "S1", 2018, 0, null)))
        .containsExactly("S1 2018-");
  }

  @Test
  void a_death_told_by_a_source_ends_an_address_that_was_never_closed() {
    assertThat(
            history(
                told(REGISTER, 1970, "N1", 2015, 0, null),
                told(CARE, 2022, "N1", 2018, 2021, "died")))
        .containsExactly("N1 2015-2021 died");
  }

  @Test
  void the_same_address_told_twice_is_one_span() {
    assertThat(
            history(
                told(SCHOOL, 2021, "S1", 2018, 2020, null),
                told(SCHOOL, 2021, "S1", 2020, 2022, null)))
        .containsExactly("S1 2018-2022");
  }

  @Test
  void days_that_nobody_tells_of_are_a_gap() {
    assertThat(
            history(
                told(SCHOOL, 2021, "S1", 2015, 2016, null),
                told(SCHOOL, 2021, "S1", 2018, 0, null)))
        .containsExactly("S1 2015-2016", "S1 2018-");
  }

  @Test
  void only_two_addresses_on_one_day_are_a_conflict() {
    assertThat(
            PersonSpans.of(
                    List.of(
                        told(SCHOOL, 2021, "S1", 2018, 0, null),
                        told(CARE, 2022, "C1", 2020, 0, null)))
                .conflict())
        .isTrue();
    assertThat(
            PersonSpans.of(
                    List.of(
                        told(SCHOOL, 2021, "S1", 2018, 2020, null),
                        told(CARE, 2022, "C1", 2020, 0, null)))
                .conflict())
        .isFalse();
  }

  @Test
  void a_source_without_addresses_adds_no_days_to_the_registers() {
    assertThat(
            history(
                told(REGISTER, 1970, "N1", 2015, 2020, "moved"),
                told(CARE, 2022, null, 2010, 0, null)))
        .containsExactly("N1 2015-2020 moved");
    assertThat(history(told(CARE, 2022, null, 2010, 0, null))).containsExactly("null 2010-");
  }

  private static Span told(
      int order, int known, @Nullable String area, int from, int to, @Nullable String reason) {
    return new Span(
        order,
        day(known),
        day(2010),
        "F",
        null,
        area,
        null,
        null,
        day(from),
        to == 0 ? null : day(to),
        reason);
  }

  private static LocalDate day(int year) {
    return LocalDate.of(year, 1, 1);
  }

  private static List<String> history(Span... told) {
    return PersonSpans.of(List.of(told)).spans().stream()
        .map(
            span -> {
              LocalDate to = span.to();
              return span.area()
                  + " "
                  + span.from().getYear()
                  + "-"
                  + (to == null ? "" : to.getYear())
                  + (span.endReason() == null ? "" : " " + span.endReason());
            })
        .toList();
  }
}
