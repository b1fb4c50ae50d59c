package org.tidetable.models.forecast.smoothing;

/** A straight line over time: its value at time 0 and its step. */
record StraightLine(double start, double slope) {

  /**
   * By least squares through the observed ones of the first {@code length} values, of more where
   * those hold fewer than two.
   */
  static StraightLine through(double[] values, int length) {
    double n = 0;
    double t = 0;
    double y = 0;
    double tt = 0;
    double ty = 0;
    for (int time = 0; time < values.length && (time < length || n < 2); time++) {
      if (!Double.isNaN(values[time])) {
        n++;
        t += time;
        y += values[time];
        tt += (double) time * time;
        ty += time * values[time];
      }
    }
    double spread = tt - t * t / n;
    double slope = spread > 0 ? (ty - t * y / n) / spread : 0;
    return new StraightLine(y / n - slope * t / n, slope);
  }

  double at(double time) {
    return start + slope * time;
  }
}
