package org.tidetable.pipeline.worth;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import org.tidetable.models.evaluation.risk.NetBenefit;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;

/** Figures and names as people read them. */
public final class Shown {
  private static final Map<String, String> NAMES =
      Map.of(
          "logistic",
          "logistic regression",
          "boosted_trees",
          "boosted trees",
          "blended",
          "logistic regression and trees",
          "age_sex",
          "age and sex only",
          "area",
          "area only",
          "age_sex_area",
          "age, sex and area only",
          "traits",
          "who people are only",
          NetBenefit.ALL,
          "see everybody",
          NetBenefit.NONE,
          "see nobody");

  private Shown() {}

  /** A method or rival in words. */
  public static String name(String method) {
    return NAMES.getOrDefault(method, method.replace('_', ' '));
  }

  static String sentence(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  static DoubleFunction<String> tick() {
    return value ->
        Math.abs(value - Math.rint(value)) < 1e-9
            ? String.format(Locale.ROOT, "%.0f", value == 0 ? 0.0 : value)
            : String.format(Locale.ROOT, "%.1f", value);
  }

  static String percent(OptionalDouble share) {
    return share.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share.getAsDouble());
  }

  static String percents(Measure share) {
    return ranged(share, 100, "%.1f") + (share.value().isPresent() ? " %" : "");
  }

  static String number(OptionalDouble value, String format) {
    return value.isEmpty() ? "-" : String.format(Locale.ROOT, format, value.getAsDouble());
  }

  /** A value and its interval; a dash where there is none. */
  public static String ranged(Measure measure, double factor, String format) {
    if (measure.value().isEmpty()) {
      return "-";
    }
    String value = String.format(Locale.ROOT, format, factor * measure.value().getAsDouble());
    if (measure.lower().isEmpty() || measure.upper().isEmpty()) {
      return value;
    }
    return value
        + " ("
        + String.format(Locale.ROOT, format, factor * measure.lower().getAsDouble())
        + " to "
        + String.format(Locale.ROOT, format, factor * measure.upper().getAsDouble())
        + ")";
  }
}
