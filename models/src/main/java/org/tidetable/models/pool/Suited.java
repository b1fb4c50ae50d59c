package org.tidetable.models.pool;

import java.util.function.Predicate;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;

/**
 * A method for one kind of series only: it refuses all others, and so has no weight there.
 *
 * @param suits whether a history is of that kind
 * @param cause why others are refused, in words that a planner understands
 */
record Suited(ForecastMethod.Local method, Predicate<Series> suits, String cause)
    implements ForecastMethod.Local {
  @Override
  public String name() {
    return method.name();
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    return suits.test(history) ? method.forecast(history, horizon) : ForecastPath.refused(cause);
  }
}
