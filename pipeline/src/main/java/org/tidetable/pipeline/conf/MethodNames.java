package org.tidetable.pipeline.conf;

import java.util.Map;
import java.util.Optional;
import org.tidetable.models.pool.Methods;

/** The names of forecast methods that a person may write. */
public final class MethodNames {
  private static final Map<String, String> BY_SETTING =
      Map.of(
          "cohort_survival", "\"cohorts\" of a demand",
          "prevalence_times_population", "\"population\" of a run, for a demand by year",
          "parent_share", "\"cold_start\" of a run",
          "temporal_hierarchy", "\"temporal\" of a demand");

  private MethodNames() {}

  /** What is wrong with a name and what to do, as the end of a sentence; empty for a method. */
  public static Optional<String> problem(String name) {
    if (Methods.ALL.contains(name)) {
      return Optional.empty();
    }
    String setting = BY_SETTING.get(name);
    if (setting != null) {
      return Optional.of(
          "\"%s\" is added by the setting %s. Leave it out here.".formatted(name, setting));
    }
    String closest = Nearest.suggestion(name, Methods.ALL);
    return Optional.of(
        "\"%s\" is no method. %sThe methods are: %s."
            .formatted(
                name,
                closest.startsWith("Did") ? closest + " " : "",
                String.join(", ", Methods.ALL)));
  }
}
