package org.tidetable.models.forecast.intermittent;

import static org.tidetable.models.vocabulary.Require.require;

import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;

/**
 * Croston's method with the correction of Syntetos and Boylan: the smoothed size of what happens,
 * divided by the smoothed gap between two times, less half the weight of its bias.
 *
 * <p>It does not see that something has stopped: until it happens again, the forecast stays.
 *
 * <p>Source: Croston (1972), Forecasting and stock control for intermittent demands; Syntetos and
 * Boylan (2005), The accuracy of intermittent demand estimates.
 *
 * @param weight of the newest size and gap, above 0 and at most 1; 0.1 is usual
 */
public record Sba(double weight) implements ForecastMethod.Local {
  public Sba {
    require(weight > 0 && weight <= 1, "weight must be above 0 and at most 1, but was %s", weight);
  }

  @Override
  public String name() {
    return "sba";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    return CountPath.of(
        history,
        horizon,
        seen ->
            (1 - weight / 2)
                * Occurrences.level(seen.sizes(), weight)
                / Occurrences.level(seen.gaps(), weight));
  }
}
