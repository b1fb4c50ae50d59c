package org.tidetable.models.forecast.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.DemandCalendar.BankHoliday;
import org.tidetable.models.forecast.DemandCalendar.SchoolHoliday;

class UkHolidaysTest {
  private static List<String> dates(UkHolidays nation, int year) {
    return nation.of(year).stream()
        .map(day -> day.date() + (day.substitute() ? " substitute" : ""))
        .toList();
  }

  @Test
  void the_days_of_2026_are_those_that_the_government_published() {
    assertThat(dates(UkHolidays.ENGLAND_AND_WALES, 2026))
        .containsExactly(
            "2026-01-01",
            "2026-04-03",
            "2026-04-06",
            "2026-05-04",
            "2026-05-25",
            "2026-08-31",
            "2026-12-25",
            "2026-12-28 substitute");
    assertThat(dates(UkHolidays.SCOTLAND, 2026))
        .containsExactly(
            "2026-01-01",
            "2026-01-02",
            "2026-04-03",
            "2026-05-04",
            "2026-05-25",
            "2026-08-03",
            "2026-11-30",
            "2026-12-25",
            "2026-12-28 substitute");
    assertThat(dates(UkHolidays.NORTHERN_IRELAND, 2026))
        .contains("2026-03-17", "2026-07-13 substitute");
  }

  @Test
  void a_christmas_on_a_weekend_has_substitutes_on_the_next_free_days() {
    assertThat(dates(UkHolidays.ENGLAND_AND_WALES, 2027))
        .endsWith("2027-12-27 substitute", "2027-12-28 substitute");
    assertThat(dates(UkHolidays.ENGLAND_AND_WALES, 2022))
        .startsWith("2022-01-03 substitute")
        .endsWith("2022-12-26", "2022-12-27 substitute");
    assertThat(dates(UkHolidays.SCOTLAND, 2028))
        .startsWith("2028-01-03 substitute", "2028-01-04 substitute");
  }

  @Test
  void easter_is_where_the_church_has_it() {
    assertThat(UkHolidays.easter(2019)).isEqualTo("2019-04-21");
    assertThat(UkHolidays.easter(2024)).isEqualTo("2024-03-31");
    assertThat(UkHolidays.easter(2038)).isEqualTo("2038-04-25");
    assertThat(UkHolidays.easter(2285)).isEqualTo("2285-03-22");
  }

  @Test
  void a_calendar_written_as_lines_is_the_same_calendar() {
    var calendar =
        new DemandCalendar(
            List.of(
                new BankHoliday(LocalDate.of(2022, 12, 27), "Christmas Day", true),
                new BankHoliday(LocalDate.of(2022, 6, 3), "Platinum Jubilee, a name", false)),
            List.of(
                new SchoolHoliday(
                    "Autumn half-term", LocalDate.of(2022, 10, 24), LocalDate.of(2022, 10, 28))));
    assertThat(DemandCalendar.ofLines(calendar.lines())).isEqualTo(calendar);
    assertThat(calendar.bankHolidays().get(1).code()).isEqualTo("christmas_day");
    assertThat(new BankHoliday(LocalDate.EPOCH, "New Year’s Day", false).code())
        .isEqualTo("new_years_day");
  }
}
