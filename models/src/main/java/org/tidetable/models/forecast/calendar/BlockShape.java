package org.tidetable.models.forecast.calendar;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/** The levels of the blocks of a history (days of hours, weeks of days), and their common shape. */
final class BlockShape {
  private static final int HOURS = 24;
  private static final int DAYS = 7;
  private static final int MOST_BLOCKS = 1200;
  private static final int ROUNDS = 3;
  private static final double LEAST_SHARE = 0.7;
  private static final double DRAWN_LIKE = 1;
  private static final double HOLIDAYS_DRAWN_LIKE = 2;

  private final Series history;
  private final boolean hourly;
  private final int block;
  private final int from;
  private final int blocks;
  private final Map<LocalDate, String> holidays = new HashMap<>();
  private final int[] cells;
  private final String[] names;
  private final double[] shape;
  private final double[] levels;

  /** Of hours or days, 0 or more. */
  BlockShape(Series history, DemandCalendar calendar) {
    this.history = history;
    hourly = history.grain() == Grain.HOUR;
    block = hourly ? HOURS : DAYS;
    calendar.bankHolidays().forEach(day -> holidays.putIfAbsent(day.date(), day.code()));
    blocks = Math.min(MOST_BLOCKS, history.length() / block);
    from = history.length() - blocks * block;
    cells = new int[blocks * block];
    names = new String[blocks * block];
    for (int time = 0; time < cells.length; time++) {
      cells[time] = cell(from + time);
      names[time] = holiday(from + time);
    }
    shape = new double[hourly ? HOURS * DAYS : DAYS];
    Arrays.fill(shape, 1);
    levels = new double[blocks];
    for (int round = 0; round < ROUNDS; round++) {
      findLevels();
      findShape();
    }
    findLevels();
  }

  int block() {
    return block;
  }

  private LocalDate date(int index) {
    return history.period(index).toLocalDate();
  }

  private String holiday(int index) {
    return holidays.isEmpty() ? "" : holidays.getOrDefault(date(index), "");
  }

  private int cell(int index) {
    int day = date(index).getDayOfWeek().getValue() - 1;
    if (!hourly) {
      return day;
    }
    int type = holiday(index).isEmpty() ? day : DAYS - 1;
    return type * HOURS + history.period(index).getHour();
  }

  private void findLevels() {
    for (int number = 0; number < blocks; number++) {
      double sum = 0;
      double shares = 0;
      double all = 0;
      for (int time = number * block; time < (number + 1) * block; time++) {
        double value = history.value(from + time);
        double share = shape[cells[time]];
        all += share;
        if (!Double.isNaN(value) && names[time].isEmpty()) {
          sum += value;
          shares += share;
        }
      }
      boolean whole = shares > 0 && shares >= LEAST_SHARE * all;
      levels[number] = whole ? sum / shares : Double.NaN;
    }
  }

  private void findShape() {
    double[] sums = new double[shape.length];
    double[] counts = new double[shape.length];
    double halfLife = hourly ? 90 : 26;
    for (int number = 0; number < blocks; number++) {
      if (!(levels[number] > 0)) {
        continue;
      }
      double weight = Math.pow(0.5, (blocks - 1 - number) / halfLife);
      for (int time = number * block; time < (number + 1) * block; time++) {
        double value = history.value(from + time);
        if (!Double.isNaN(value) && names[time].isEmpty()) {
          sums[cells[time]] += weight * value / levels[number];
          counts[cells[time]] += weight;
        }
      }
    }
    int types = shape.length / block;
    for (int place = 0; place < block; place++) {
      double sum = 0;
      double count = 0;
      for (int type = 0; type < types; type++) {
        sum += sums[type * block + place];
        count += counts[type * block + place];
      }
      double common = count > 0 ? sum / count : 0;
      for (int type = 0; type < types; type++) {
        int cell = type * block + place;
        double drawn = types == 1 ? 1e-9 : DRAWN_LIKE;
        shape[cell] = (sums[cell] + drawn * common) / (counts[cell] + drawn);
      }
    }
    for (int type = 0; type < types; type++) {
      normalise(type * block);
    }
  }

  /** To a mean of 1; a shape of nothing becomes flat. */
  private void normalise(int start) {
    double sum = 0;
    for (int place = 0; place < block; place++) {
      sum += shape[start + place];
    }
    for (int place = 0; place < block; place++) {
      shape[start + place] = sum > 0 ? shape[start + place] * block / sum : 1;
    }
  }

  /** One number for each block, NaN where too little of it was observed. */
  Series levels() {
    return new Series(
        history.id(), hourly ? Grain.DAY : Grain.WEEK, date(from).atStartOfDay(), levels);
  }

  /** Level times shape, and times what a bank holiday makes of it. */
  double[] path(double[] levelsAhead, int horizon) {
    Map<String, double[]> factors = holidayFactors();
    double[] common = factors.getOrDefault("", new double[] {0, 0});
    double all = (common[0] + HOLIDAYS_DRAWN_LIKE) / (common[1] + HOLIDAYS_DRAWN_LIKE);
    double[] path = new double[horizon];
    for (int ahead = 0; ahead < horizon; ahead++) {
      int index = history.length() + ahead;
      path[ahead] = levelsAhead[ahead / block] * shape[cell(index)];
      String name = holiday(index);
      if (!name.isEmpty()) {
        double[] own = factors.getOrDefault(name, new double[] {0, 0});
        path[ahead] *= (own[0] + HOLIDAYS_DRAWN_LIKE * all) / (own[1] + HOLIDAYS_DRAWN_LIKE);
      }
    }
    return path;
  }

  /** By name the sum and number of ratios; under no name those of all. */
  private Map<String, double[]> holidayFactors() {
    Map<String, double[]> factors = new HashMap<>();
    for (int time = 0; time < cells.length; time++) {
      String name = names[time];
      double expected = usualLevel(time / block) * shape[cells[time]];
      double ratio = history.value(from + time) / expected;
      if (!name.isEmpty() && Double.isFinite(ratio)) {
        // Hours of one day are one holiday.
        double weight = hourly ? 1.0 / HOURS : 1;
        for (String key : new String[] {name, ""}) {
          double[] sums = factors.computeIfAbsent(key, unseen -> new double[2]);
          sums[0] += weight * Math.min(3, ratio);
          sums[1] += weight;
        }
      }
    }
    return factors;
  }

  /** Of weeks their own level; of days the mean of the same weekday before and after. */
  private double usualLevel(int number) {
    if (!hourly) {
      return levels[number];
    }
    double before = number >= DAYS ? levels[number - DAYS] : Double.NaN;
    double after = number + DAYS < blocks ? levels[number + DAYS] : Double.NaN;
    return Double.isNaN(before) ? after : Double.isNaN(after) ? before : (before + after) / 2;
  }
}
