package org.tidetable.models.forecast.intermittent;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;

/**
 * A flat path for counts: where when something happens cannot be told, only how much on average.
 */
final class CountPath {
  private CountPath() {}

  /**
   * The same number for each horizon; zero for a history of zeros; refused for one without any
   * observed value, or with negative ones.
   *
   * @param rate the number, for a history in which something happened
   */
  static ForecastPath of(Series history, int horizon, ToDoubleFunction<Occurrences> rate) {
    if (history.observed() == 0) {
      return ForecastPath.refused("no value was observed");
    }
    double[] values = history.values();
    if (Arrays.stream(values).anyMatch(value -> value < 0)) {
      return ForecastPath.refused("this method is for counts, but some values are below 0");
    }
    Occurrences occurrences = Occurrences.of(history);
    double[] path = new double[horizon];
    Arrays.fill(path, occurrences.isEmpty() ? 0 : rate.applyAsDouble(occurrences));
    return ForecastPath.of(new RobustRange(values).cap(path));
  }
}
