package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.DemandCalendar.BankHoliday;
import org.tidetable.models.forecast.DemandCalendar.SchoolHoliday;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.calendar.UkHolidays;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

/** A service that has 100 a day, and on working days without school 140. */
class SchoolHolidaysTest {
  private static final LocalDate FIRST = LocalDate.of(2019, 1, 7);
  private static final double USUAL = 100;
  private static final double MORE = 40;

  private static List<SchoolHoliday> holidays() {
    List<SchoolHoliday> holidays = new ArrayList<>();
    for (int year = 2018; year <= 2025; year++) {
      LocalDate easter = UkHolidays.easter(year);
      add(holidays, "February half-term", monday(LocalDate.of(year, 2, 14)), 1);
      add(holidays, "Easter", monday(easter.minusDays(8)), 2);
      add(holidays, "May half-term", monday(LocalDate.of(year, 5, 25)), 1);
      add(holidays, "Summer", monday(LocalDate.of(year, 7, 22)), 6);
      add(holidays, "Autumn half-term", monday(LocalDate.of(year, 10, 22)), 1);
      add(holidays, "Christmas", monday(LocalDate.of(year, 12, 21)), 2);
    }
    return holidays;
  }

  private static LocalDate monday(LocalDate from) {
    return from.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
  }

  private static void add(List<SchoolHoliday> holidays, String name, LocalDate first, int weeks) {
    holidays.add(new SchoolHoliday(name, first, first.plusDays(7L * weeks - 3)));
  }

  private static List<BankHoliday> bankHolidays() {
    List<BankHoliday> days = new ArrayList<>();
    for (int year = 2018; year <= 2025; year++) {
      days.addAll(UkHolidays.ENGLAND_AND_WALES.of(year));
    }
    return days;
  }

  /** How many come in a period that begins on that day, in the mean of its days. */
  private static double planted(Grain grain, LocalDate start, Set<LocalDate> closed) {
    int days = grain == Grain.WEEK ? 7 : 1;
    double sum = 0;
    for (int day = 0; day < days; day++) {
      sum += USUAL + (closed.contains(start.plusDays(day)) ? MORE : 0);
    }
    return sum / days;
  }

  private static Series planted(Grain grain, int length, Set<LocalDate> closed) {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = new double[length];
    for (int time = 0; time < length; time++) {
      double luck = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
      LocalDate start = grain.plus(FIRST.atStartOfDay(), time).toLocalDate();
      values[time] = planted(grain, start, closed) * Math.exp(0.06 * luck);
    }
    return new Series("contacts", grain, FIRST.atStartOfDay(), values);
  }

  private static Forecast.Made forecast(Series history, int horizon, DemandCalendar calendar) {
    Grain grain = history.grain();
    List<String> names = Pool.FULL.methods(grain);
    List<ForecastMethod> methods = new ArrayList<>(Methods.locals(names, calendar));
    for (String name : names) {
      ForecastMethod method = Methods.named(name, calendar, 1);
      method.fold(local -> false, methods::add);
    }
    DemandProblem problem =
        new DemandProblem(
            "contacts",
            EventKind.CARE_REQUEST,
            Optional.empty(),
            grain,
            horizon,
            DemandProblem.PUBLISHED_LEVELS);
    return DemandForecasts.make(
            problem, Backtest.of(grain, horizon, Pool.FULL), List.of(history), methods)
        .forecasts()
        .get(0)
        .fold(made -> made, notMade -> null);
  }

  /** From before half-term, from before Christmas and from before Easter. */
  @ParameterizedTest
  @CsvSource({"DAY,2023-10-09,28", "DAY,2023-03-20,28", "WEEK,2023-10-02,12", "WEEK,2023-03-06,12"})
  void what_the_holidays_of_schools_do_is_forecast_where_they_are_known(
      Grain grain, LocalDate origin, int horizon) {
    DemandCalendar banks = new DemandCalendar(bankHolidays(), List.of());
    DemandCalendar schools = banks.withSchoolHolidays(holidays());
    Set<LocalDate> closed = schools.schoolDaysOff();
    int length = (int) grain.between(FIRST.atStartOfDay(), origin.atStartOfDay());
    Series history = planted(grain, length, closed);

    Forecast.Made with = forecast(history, horizon, schools);
    Forecast.Made without = forecast(history, horizon, banks);

    double error = 0;
    double errorWithout = 0;
    double found = 0;
    int holidays = 0;
    for (int ahead = 0; ahead < horizon; ahead++) {
      LocalDate start = with.points().get(ahead).periodStart().toLocalDate();
      double truth = planted(grain, start, closed);
      error += Math.abs(with.points().get(ahead).expected() - truth);
      errorWithout += Math.abs(without.points().get(ahead).expected() - truth);
      if (truth > USUAL + MORE / 2) {
        found += with.points().get(ahead).expected() - USUAL;
        holidays++;
      }
    }
    double effect = grain == Grain.WEEK ? MORE * 5 / 7 : MORE;
    assertThat(found / holidays).isCloseTo(effect, within(0.15 * effect));
    assertThat(error).isLessThan(0.5 * errorWithout);
  }
}
