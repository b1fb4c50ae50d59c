package org.tidetable.models.forecast.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.DemandCalendar.BankHoliday;
import org.tidetable.models.forecast.DemandCalendar.SchoolHoliday;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

class CalendarEffectsTest {
  private static final LocalDateTime FIRST = LocalDateTime.parse("2021-01-04T00:00");

  /** Two school holidays a year, of a week and of six. */
  private static final DemandCalendar SCHOOLS =
      DemandCalendar.NONE.withSchoolHolidays(
          List.of(
              holiday("Half-term", "2021-02-15", 7),
              holiday("Summer", "2021-07-26", 42),
              holiday("Half-term", "2022-02-14", 7),
              holiday("Summer", "2022-07-25", 42),
              holiday("Half-term", "2023-02-13", 7),
              holiday("Summer", "2023-07-24", 42)));

  private static SchoolHoliday holiday(String name, String first, int days) {
    LocalDate from = LocalDate.parse(first);
    return new SchoolHoliday(name, from, from.plusDays(days - 1L));
  }

  private static Series days(double[] values) {
    return new Series("a", Grain.DAY, FIRST, values);
  }

  @Test
  void bank_holidays_are_compared_with_the_same_weekday_around() {
    double[] values = new double[400];
    Arrays.setAll(values, day -> 100 + 10 * (day % 7));
    List<BankHoliday> holidays = new ArrayList<>();
    for (int day : new int[] {50, 121, 200, 300}) {
      holidays.add(new BankHoliday(FIRST.toLocalDate().plusDays(day), "Day " + day, false));
      values[day] *= 0.8;
    }
    DemandCalendar calendar = new DemandCalendar(holidays, List.of());

    assertThat(CalendarEffects.of(days(values), calendar).bankHolidays())
        .hasValueCloseTo(-20.0, within(1e-9));
    assertThat(CalendarEffects.of(days(values), DemandCalendar.NONE).bankHolidays()).isEmpty();
  }

  @Test
  void school_holidays_are_compared_with_the_term_before_and_after() {
    double[] values = new double[1000];
    Arrays.setAll(
        values,
        day -> {
          LocalDate date = FIRST.toLocalDate().plusDays(day);
          double usual = 100 + 10 * (day % 7) + 0.1 * day;
          return SCHOOLS.schoolDaysOff().contains(date) ? 0.7 * usual : usual;
        });

    assertThat(CalendarEffects.of(days(values), SCHOOLS).schoolHolidays())
        .hasValueCloseTo(-30.0, within(0.2));
  }

  @Test
  void weeks_of_holidays_are_found_too() {
    double[] values = new double[140];
    Arrays.setAll(
        values,
        week ->
            SCHOOLS.schoolDaysOff().contains(FIRST.toLocalDate().plusWeeks(week).plusDays(2))
                ? 60
                : 50);

    assertThat(
            CalendarEffects.of(new Series("a", Grain.WEEK, FIRST, values), SCHOOLS)
                .schoolHolidays())
        .hasValueCloseTo(20.0, within(1e-9));
  }

  @Test
  void holidays_that_do_nothing_are_seldom_told() {
    int told = 0;
    for (int seed = 0; seed < 200; seed++) {
      told +=
          CalendarEffects.of(days(noise(1000, seed)), SCHOOLS).schoolHolidays().isPresent() ? 1 : 0;
    }
    // One in twenty: 10 of 200, with a standard deviation of 3.
    assertThat(told).isLessThanOrEqualTo(19);
  }

  private static double[] noise(int length, long seed) {
    Random random = new Random(seed);
    double[] values = new double[length];
    Arrays.setAll(values, day -> 100 + 5 * random.nextGaussian());
    return values;
  }

  @Test
  void the_months_of_days_are_told() {
    double[] values = noise(3 * 364, 1);
    for (int day = 0; day < values.length; day++) {
      Month month = FIRST.toLocalDate().plusDays(day).getMonth();
      values[day] += month == Month.JANUARY ? 48 : month == Month.JUNE ? -48 : 0;
    }
    CalendarEffects effects = CalendarEffects.of(days(values), DemandCalendar.NONE);

    CalendarEffects.MonthLevel high = effects.high().orElseThrow();
    assertThat(high.month()).isEqualTo(Month.JANUARY);
    assertThat(high.size()).isCloseTo(48, within(3.0));
    assertThat(effects.low().orElseThrow().month()).isEqualTo(Month.JUNE);
    assertThat(CalendarEffects.of(days(Arrays.copyOf(values, 700)), DemandCalendar.NONE).high())
        .isEmpty();
  }

  @Test
  void months_of_noise_are_seldom_told() {
    for (int years : new int[] {2, 3}) {
      int told = 0;
      for (int seed = 0; seed < 200; seed++) {
        told +=
            CalendarEffects.of(days(noise(years * 364, seed)), DemandCalendar.NONE)
                    .high()
                    .isPresent()
                ? 1
                : 0;
      }
      assertThat(told).isLessThanOrEqualTo(19);
    }
  }

  @Test
  void what_grows_has_no_season_for_that() {
    double[] values = noise(3 * 364 + 40, 3);
    for (int day = 0; day < values.length; day++) {
      values[day] *= Math.pow(1.1, day / 364.0);
    }
    CalendarEffects effects = CalendarEffects.of(days(values), DemandCalendar.NONE);

    assertThat(effects.high()).isEmpty();
    assertThat(effects.low()).isEmpty();
  }

  @Test
  void a_month_that_is_high_in_one_year_only_is_no_season() {
    double[] values = noise(3 * 364, 4);
    for (int day = 364; day < 364 + 28; day++) {
      values[day] = 400;
    }

    assertThat(CalendarEffects.of(days(values), DemandCalendar.NONE).high()).isEmpty();
  }

  @Test
  void nothing_is_told_of_months_where_one_is_hardly_known() {
    double[] values = noise(3 * 364, 5);
    for (int day = 0; day < values.length; day++) {
      Month month = FIRST.toLocalDate().plusDays(day).getMonth();
      values[day] += month == Month.JANUARY ? 48 : 0;
    }
    Arrays.fill(values, 364 + 150, 364 + 181, Double.NaN);

    assertThat(CalendarEffects.of(days(values), DemandCalendar.NONE).high()).isEmpty();
  }
}
