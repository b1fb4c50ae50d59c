package org.tidetable.models.forecast.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

class ShapesAndSeasonsTest {
  private static final double[] WEEK = {1.2, 1.1, 1.0, 1.0, 1.1, 0.9, 0.7};
  private static final LocalDateTime MONDAY = LocalDateTime.parse("2022-01-03T00:00");

  private static Series days(int count) {
    SplittableRandom random = new SplittableRandom(4);
    double[] values = new double[count];
    for (int day = 0; day < count; day++) {
      double year = 1 + 0.2 * Math.sin(2 * Math.PI * day / 365.2425);
      values[day] = 300 * WEEK[day % 7] * year * (1 + 0.02 * (random.nextDouble() - 0.5));
    }
    return new Series("days", Grain.DAY, MONDAY, values);
  }

  private static Series hours(int count) {
    double[] values = new double[count];
    for (int hour = 0; hour < count; hour++) {
      int day = hour / 24 % 7;
      double shape =
          day < 5 ? 1 + Math.sin(Math.PI * (hour % 24) / 12) : hour % 24 < 12 ? 0.5 : 1.5;
      values[hour] = 20 * WEEK[day] * shape;
    }
    return new Series("hours", Grain.HOUR, MONDAY, values);
  }

  private static double error(ForecastMethod.Local method, Series whole, int horizon) {
    int origin = whole.length() - horizon;
    double[] path = method.forecast(whole.head(origin), horizon).values();
    double sum = 0;
    double size = 0;
    for (int ahead = 0; ahead < horizon; ahead++) {
      sum += Math.abs(path[ahead] - whole.value(origin + ahead));
      size += whole.value(origin + ahead);
    }
    return sum / size;
  }

  @Test
  void hours_have_the_shape_of_their_weekday() {
    assertThat(error(new LevelTimesShape(DemandCalendar.NONE), hours(24 * 120), 168))
        .isLessThan(0.05);
    assertThat(error(new MultipleSeasons(), hours(24 * 120), 168)).isLessThan(0.05);
  }

  @Test
  void days_have_a_week_and_a_year() {
    assertThat(error(new LevelTimesShape(DemandCalendar.NONE), days(900), 28)).isLessThan(0.05);
    assertThat(error(new MultipleSeasons(), days(1400), 120)).isLessThan(0.03);
  }

  @Test
  void a_bank_holiday_is_multiplied_by_what_it_was_before() {
    LocalDate start = MONDAY.toLocalDate();
    List<DemandCalendar.BankHoliday> holidays =
        List.of(20, 120, 220, 320, 420, 503).stream()
            .map(day -> new DemandCalendar.BankHoliday(start.plusDays(day), "Feast", false))
            .toList();
    double[] values = days(503).values();
    holidays
        .subList(0, 5)
        .forEach(day -> values[(int) (day.date().toEpochDay() - start.toEpochDay())] *= 0.5);
    Series history = new Series("days", Grain.DAY, MONDAY, values);
    var calendar = new DemandCalendar(holidays, List.of());
    double known = new LevelTimesShape(calendar).forecast(history, 7).values()[0];
    double unknown = new LevelTimesShape(DemandCalendar.NONE).forecast(history, 7).values()[0];
    assertThat(known / unknown).isCloseTo(0.6, within(0.12));
  }

  @Test
  void what_cannot_be_divided_is_refused() {
    var shape = new LevelTimesShape(DemandCalendar.NONE);
    Series below = new Series("b", Grain.DAY, MONDAY, new double[] {1, -1, 2, 3, 4, 5, 6, 7});
    assertThat(shape.forecast(below, 3).cause()).contains("below zero");
    assertThat(shape.forecast(days(20), 3).cause()).contains("whole weeks");
    Series zeros = new Series("z", Grain.DAY, MONDAY, new double[90]);
    assertThat(shape.forecast(zeros, 3).cause()).contains("zero");
    Series months = new Series("m", Grain.MONTH, MONDAY, new double[90]);
    assertThat(shape.forecast(months, 3).isMade()).isFalse();
    assertThat(new MultipleSeasons().forecast(months, 3).isMade()).isFalse();
    assertThat(new MultipleSeasons().forecast(hours(200), 3).cause()).contains("two whole seasons");
  }

  @Test
  void gaps_zeros_and_one_large_number_give_a_path() {
    SplittableRandom random = new SplittableRandom(2);
    for (Grain grain : new Grain[] {Grain.HOUR, Grain.DAY, Grain.WEEK}) {
      for (int kind = 0; kind < 4; kind++) {
        double[] values = new double[grain == Grain.HOUR ? 4000 : 900];
        for (int time = 0; time < values.length; time++) {
          values[time] =
              switch (kind) {
                case 0 -> random.nextDouble() < 0.4 ? Double.NaN : random.nextInt(5);
                case 1 -> time == 50 ? 1e8 : 3;
                case 2 -> time % 24 < 8 ? 0 : 5;
                default -> time > 300 && time < 700 ? Double.NaN : 9 + time % 7;
              };
        }
        Series history = new Series("s", grain, MONDAY, values);
        for (ForecastMethod.Local method :
            List.of(new LevelTimesShape(DemandCalendar.NONE), new MultipleSeasons())) {
          ForecastPath path = method.forecast(history, 60);
          assertThat(path.isMade() || !path.cause().isBlank()).isTrue();
          if (grain == Grain.DAY) {
            assertThat(path.isMade()).as(method.name() + " " + kind).isTrue();
          }
        }
      }
    }
  }
}
