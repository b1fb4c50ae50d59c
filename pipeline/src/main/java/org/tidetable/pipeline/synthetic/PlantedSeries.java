package org.tidetable.pipeline.synthetic;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tidetable.models.forecast.DemandCalendar.BankHoliday;
import org.tidetable.models.forecast.calendar.UkHolidays;

/**
 * A made-up service whose counts follow known effects: a mean for each day is level x weekday x
 * year x holiday, and of hours a share of it; the level drifts a little and chance does the rest.
 *
 * @param id the series
 * @param level the usual count of a period
 * @param weekdays factors from Monday to Sunday
 * @param year how far the year goes up and down, as a share
 * @param peak the day of the year of its height
 * @param bankHoliday the factor of most bank holidays, as against the same weekday
 * @param christmas the factor of Christmas Day
 * @param newYear the factor of New Year's Day
 * @param dayAfter the factor of a working day after a bank holiday
 * @param noise standard deviation of the logarithm of what no effect explains, counting luck apart
 * @param hours factors of the hours of a day; one 1 for a series of days
 */
record PlantedSeries(
    String id,
    double level,
    List<Double> weekdays,
    double year,
    int peak,
    double bankHoliday,
    double christmas,
    double newYear,
    double dayAfter,
    double noise,
    List<Double> hours) {
  private static final double YEAR = 365.25;
  private static final double DRIFT = 0.002;
  private static final double LARGE = 30;
  private static final List<Double> ONE = List.of(1.0);
  private static final List<Double> DAYTIME =
      List.of(
          0.35, 0.3, 0.27, 0.25, 0.26, 0.32, 0.5, 0.8, 1.2, 1.55, 1.7, 1.7, 1.6, 1.5, 1.45, 1.45,
          1.5, 1.55, 1.5, 1.35, 1.15, 0.95, 0.7, 0.5);
  private static final List<Double> OFFICE =
      List.of(
          0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.05, 0.4, 2.6, 3.2, 2.9, 2.6, 2.1, 2.2, 2.3, 2.1,
          1.8, 1.1, 0.3, 0.1, 0.05, 0.03, 0.02, 0.02);
  private static final List<Double> EVENING =
      List.of(
          0.7, 0.55, 0.45, 0.4, 0.4, 0.5, 0.7, 1.0, 1.2, 1.2, 1.1, 1.0, 0.95, 0.95, 1.0, 1.1, 1.25,
          1.4, 1.5, 1.5, 1.45, 1.35, 1.2, 0.95);

  private static final List<Double> FLAT = List.of(1.06, 1.0, 0.98, 0.98, 1.0, 0.99, 0.99);
  private static final List<Double> WORKING = List.of(1.18, 1.14, 1.12, 1.12, 1.18, 0.7, 0.56);
  private static final List<Double> CLOSED = List.of(1.6, 1.4, 1.3, 1.25, 1.25, 0.12, 0.08);
  private static final List<Double> BUSY_WEEKEND = List.of(0.94, 0.9, 0.9, 0.92, 0.98, 1.2, 1.16);

  static final List<PlantedSeries> DAILY =
      List.of(
          days("emergency_attendances", 420, FLAT, 0.04, 180, 0.95, 0.78, 1.06, 1.07, 0.03),
          days("hospital_discharges", 190, WORKING, 0.03, 20, 0.66, 0.4, 0.62, 1.1, 0.05),
          days("ambulance_calls", 950, FLAT, 0.06, 355, 1.02, 0.9, 1.35, 1.0, 0.03),
          days("urgent_phone_calls", 640, BUSY_WEEKEND, 0.15, 350, 1.25, 0.85, 1.15, 1.0, 0.05),
          days("home_care_hours", 2600, FLAT, 0.02, 30, 0.97, 0.85, 0.95, 1.0, 0.02),
          days("safeguarding_contacts", 85, CLOSED, 0.1, 60, 0.2, 0.15, 0.18, 1.15, 0.06));

  static final List<PlantedSeries> HOURLY =
      List.of(
          hours("emergency_arrivals", 18, FLAT, 180, 0.95, 0.78, DAYTIME),
          hours("ambulance_calls_by_hour", 40, FLAT, 355, 1.02, 0.9, EVENING),
          hours("urgent_calls_by_hour", 27, BUSY_WEEKEND, 350, 1.25, 0.85, EVENING),
          hours("contact_centre_calls", 45, CLOSED, 60, 0.1, 0.05, OFFICE));

  private static PlantedSeries days(
      String id,
      double level,
      List<Double> weekdays,
      double year,
      int peak,
      double bankHoliday,
      double christmas,
      double newYear,
      double dayAfter,
      double noise) {
    return new PlantedSeries(
        id, level, weekdays, year, peak, bankHoliday, christmas, newYear, dayAfter, noise, ONE);
  }

  private static PlantedSeries hours(
      String id,
      double level,
      List<Double> weekdays,
      int peak,
      double bankHoliday,
      double christmas,
      List<Double> hours) {
    return new PlantedSeries(
        id, level, weekdays, 0.06, peak, bankHoliday, christmas, 1.1, 1.0, 0.04, hours);
  }

  /** By code of {@link BankHoliday}, the factor as against the same weekday. */
  double holiday(String code) {
    return switch (code) {
      case "christmas_day" -> christmas;
      case "new_years_day" -> newYear;
      case "boxing_day" -> (bankHoliday + christmas) / 2;
      case "substitute" -> (1 + bankHoliday) / 2;
      default -> bankHoliday;
    };
  }

  double yearly(LocalDate day) {
    return 1 + year * StrictMath.cos(2 * Math.PI * (day.getDayOfYear() - peak) / YEAR);
  }

  /** What a holiday, or the one the day before, makes of a day; 1 for most days. */
  private double around(LocalDate day, Map<LocalDate, String> codes) {
    String today = codes.get(day);
    if (today != null) {
      return holiday(today);
    }
    boolean after = codes.containsKey(day.minusDays(1)) && day.getDayOfWeek().getValue() <= 5;
    return after ? dayAfter : 1;
  }

  /** The bank holidays of England and Wales by day, as far as the law sets them. */
  static Map<LocalDate, String> codes(int firstYear, int lastYear) {
    Map<LocalDate, String> codes = new HashMap<>();
    for (int year = firstYear; year <= lastYear; year++) {
      for (BankHoliday day : UkHolidays.ENGLAND_AND_WALES.of(year)) {
        codes.put(day.date(), day.substitute() ? "substitute" : day.code());
      }
      for (BankHoliday day : UkHolidays.ENGLAND_AND_WALES.fixed(year)) {
        codes.put(day.date(), day.code());
      }
    }
    return codes;
  }

  /** One count as it was drawn. */
  interface Sink<E extends Exception> {
    void put(LocalDateTime period, long count) throws E;
  }

  /** Draws every period from the first day to the last. */
  <E extends Exception> void draw(long seed, LocalDate from, LocalDate to, Sink<E> sink) throws E {
    SplittableRandom random = Streams.of(seed, "series " + id, 0);
    Map<LocalDate, String> codes = codes(from.getYear() - 1, to.getYear());
    double walk = 0;
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      walk += DRIFT * Draw.normal(random);
      double luck = noise * Draw.normal(random);
      double mean =
          level
              * weekdays.get(day.getDayOfWeek().getValue() - 1)
              * yearly(day)
              * around(day, codes)
              * StrictMath.exp(walk + luck);
      for (int hour = 0; hour < hours.size(); hour++) {
        sink.put(day.atTime(hour, 0), count(random, mean * hours.get(hour)));
      }
    }
  }

  private static long count(SplittableRandom random, double mean) {
    return mean < LARGE
        ? Draw.poisson(random, mean)
        : Math.max(0, Math.round(mean + StrictMath.sqrt(mean) * Draw.normal(random)));
  }
}
