package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.tidetable.models.evaluation.ForecastAccuracy.Division;
import org.tidetable.models.evaluation.ForecastAccuracy.Part;

/** Held-out periods by third of the horizon, and by third of the series' size. */
final class Thirds {
  private static final int PARTS = 3;

  private Thirds() {}

  /**
   * One series at one held-out origin; arrays are by period, those of bounds by level first.
   *
   * @param volume mean size of the values that were known at the origin: what came has no say in
   *     where it is counted
   * @param errors in units of mase; NaN where there is none
   */
  record Held(
      double volume, double[] actual, double[] errors, double[][] lower, double[][] upper) {}

  /** All thirds, those of the horizon first; none where nothing was held out. */
  static List<Part> of(List<Held> held, int levels) {
    List<Part> parts = new ArrayList<>();
    if (held.isEmpty()) {
      return parts;
    }
    int horizon = held.get(0).actual().length;
    for (int third = 0; third < PARTS; third++) {
      int from = third * horizon / PARTS;
      int to = (third + 1) * horizon / PARTS;
      parts.add(part(Division.HORIZON, third, held, from, to, levels));
    }
    double[] volumes = held.stream().mapToDouble(Held::volume).sorted().toArray();
    for (int third = 0; third < PARTS; third++) {
      double from = third == 0 ? Double.NEGATIVE_INFINITY : volumes[third * volumes.length / PARTS];
      double to =
          third == PARTS - 1
              ? Double.POSITIVE_INFINITY
              : volumes[(third + 1) * volumes.length / PARTS];
      List<Held> alike =
          held.stream().filter(one -> one.volume() >= from && one.volume() < to).toList();
      parts.add(part(Division.VOLUME, third, alike, 0, horizon, levels));
    }
    return parts;
  }

  private static Part part(Division by, int third, List<Held> held, int from, int to, int levels) {
    double errors = 0;
    int scored = 0;
    int[] inside = new int[levels];
    int[] ranges = new int[levels];
    int periods = 0;
    for (Held one : held) {
      for (int at = from; at < to; at++) {
        double value = one.actual()[at];
        if (!Double.isNaN(one.errors()[at])) {
          errors += one.errors()[at];
          scored++;
        }
        periods += Double.isNaN(value) ? 0 : 1;
        for (int level = 0; level < levels; level++) {
          double lower = one.lower()[level][at];
          double upper = one.upper()[level][at];
          if (!Double.isNaN(value + lower + upper)) {
            ranges[level]++;
            inside[level] += value >= lower && value <= upper ? 1 : 0;
          }
        }
      }
    }
    List<OptionalDouble> coverage = new ArrayList<>();
    for (int level = 0; level < levels; level++) {
      coverage.add(share(inside[level], ranges[level]));
    }
    return new Part(by, third + 1, periods, share(errors, scored), coverage);
  }

  private static OptionalDouble share(double sum, int count) {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }
}
