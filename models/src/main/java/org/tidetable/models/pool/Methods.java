package org.tidetable.models.pool;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.arima.StlAr;
import org.tidetable.models.forecast.learned.GlobalRegression;
import org.tidetable.models.forecast.naive.Drift;
import org.tidetable.models.forecast.naive.Naive;
import org.tidetable.models.forecast.naive.Naive2;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.forecast.smoothing.ComplexSmoothing;
import org.tidetable.models.forecast.smoothing.DynamicOptimisedTheta;
import org.tidetable.models.forecast.smoothing.ExponentialSmoothing;
import org.tidetable.models.forecast.smoothing.OptimisedTheta;
import org.tidetable.models.forecast.smoothing.Theta;

/** The registry of forecast methods. */
public final class Methods {
  /** The names of the methods that a run uses, from the simplest to the most complex. */
  public static final List<String> NAMES =
      List.of("naive", "seasonal_naive", "exponential_smoothing", "regression");

  /** The names that {@link #named} knows, from the simplest method to the most complex. */
  public static final List<String> ALL =
      List.of(
          "naive",
          "seasonal_naive",
          "drift",
          "naive2",
          "theta",
          "optimised_theta",
          "dynamic_optimised_theta",
          "exponential_smoothing",
          "complex_smoothing",
          "stl_ar",
          "regression");

  private Methods() {}

  /**
   * The method of that name.
   *
   * @param holidays days that are unlike others, known long in advance; may be empty
   * @param seed for methods that draw samples
   * @throws IllegalArgumentException for a name that is not among {@link #ALL}
   */
  public static ForecastMethod named(String name, Set<LocalDate> holidays, long seed) {
    return switch (name) {
      case "naive" -> new Naive();
      case "seasonal_naive" -> new SeasonalNaive();
      case "drift" -> new Drift();
      case "naive2" -> new Naive2();
      case "theta" -> new Theta();
      case "optimised_theta" -> new OptimisedTheta();
      case "dynamic_optimised_theta" -> new DynamicOptimisedTheta();
      case "complex_smoothing" -> new ComplexSmoothing();
      case "stl_ar" -> new StlAr();
      case "exponential_smoothing" -> new ExponentialSmoothing();
      case "regression" -> new GlobalRegression(holidays, seed);
      default ->
          throw new IllegalArgumentException(
              "there is no forecast method \"" + name + "\"; use one of " + ALL);
    };
  }
}
