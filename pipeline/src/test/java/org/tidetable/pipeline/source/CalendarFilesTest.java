package org.tidetable.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.DemandCalendar.BankHoliday;
import org.tidetable.models.forecast.DemandCalendar.SchoolHoliday;
import org.tidetable.models.forecast.calendar.UkHolidays;
import org.tidetable.pipeline.run.UserError;

class CalendarFilesTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final Path PUBLISHED = CONF.resolve("demo/bank_holidays.json.gz");

  @Test
  void the_law_gives_the_published_days_of_every_year_without_a_proclamation() {
    Map<String, UkHolidays> nations =
        Map.of(
            "gb-eng", UkHolidays.ENGLAND_AND_WALES,
            "gb-sct", UkHolidays.SCOTLAND,
            "gb-nir", UkHolidays.NORTHERN_IRELAND);
    nations.forEach(
        (code, nation) -> {
          DemandCalendar published = BankHolidays.read(PUBLISHED, code);
          for (int year : new int[] {2013, 2014, 2016, 2017, 2019, 2021, 2024, 2026, 2027, 2028}) {
            var expected = new TreeSet<LocalDate>();
            nation.of(year).forEach(day -> expected.add(day.date()));
            nation.fixed(year).forEach(day -> expected.add(day.date()));
            int wanted = year;
            assertThat(published.daysOff().stream().filter(day -> day.getYear() == wanted))
                .as(code + " " + year)
                .containsExactlyElementsOf(expected);
          }
        });
  }

  @Test
  void extra_days_and_years_beyond_the_file_are_known() {
    DemandCalendar england = BankHolidays.read(PUBLISHED, "gb-eng");
    assertThat(england.bankHolidays())
        .contains(
            new BankHoliday(
                LocalDate.of(2022, 9, 19),
                "Bank Holiday for the State Funeral of Queen Elizabeth II",
                false))
        .contains(new BankHoliday(LocalDate.of(2022, 12, 27), "Christmas Day", true))
        .contains(new BankHoliday(LocalDate.of(2022, 12, 25), "Christmas Day", false))
        .contains(new BankHoliday(LocalDate.of(2035, 3, 26), "Easter Monday", false))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_half_terms_of_english_schools_are_weeks_from_monday_to_friday() {
    List<SchoolHoliday> holidays =
        SchoolHolidays.read(CONF.resolve("calendars/school-holidays-england.csv"));
    assertThat(holidays)
        .contains(
            new SchoolHoliday(
                "Autumn half-term", LocalDate.of(2023, 10, 23), LocalDate.of(2023, 10, 27)));
    for (SchoolHoliday holiday : holidays) {
      if (holiday.name().endsWith("half-term")) {
        assertThat(holiday.first().getDayOfWeek().getValue()).isEqualTo(1);
        assertThat(holiday.last()).isEqualTo(holiday.first().plusDays(4));
      }
    }
  }

  @Test
  void a_wrong_date_in_a_school_calendar_is_told_with_its_line(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("terms.csv");
    Files.writeString(file, "name,first_day,last_day\nEaster,2025-04-14,2025-04-13\n");
    assertThatThrownBy(() -> SchoolHolidays.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("terms.csv:2");
  }
}
