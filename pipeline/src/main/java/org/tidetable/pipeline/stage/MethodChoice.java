package org.tidetable.pipeline.stage;

import java.util.List;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.SeriesParts;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.vocabulary.Grain;

/**
 * Which methods forecast a set of series.
 *
 * @param names of methods, simplest first
 * @param measured names of those that the others are only measured by
 * @param told methods that know more than the series: year groups, a population
 * @param parts what is known of the series beside their numbers
 */
public record MethodChoice(
    List<String> names,
    List<String> measured,
    List<ForecastMethod.Global> told,
    SeriesParts parts) {
  private static final String SMOOTHING = "exponential_smoothing";

  public MethodChoice {
    names = List.copyOf(names);
    measured = List.copyOf(measured);
    told = List.copyOf(told);
  }

  /**
   * The methods of a pool, or exactly those that were asked for where there are any, beside the
   * naive ones and exponential smoothing.
   */
  public static MethodChoice of(Pool pool, Grain grain, List<String> asked) {
    if (asked.isEmpty()) {
      return new MethodChoice(pool.methods(grain), List.of(), List.of(), SeriesParts.NONE);
    }
    List<String> measured =
        Pool.LIGHT.methods(grain).stream()
            .filter(name -> isPlain(name) || name.equals(SMOOTHING))
            .filter(name -> !asked.contains(name))
            .toList();
    return new MethodChoice(asked, measured, List.of(), SeriesParts.NONE);
  }

  /** The same methods and some that were told more. */
  MethodChoice and(List<ForecastMethod.Global> more) {
    return new MethodChoice(names, measured, more, parts);
  }

  /** The same methods, told what the series are of. */
  MethodChoice knowing(SeriesParts known) {
    return new MethodChoice(names, measured, told, known);
  }

  /** Whether a method is what all others are measured by, as everybody knows it. */
  static boolean isPlain(String name) {
    return name.endsWith("naive");
  }
}
