package org.tidetable.models.forecast.intermittent;

import java.util.Arrays;
import org.tidetable.models.forecast.Series;

/**
 * The periods of a history in which something happened.
 *
 * @param sizes the values other than zero, in order
 * @param gaps for each the number of periods since the one before, from the start for the first;
 *     periods whose value is missing do not count
 */
record Occurrences(double[] sizes, double[] gaps) {

  static Occurrences of(Series history) {
    double[] sizes = new double[history.length()];
    double[] gaps = new double[history.length()];
    int count = 0;
    int gap = 0;
    for (int index = 0; index < history.length(); index++) {
      double value = history.value(index);
      if (!Double.isNaN(value)) {
        gap++;
        if (value != 0) {
          sizes[count] = value;
          gaps[count++] = gap;
          gap = 0;
        }
      }
    }
    return new Occurrences(Arrays.copyOf(sizes, count), Arrays.copyOf(gaps, count));
  }

  boolean isEmpty() {
    return sizes.length == 0;
  }

  double meanGap() {
    return Arrays.stream(gaps).average().orElse(Double.NaN);
  }

  /** The last level of simple exponential smoothing that begins at the first number. */
  static double level(double[] numbers, double weight) {
    double level = numbers[0];
    for (double number : numbers) {
      level += weight * (number - level);
    }
    return level;
  }
}
