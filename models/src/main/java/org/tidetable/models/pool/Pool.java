package org.tidetable.models.pool;

import java.util.List;
import java.util.Locale;
import org.tidetable.models.vocabulary.Grain;

/** Which methods forecast the series of a grain. */
public enum Pool {
  /** Few and quick methods, for a first look. */
  LIGHT,
  /** Every method that earns its time, for what is published. */
  FULL;

  /** Longer histories were not among those on which the lead was chosen. */
  private static final int SEASONS_MEASURED = 6;

  /** The code used on the command line: lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names of methods, simplest first. */
  public List<String> methods(Grain grain) {
    return this == LIGHT ? light(grain) : full(grain);
  }

  private static List<String> light(Grain grain) {
    return switch (grain) {
      case YEAR -> List.of("naive", "drift", "dynamic_optimised_theta", "exponential_smoothing");
      case QUARTER, MONTH ->
          List.of(
              "naive",
              "seasonal_naive",
              "dynamic_optimised_theta",
              "exponential_smoothing",
              "stl_ar",
              "regression");
      case HOUR, DAY, WEEK ->
          List.of(
              "naive",
              "seasonal_naive",
              "exponential_smoothing",
              "calendar_regression",
              "regression");
    };
  }

  // Left out: theta, its optimised kind and complex smoothing, without which held-out errors of M1
  // and M3 are the same, in four fifths of the time; and for quarters tramo, likewise.
  private static List<String> full(Grain grain) {
    return switch (grain) {
      case YEAR ->
          List.of(
              "naive",
              "drift",
              "damped_holt",
              "dynamic_optimised_theta",
              "exponential_smoothing",
              "stl_ar",
              "tramo");
      case QUARTER ->
          List.of(
              "naive",
              "seasonal_naive",
              "naive2",
              "drift",
              "dynamic_optimised_theta",
              "exponential_smoothing",
              "stl_ar");
      case MONTH ->
          List.of(
              "naive",
              "seasonal_naive",
              "naive2",
              "drift",
              "tsb",
              "adida",
              "dynamic_optimised_theta",
              "exponential_smoothing",
              "stl_ar",
              "tramo",
              "regression",
              "like_series");
      case HOUR, DAY, WEEK ->
          List.of(
              "naive",
              "seasonal_naive",
              "tsb",
              "adida",
              "dynamic_optimised_theta",
              "exponential_smoothing",
              "calendar_regression",
              "level_times_shape",
              "multiple_seasons",
              "regression");
    };
  }

  /** Those that weigh alike where nothing is known of their errors; others weigh nothing. */
  public static List<String> core(Grain grain) {
    return switch (grain) {
      case YEAR -> List.of("drift", "exponential_smoothing", "stl_ar", "tramo");
      case QUARTER -> List.of("dynamic_optimised_theta", "exponential_smoothing", "stl_ar");
      case MONTH ->
          List.of(
              "dynamic_optimised_theta", "exponential_smoothing", "stl_ar", "tramo", "regression");
      case HOUR, DAY, WEEK ->
          List.of(
              "exponential_smoothing",
              "calendar_regression",
              "level_times_shape",
              "multiple_seasons",
              "regression");
    };
  }

  /** The method that counts for more than one of the others where it made a path; may be empty. */
  public static String lead(Grain grain) {
    return switch (grain) {
      case MONTH -> "like_series";
      case DAY -> "calendar_regression";
      case HOUR, WEEK, QUARTER, YEAR -> "";
    };
  }

  /**
   * The weight of the leading method before errors are known, 0 to 1. What months of like series
   * say together counts the more, the less each can say alone, and nothing beyond the length at
   * which that was measured.
   *
   * @param seasons that were observed of a series, 0 or more
   */
  public static double shareOfLead(Grain grain, double seasons) {
    if (grain != Grain.MONTH) {
      return 0.6;
    }
    return seasons > SEASONS_MEASURED ? 0 : Math.min(0.8, 3 / Math.max(1, seasons));
  }

  /** Whether a method takes so long that a backtest leaves it out at some origins. */
  public static boolean isCostly(String method) {
    return method.equals("tramo");
  }
}
