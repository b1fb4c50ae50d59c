package org.tidetable.models.forecast.annual;

import java.time.LocalDateTime;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;

/**
 * The rate of a population, continued by {@link DampedHolt}, times the population as projected: how
 * many a service will have if the population changes as expected and the rate goes on as it did.
 *
 * <p>Made for one series, with the population that it serves. A year whose population is unknown or
 * zero has no rate. The caller ensures that the projection was published before the history ends;
 * else a backtest knows more than a planner did.
 *
 * <p>Source: the usual method for numbers of pupils with special needs and of people in care;
 * Smith, Tayman and Swanson (2013), A Practitioner's Guide to State and Local Population
 * Projections, chapter 11, where it is called participation rates.
 *
 * @param population persons, in periods of the same grain, over the history and on to the horizon
 */
public record PrevalenceTimesPopulation(Series population) implements ForecastMethod.Local {
  @Override
  public String name() {
    return "prevalence_times_population";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    int shift = (int) history.grain().between(population.firstPeriod(), history.firstPeriod());
    if (population.grain() != history.grain()
        || !population.period(shift).equals(history.firstPeriod())) {
      return ForecastPath.refused("its periods are not those of the population");
    }
    double[] rates = new double[history.length()];
    for (int index = 0; index < rates.length; index++) {
      double persons = persons(index + shift);
      rates[index] = persons > 0 ? history.value(index) / persons : Double.NaN;
    }
    Series rate = new Series(history.id(), history.grain(), history.firstPeriod(), rates);
    ForecastPath path = new DampedHolt().forecast(rate, horizon);
    if (!path.isMade()) {
      return path;
    }
    double[] values = path.values();
    for (int ahead = 0; ahead < horizon; ahead++) {
      double persons = persons(history.length() + ahead + shift);
      if (Double.isNaN(persons)) {
        LocalDateTime start = history.period(history.length() + ahead);
        return ForecastPath.refused("no population is projected from " + start.toLocalDate());
      }
      values[ahead] *= persons;
    }
    return ForecastPath.of(values);
  }

  private double persons(int index) {
    return index >= 0 && index < population.length() ? population.value(index) : Double.NaN;
  }
}
