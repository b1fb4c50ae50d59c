package org.tidetable.models.forecast.intermittent;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;

/**
 * The smoothed size of what happens, times the smoothed chance that it happens in a period. The
 * chance falls with every zero, so that what has stopped fades away.
 *
 * <p>Source: Teunter, Syntetos and Babai (2011), Intermittent demand: linking forecasting to
 * inventory obsolescence.
 *
 * @param sizeWeight of the newest size, above 0 and at most 1
 * @param chanceWeight of the newest period, above 0 and at most 1
 */
public record Tsb(double sizeWeight, double chanceWeight) implements ForecastMethod.Local {
  public Tsb {
    require(sizeWeight > 0 && sizeWeight <= 1, "weight of size must be in (0, 1]: %s", sizeWeight);
    require(
        chanceWeight > 0 && chanceWeight <= 1,
        "weight of chance must be in (0, 1]: %s",
        chanceWeight);
  }

  @Override
  public String name() {
    return "tsb";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    double[] happened =
        Arrays.stream(history.values())
            .filter(value -> !Double.isNaN(value))
            .map(value -> value == 0 ? 0 : 1)
            .toArray();
    return CountPath.of(
        history,
        horizon,
        seen ->
            Occurrences.level(seen.sizes(), sizeWeight)
                * Occurrences.level(happened, chanceWeight));
  }
}
