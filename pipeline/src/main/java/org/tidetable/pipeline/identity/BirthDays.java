package org.tidetable.pipeline.identity;

/**
 * Whether different days are spread as births are: over years, without the beat of a calendar.
 *
 * <p>Days of reporting are weekly, monthly or daily; days of events lie close together. Births of
 * one school year under a heading that does not say so look like events of a year, and pass.
 */
final class BirthDays {
  private static final int LEAST = 3;
  private static final int YEAR = 365;
  private static final int FEW = 12;

  private BirthDays() {}

  /**
   * @param days different days since 1970-01-01, in order
   */
  static boolean areSpread(int[] days) {
    int n = days.length;
    if (n < LEAST || isBeat(days)) {
      return false;
    }
    int tenth = days[n / 10];
    int ninth = days[n - 1 - n / 10];
    int spread = ninth - tenth;
    double density = n / (double) (days[n - 1] - days[0] + 1);
    boolean calendar = density > 0.5 && spread < 30 * YEAR;
    return !calendar && spread >= (n < FEW ? 5 : 4) * YEAR;
  }

  private static boolean isBeat(int[] days) {
    int[] weekdays = new int[7];
    int[] places = new int[32]; // the last days of months at 0
    int[] months = new int[13];
    for (int day : days) {
      weekdays[Math.floorMod(day, 7)]++;
      java.time.LocalDate date = java.time.LocalDate.ofEpochDay(day);
      boolean last = date.getDayOfMonth() == date.lengthOfMonth();
      places[last ? 0 : date.getDayOfMonth()]++;
      months[date.getMonthValue()]++;
    }
    return most(weekdays) >= 0.9 * days.length
        || most(places) >= 0.8 * days.length
        || (days.length >= FEW && places[0] + places[1] >= 0.4 * days.length)
        || (days.length >= FEW && most(months) >= 0.9 * days.length);
  }

  private static int most(int[] counts) {
    int most = 0;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    return most;
  }
}
