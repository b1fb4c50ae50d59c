package org.tidetable.models.forecast.smoothing;

/** The mean season of a history that spans at least two: one additive effect per position. */
final class SeasonalMeans {
  private SeasonalMeans() {}

  /**
   * Means by position of what is left after a straight line through the observed values, smoothed
   * over three neighbours, as one noisy week must not make a season; sums to 0.
   */
  static double[] of(double[] values, int season) {
    StraightLine line = StraightLine.through(values, values.length);
    double[] sums = new double[season];
    int[] counts = new int[season];
    for (int time = 0; time < values.length; time++) {
      if (!Double.isNaN(values[time])) {
        sums[time % season] += values[time] - line.at(time);
        counts[time % season]++;
      }
    }
    double[] effect = new double[season];
    double mean = 0;
    for (int position = 0; position < season; position++) {
      double sum = 0;
      double weight = 0;
      for (int shift = -1; shift <= 1; shift++) {
        int neighbour = Math.floorMod(position + shift, season);
        double share = (shift == 0 ? 2 : 1);
        sum += share * sums[neighbour];
        weight += share * counts[neighbour];
      }
      effect[position] = weight == 0 ? 0 : sum / weight;
      mean += effect[position] / season;
    }
    for (int position = 0; position < season; position++) {
      effect[position] -= mean;
    }
    return effect;
  }
}
