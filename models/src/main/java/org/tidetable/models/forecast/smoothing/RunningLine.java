package org.tidetable.models.forecast.smoothing;

/** The straight line by least squares through the points so far; flat through the first one. */
final class RunningLine {
  private int count;
  private double meanTime;
  private double meanValue;
  private double spread;
  private double product;

  void add(double time, double value) {
    count++;
    double step = time - meanTime;
    meanTime += step / count;
    spread += step * (time - meanTime);
    product += step * (value - meanValue) * (count - 1) / count;
    meanValue += (value - meanValue) / count;
  }

  double slope() {
    return spread > 0 ? product / spread : 0;
  }

  /** The value of the line at time 0. */
  double intercept() {
    return meanValue - slope() * meanTime;
  }
}
