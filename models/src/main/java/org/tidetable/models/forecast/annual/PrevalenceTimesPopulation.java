package org.tidetable.models.forecast.annual;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;

/**
 * The rate of a population, continued by {@link DampedHolt}, times the population as it is
 * projected.
 *
 * <p>A year whose population is unknown or zero has no rate. A projection was published once: a
 * forecast from before that day knows the population up to its own origin only, and continues that
 * by {@link DampedHolt} too, so that a backtest knows no more than a planner did.
 *
 * <p>Source: the usual method for numbers of pupils with special needs and of people in care;
 * Smith, Tayman and Swanson (2013), A Practitioner's Guide to State and Local Population
 * Projections, chapter 11, where it is called participation rates.
 *
 * @param populationOf persons for each series by its id, in periods of the same grain, over the
 *     history and on to the horizon
 * @param published when these were published
 */
public record PrevalenceTimesPopulation(Map<String, Series> populationOf, LocalDateTime published)
    implements ForecastMethod.Global {
  public static final String NAME = "prevalence_times_population";

  public PrevalenceTimesPopulation {
    populationOf = Map.copyOf(populationOf);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Nothing is kept: every series has its own population. */
  @Override
  public Trained train(List<Series> histories, int horizon) {
    return now -> now.stream().map(history -> forecast(history, horizon)).toList();
  }

  private ForecastPath forecast(Series history, int horizon) {
    Series given = populationOf.get(history.id());
    if (given == null) {
      return ForecastPath.refused("no population of its area is declared");
    }
    int shift = (int) history.grain().between(given.firstPeriod(), history.firstPeriod());
    if (given.grain() != history.grain() || !given.period(shift).equals(history.firstPeriod())) {
      return ForecastPath.refused("its periods are not those of the population");
    }
    double[] population = known(given, history.length() + shift, horizon);
    double[] rates = new double[history.length()];
    for (int index = 0; index < rates.length; index++) {
      double persons = persons(population, index + shift);
      rates[index] = persons > 0 ? history.value(index) / persons : Double.NaN;
    }
    Series rate = new Series(history.id(), history.grain(), history.firstPeriod(), rates);
    ForecastPath path = new DampedHolt().forecast(rate, horizon);
    if (!path.isMade()) {
      return path;
    }
    double[] values = path.values();
    for (int ahead = 0; ahead < horizon; ahead++) {
      double persons = persons(population, history.length() + ahead + shift);
      if (Double.isNaN(persons)) {
        LocalDateTime start = history.period(history.length() + ahead);
        return ForecastPath.refused("no population is projected from " + start.toLocalDate());
      }
      values[ahead] *= persons;
    }
    return ForecastPath.of(values);
  }

  /** The population as it was known at an origin, so many periods after its first. */
  private double[] known(Series given, int origin, int horizon) {
    if (!given.period(origin).isBefore(published)) {
      return given.values();
    }
    int counted = Math.max(0, Math.min(origin, given.length()));
    ForecastPath later = new DampedHolt().forecast(given.head(counted), horizon);
    double[] population = Arrays.copyOf(given.head(counted).values(), origin + horizon);
    Arrays.fill(population, counted, population.length, Double.NaN);
    if (later.isMade() && counted == origin) {
      System.arraycopy(later.values(), 0, population, origin, horizon);
    }
    return population;
  }

  private static double persons(double[] population, int index) {
    return index >= 0 && index < population.length ? population[index] : Double.NaN;
  }
}
