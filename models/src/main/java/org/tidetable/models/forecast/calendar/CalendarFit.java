package org.tidetable.models.forecast.calendar;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * A regression on the calendar whose errors have a level that follows the values.
 *
 * <p>Values and columns pass through the same filter: each becomes its distance from its own
 * smoothed past. The coefficients are those of least squares with penalties on what comes out, so
 * that a slow change of level is not taken for an effect of the calendar. Old values count for
 * less. The number of yearly waves is the one with the smallest corrected Akaike criterion.
 *
 * <p>Source: Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter,
 * chapter 7 (regression with a moving level); Hyndman and Athanasopoulos (2021), Forecasting:
 * Principles and Practice, chapter 10.
 */
final class CalendarFit {
  private final CalendarColumns columns;
  private final double[][] rows;
  private final Ridge ridge;
  private final double[] coefficients;
  private final double criterion;
  private final double error;
  private final int used;

  /**
   * How to fit.
   *
   * @param weight with which the errors' level follows them, above 0 and below 1
   * @param error the usual size of an error
   * @param halfLife periods after which a value counts for half
   */
  record Settings(double weight, double error, double halfLife) {}

  /**
   * Fits values, NaN where missing.
   *
   * @param rows for each value its row of those columns
   */
  CalendarFit(double[] values, CalendarColumns columns, double[][] rows, Settings settings) {
    this.columns = columns;
    this.rows = rows;
    int count = columns.count();
    double[][] normal = new double[count][count];
    double[] right = new double[count];
    double[] mean = new double[count];
    double[] left = new double[count];
    double meanValue = 0;
    double total = 0;
    double weights = 0;
    double decay = Math.pow(0.5, 1 / settings.halfLife());
    double share = Math.pow(decay, values.length - 1);
    for (int time = 0; time < values.length; time++, share /= decay) {
      double value = values[time];
      if (Double.isNaN(value)) {
        continue;
      }
      double[] row = rows[time];
      for (int column = 0; column < count; column++) {
        left[column] = row[column] - mean[column];
        mean[column] += settings.weight() * left[column];
      }
      double leftValue = value - meanValue;
      meanValue += settings.weight() * leftValue;
      total += share * leftValue * leftValue;
      weights += share;
      for (int column = 0; column < count; column++) {
        double scaled = share * left[column];
        double[] target = normal[column];
        for (int other = 0; other <= column; other++) {
          target[other] += scaled * left[other];
        }
        right[column] += scaled * leftValue;
      }
    }
    double[] penalties = columns.spreads();
    for (int column = 0; column < count; column++) {
      double ratio = settings.error() / penalties[column];
      penalties[column] = ratio * ratio;
    }
    ridge = new Ridge(normal, right, penalties);
    int best = columns.beforeWaves();
    double least = Double.POSITIVE_INFINITY;
    double floor = 1e-14 * Math.max(total, 1e-12);
    for (int tried = columns.beforeWaves(); tried <= count; tried += 2) {
      double leftOver = Math.max(floor, total - ridge.explained(tried));
      double parameters = tried + 2.0;
      double room = Math.max(1, weights - parameters - 1);
      double now =
          weights * Math.log(leftOver / weights)
              + 2 * parameters
              + 2 * parameters * (parameters + 1) / room;
      if (now < least) {
        least = now;
        best = tried;
      }
    }
    used = best;
    criterion = least;
    coefficients = ridge.coefficients(best);
    error =
        Math.sqrt(
            Math.max(floor, total - ridge.explained(best)) / Math.max(1, weights - best / 2.0));
  }

  /** Smaller is better, among fits of the same values. */
  double criterion() {
    return criterion;
  }

  /** Yearly waves that were kept. */
  int waves() {
    return (used - columns.beforeWaves()) / 2;
  }

  /** The usual size of an error one step ahead. */
  double error() {
    return error;
  }

  /** What the calendar makes of a row, the level left out. */
  double effect(double[] row) {
    double sum = 0;
    for (int column = 1; column < used; column++) {
      sum += coefficients[column] * row[column];
    }
    return sum;
  }

  /** The values less the calendar's effects. */
  double[] adjusted(double[] values) {
    double[] adjusted = new double[values.length];
    for (int time = 0; time < values.length; time++) {
      adjusted[time] = values[time] - effect(rows[time]);
    }
    return adjusted;
  }

  /** Values with those errors, the calendar's effects put back. */
  double[] restored(double[] adjusted) {
    double[] restored = new double[adjusted.length];
    for (int time = 0; time < adjusted.length; time++) {
      restored[time] = adjusted[time] + effect(rows[time]);
    }
    return restored;
  }

  /** What the holidays around a day make of it, and the standard error of that. */
  double[] holidayEffect(LocalDate day) {
    double[] contrast = columns.row(day);
    double[] plain = columns.plainRow(day);
    for (int column = 0; column < contrast.length; column++) {
      contrast[column] -= plain[column];
    }
    double variance = ridge.variance(Arrays.copyOf(contrast, used), used);
    return new double[] {effect(contrast), error * Math.sqrt(variance)};
  }
}
