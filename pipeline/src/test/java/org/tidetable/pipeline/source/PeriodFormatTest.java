package org.tidetable.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodFormatTest {

  private static String parsed(String spelling, String... cells) {
    return new PeriodFormat(spelling)
        .parse(List.of(cells))
        .map(LocalDate::toString)
        .orElse("not a period");
  }

  @Test
  void a_month_is_named_by_its_first_day() {
    assertThat(parsed("MMMM yyyy", "April 2021")).isEqualTo("2021-04-01");
    assertThat(parsed("MMMM yyyy", "APRIL 2021")).isEqualTo("2021-04-01");
    assertThat(parsed("MMMM yyyy", "Smarch 2021")).isEqualTo("not a period");
  }

  @Test
  void a_day_that_does_not_exist_is_not_a_period() {
    assertThat(parsed("yyyy-MM-dd", "2024-02-29")).isEqualTo("2024-02-29");
    assertThat(parsed("yyyy-MM-dd", "2023-02-29")).isEqualTo("not a period");
    assertThat(parsed("dd/MM/yyyy", "31/06/2023")).isEqualTo("not a period");
  }

  @Test
  void an_iso_week_is_named_by_its_monday() {
    assertThat(parsed("iso_week", "2022", "Week 37")).isEqualTo("2022-09-12");
    assertThat(parsed("iso_week", "2023", "Week 1")).isEqualTo("2023-01-02");
    assertThat(parsed("iso_week", "2021", "1")).isEqualTo("2021-01-04");
    assertThat(parsed("iso_week", "2020", "Week 53")).isEqualTo("2020-12-28");
  }

  @Test
  void a_week_that_a_year_does_not_have_is_not_a_period() {
    assertThat(parsed("iso_week", "2022", "Week 53")).isEqualTo("not a period");
    assertThat(parsed("iso_week", "2022", "Week 0")).isEqualTo("not a period");
    assertThat(parsed("iso_week", "2022", "Autumn term")).isEqualTo("not a period");
  }

  @Test
  void a_year_to_march_begins_in_the_april_before() {
    assertThat(parsed("year_to_march", "2013")).isEqualTo("2012-04-01");
    assertThat(parsed("year_to_march", "2012-13")).isEqualTo("not a period");
  }

  @Test
  void two_years_that_follow_each_other_are_one_year() {
    assertThat(parsed("financial_year", "2018/19")).isEqualTo("2018-04-01");
    assertThat(parsed("financial_year", "2018-2019")).isEqualTo("2018-04-01");
    assertThat(parsed("academic_year", "201819")).isEqualTo("2018-09-01");
    assertThat(parsed("academic_year", "1999/00")).isEqualTo("1999-09-01");
    assertThat(parsed("academic_year", "201820")).isEqualTo("not a period");
    assertThat(parsed("calendar_year", "2018")).isEqualTo("2018-01-01");
  }

  @Test
  void a_quarter_is_numbered_or_named_by_its_months() {
    assertThat(parsed("calendar_quarter", "Q3 2018")).isEqualTo("2018-07-01");
    assertThat(parsed("calendar_quarter", "Jul-Sep 2019")).isEqualTo("2019-07-01");
    assertThat(parsed("calendar_quarter", "October-December 2023")).isEqualTo("2023-10-01");
    assertThat(parsed("calendar_quarter", "Q5 2018")).isEqualTo("not a period");
    assertThat(parsed("calendar_quarter", "Jun-Aug 2019")).isEqualTo("not a period");
  }

  @Test
  void a_month_may_be_named_by_its_last_day_and_a_day_by_its_number_in_excel() {
    assertThat(parsed("month_end", "2007-07-31")).isEqualTo("2007-07-01");
    assertThat(parsed("month_end", "2007-07-30")).isEqualTo("not a period");
    assertThat(parsed("excel_day", "44835")).isEqualTo("2022-10-01");
    assertThat(parsed("excel_day", "60")).isEqualTo("not a period");
    assertThat(parsed("excel_day", "44835.5")).isEqualTo("not a period");
  }

  @Test
  void the_departments_identifier_says_what_a_time_period_is() {
    assertThat(parsed("dfe", "2022", "Week 37")).isEqualTo("2022-09-12");
    assertThat(parsed("dfe", "201819", "Academic year")).isEqualTo("2018-09-01");
    assertThat(parsed("dfe", "202223", "Spring term")).isEqualTo("2023-01-01");
    assertThat(parsed("dfe", "2013", "Reporting year")).isEqualTo("2012-04-01");
    assertThat(parsed("dfe", "2013", "Calendar year")).isEqualTo("2013-01-01");
    assertThat(parsed("dfe", "201920", "Financial year")).isEqualTo("2019-04-01");
    assertThat(parsed("dfe", "2024", "March")).isEqualTo("2024-03-01");
    assertThat(parsed("dfe", "2013", "Whenever")).isEqualTo("not a period");
  }

  @Test
  void a_spelling_is_known_when_it_is_named_or_a_date_pattern() {
    assertThat(List.of("iso_week", "year_to_march", "MMMM yyyy")).allMatch(PeriodFormat::isKnown);
    assertThat(PeriodFormat.isKnown("month of birth")).isFalse();
  }
}
