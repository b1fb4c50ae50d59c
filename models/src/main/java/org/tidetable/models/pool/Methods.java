package org.tidetable.models.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.SeriesParts;
import org.tidetable.models.forecast.annual.CohortSurvival;
import org.tidetable.models.forecast.annual.DampedHolt;
import org.tidetable.models.forecast.annual.PrevalenceTimesPopulation;
import org.tidetable.models.forecast.arima.StlAr;
import org.tidetable.models.forecast.arima.Tramo;
import org.tidetable.models.forecast.calendar.CalendarRegression;
import org.tidetable.models.forecast.calendar.LevelTimesShape;
import org.tidetable.models.forecast.calendar.MultipleSeasons;
import org.tidetable.models.forecast.calendar.SchoolEffects;
import org.tidetable.models.forecast.intermittent.Adida;
import org.tidetable.models.forecast.intermittent.Intermittency;
import org.tidetable.models.forecast.intermittent.Sba;
import org.tidetable.models.forecast.intermittent.Tsb;
import org.tidetable.models.forecast.learned.GlobalRegression;
import org.tidetable.models.forecast.learned.LikeSeries;
import org.tidetable.models.forecast.learned.LinearRegression;
import org.tidetable.models.forecast.learned.TweedieRegression;
import org.tidetable.models.forecast.naive.Drift;
import org.tidetable.models.forecast.naive.Naive;
import org.tidetable.models.forecast.naive.Naive2;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.forecast.smoothing.ComplexSmoothing;
import org.tidetable.models.forecast.smoothing.DynamicOptimisedTheta;
import org.tidetable.models.forecast.smoothing.ExponentialSmoothing;
import org.tidetable.models.forecast.smoothing.OptimisedTheta;
import org.tidetable.models.forecast.smoothing.Theta;

/** The registry of forecast methods; {@link Pool} says which of them a grain uses. */
public final class Methods {
  /** Every name that {@link #named} knows. */
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
          "tramo",
          "calendar_regression",
          "level_times_shape",
          "multiple_seasons",
          "sba",
          "tsb",
          "adida",
          "damped_holt",
          "regression",
          "tweedie_regression",
          "linear_regression",
          "like_series");

  /**
   * Methods that want to be told more than a series, and so are added by settings of a run: year
   * groups, a population, what a series is a part of, longer periods.
   */
  public static final List<String> BY_SETTING =
      List.of(
          CohortSurvival.NAME,
          PrevalenceTimesPopulation.NAME,
          "parent_share",
          "temporal_hierarchy");

  /** Methods that know days and weeks, but not when schools are closed. */
  private static final Set<String> UNAWARE_OF_SCHOOLS =
      Set.of(
          "theta",
          "optimised_theta",
          "dynamic_optimised_theta",
          "exponential_smoothing",
          "complex_smoothing",
          "stl_ar",
          "level_times_shape",
          "multiple_seasons");

  /** Annual histories that are too short for the methods of longer ones. */
  private static final int FEW_YEARS = 10;

  private Methods() {}

  /**
   * The method of that name.
   *
   * @param calendar days that are unlike others, known long in advance; may be empty
   * @param seed for methods that draw samples
   * @throws IllegalArgumentException for a name that is not among {@link #ALL}
   */
  public static ForecastMethod named(String name, DemandCalendar calendar, long seed) {
    return named(name, calendar, SeriesParts.NONE, seed);
  }

  /**
   * The method of that name, which may be told the parts of series; most make nothing of them.
   *
   * @param parts what is known of the series beside their numbers
   */
  public static ForecastMethod named(
      String name, DemandCalendar calendar, SeriesParts parts, long seed) {
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
      case "sba" -> ofRareCounts(new Sba(0.1));
      case "tsb" -> ofRareCounts(new Tsb(0.1, 0.1));
      case "adida" -> ofRareCounts(new Adida());
      case "damped_holt" ->
          new Suited(
              new DampedHolt(),
              history -> history.observed() <= FEW_YEARS,
              "it is for histories of " + FEW_YEARS + " values or fewer");
      case "exponential_smoothing" -> new ExponentialSmoothing();
      case "tramo" -> new Tramo();
      case "calendar_regression" -> new CalendarRegression(calendar);
      case "level_times_shape" -> new LevelTimesShape(calendar);
      case "multiple_seasons" -> new MultipleSeasons();
      case "regression" -> new GlobalRegression(calendar, seed);
      case "tweedie_regression" -> new TweedieRegression(calendar, parts, seed);
      case "like_series" -> new LikeSeries();
      case "linear_regression" -> new LinearRegression(calendar, parts, seed);
      default ->
          throw new IllegalArgumentException(
              "there is no forecast method \"" + name + "\"; use one of " + ALL);
    };
  }

  /**
   * Methods that need one series only, in their order. Where the calendar has school holidays,
   * those that know nothing of them are shown series without their effects.
   *
   * @param names of which those that need all series are passed over
   */
  public static List<ForecastMethod.Local> locals(List<String> names, DemandCalendar calendar) {
    SchoolEffects schools = new SchoolEffects(calendar);
    List<ForecastMethod.Local> locals = new ArrayList<>();
    for (String name : names) {
      named(name, calendar, 0)
          .fold(
              local ->
                  locals.add(
                      calendar.schoolHolidays().isEmpty() || !UNAWARE_OF_SCHOOLS.contains(name)
                          ? local
                          : schools.unseenBy(local)),
              global -> false);
    }
    return locals;
  }

  private static ForecastMethod ofRareCounts(ForecastMethod.Local method) {
    return new Suited(
        method,
        history -> Intermittency.of(history).isIntermittent(),
        "it is for counts that are often zero");
  }
}
