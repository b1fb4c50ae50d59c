package org.tidetable.models.forecast.annual;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.naive.Naive;
import org.tidetable.models.vocabulary.Grain;

/**
 * Year groups that grow up: a group has next year what the group below has this year, times the
 * share that stayed, or came, in the last years.
 *
 * <p>The share of a group is the sum of its last {@code years} numbers over that of the group below
 * a year before each, of the years that have both. The youngest group is its share of the births
 * that enter it, or, where none are given, its own {@link DampedHolt}; births that are not yet
 * known are continued likewise, and what is too short for that stays at its last value.
 *
 * <p>Source: the cohort survival method of school place planning; Department for Education, School
 * capacity survey: guide to forecasting pupil numbers.
 *
 * @param chains one for each place
 * @param years over which shares are averaged, 1 or more; 3 is usual
 */
public record CohortSurvival(List<Chain> chains, int years) implements ForecastMethod.Global {

  /**
   * The year groups of one place.
   *
   * @param groups ids of their series, the youngest first
   * @param births by the year in which they enter the youngest group; of length 0 where not known
   */
  public record Chain(List<String> groups, Series births) {
    public Chain {
      groups = List.copyOf(groups);
      require(!groups.isEmpty(), "a chain has at least one year group");
      require(births.grain() == Grain.YEAR, "births are by year, but were by %s", births.grain());
    }
  }

  public static final String NAME = "cohort_survival";

  public CohortSurvival {
    chains = List.copyOf(chains);
    require(years >= 1, "shares are averaged over 1 year or more, but years was %s", years);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Nothing is kept: all shares are those of the histories that are forecast. */
  @Override
  public Trained train(List<Series> histories, int horizon) {
    return now -> forecast(now, horizon);
  }

  private List<ForecastPath> forecast(List<Series> histories, int horizon) {
    Map<String, Series> byId =
        histories.stream().collect(Collectors.toMap(Series::id, Function.identity()));
    Map<String, ForecastPath> paths = new HashMap<>();
    for (Chain chain : chains) {
      ForecastPath below = ForecastPath.refused("it is the youngest");
      for (int group = 0; group < chain.groups().size(); group++) {
        Series history = byId.get(chain.groups().get(group));
        if (history == null) {
          below = ForecastPath.refused("the numbers of the year group below are not known");
        } else if (history.grain() != Grain.YEAR) {
          below = ForecastPath.refused("year groups move up once a year: this method is for years");
        } else if (group == 0) {
          below = youngest(history, chain.births(), horizon);
        } else {
          Series younger = byId.get(chain.groups().get(group - 1));
          below =
              younger == null || younger.grain() != Grain.YEAR
                  ? ForecastPath.refused("the numbers of the year group below are not known")
                  : older(history, younger, below, horizon);
        }
        paths.put(chain.groups().get(group), below);
      }
    }
    ForecastPath none = ForecastPath.refused("it is not one of the year groups of a place");
    return histories.stream().map(one -> paths.getOrDefault(one.id(), none)).toList();
  }

  private ForecastPath youngest(Series history, Series births, int horizon) {
    if (births.length() == 0) {
      return continued(history, horizon);
    }
    double share = share(history, births, 0);
    if (Double.isNaN(share)) {
      return ForecastPath.refused("no year has both its number and the births that entered it");
    }
    int shift = shift(history, births);
    int unknown = Math.max(1, history.length() + horizon + shift - births.length());
    ForecastPath later = continued(births, unknown);
    if (!later.isMade()) {
      return later;
    }
    double[] path = new double[horizon];
    for (int ahead = 0; ahead < horizon; ahead++) {
      int index = history.length() + ahead + shift;
      boolean known = index >= 0 && index < births.length() && !Double.isNaN(births.value(index));
      int after = Math.max(0, index - births.length());
      path[ahead] = share * (known ? births.value(index) : later.values()[after]);
    }
    return ForecastPath.of(path);
  }

  private ForecastPath older(Series history, Series younger, ForecastPath below, int horizon) {
    double share = share(history, younger, 1);
    int last = history.length() - 1 + shift(history, younger);
    if (Double.isNaN(share)) {
      return ForecastPath.refused("no year follows one in which the year group below was counted");
    }
    double now = last >= 0 && last < younger.length() ? younger.value(last) : Double.NaN;
    if (Double.isNaN(now)) {
      return ForecastPath.refused("the year group below was not counted in the last year");
    }
    if (horizon > 1 && !below.isMade()) {
      return below;
    }
    double[] path = new double[horizon];
    for (int ahead = 0; ahead < horizon; ahead++) {
      path[ahead] = share * (ahead == 0 ? now : below.values()[ahead - 1]);
    }
    return ForecastPath.of(path);
  }

  /** Of the other series {@code lag} years before; NaN where no year has both. */
  private double share(Series history, Series other, int lag) {
    int shift = shift(history, other) - lag;
    double part = 0;
    double whole = 0;
    int used = 0;
    for (int index = history.length() - 1; index >= 0 && used < years; index--) {
      int from = index + shift;
      if (from >= 0 && from < other.length()) {
        double product = history.value(index) * other.value(from);
        if (!Double.isNaN(product)) {
          part += history.value(index);
          whole += other.value(from);
          used++;
        }
      }
    }
    return whole > 0 ? part / whole : Double.NaN;
  }

  private static int shift(Series history, Series other) {
    return (int) history.grain().between(other.firstPeriod(), history.firstPeriod());
  }

  private static ForecastPath continued(Series history, int horizon) {
    ForecastPath path = new DampedHolt().forecast(history, horizon);
    if (path.isMade() || history.observed() == 0) {
      return path;
    }
    return new Naive().forecast(history, horizon);
  }
}
