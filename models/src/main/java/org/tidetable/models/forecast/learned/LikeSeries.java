package org.tidetable.models.forecast.learned;

import java.util.List;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;

/**
 * What like series have in common, and what each has of its own: a path in time that all share, and
 * around it the level and the season of each series, in logarithms.
 *
 * <p>How fast levels move, how strong seasons are and how much is noise is learnt from all series
 * together, so that a season may be read from little more than a year. Both the common path and the
 * series' own are continued by {@link LevelAndSeason}. Refused where a common path does not make
 * what was observed likelier: such series are not alike.
 *
 * <p>For values above zero in months that have dates to trust. Source: Duncan, Gorr and Szczypula
 * (2001), Forecasting analogous time series, for the idea; Harvey (1989), Forecasting, structural
 * time series models and the Kalman filter, for the parts.
 */
public record LikeSeries() implements ForecastMethod.Global {
  @Override
  public String name() {
    return "like_series";
  }

  /** Nothing is kept: all that is learnt is learnt from the histories to be continued. */
  @Override
  public Trained train(List<Series> histories, int horizon) {
    return asked -> asked.isEmpty() ? List.of() : new Panel(asked).forecast(horizon);
  }
}
