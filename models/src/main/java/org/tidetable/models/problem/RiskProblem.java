package org.tidetable.models.problem;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.Period;
import java.util.List;
import org.tidetable.models.vocabulary.EventKind;

/**
 * A risk to predict: for every person of a target cohort at an index date, whether the outcome
 * happens in {@code [index + gap, index + gap + timeAtRisk)}.
 *
 * @param name unique in a run, in snake_case
 * @param gap time between the index date and the start of the window, so that a service can act
 * @param lookback how far back features may look
 * @param timeAtRisk length of the outcome window
 */
public record RiskProblem(
    String name,
    TargetCohort target,
    Outcome outcome,
    Period lookback,
    Period gap,
    Period timeAtRisk) {

  public RiskProblem {
    require(!name.isBlank(), "a risk problem needs a name");
    require(!timeAtRisk.isZero() && !timeAtRisk.isNegative(), "time_at_risk must be positive");
    require(!lookback.isZero() && !lookback.isNegative(), "lookback must be positive");
    require(!gap.isNegative(), "gap must not be negative");
  }

  /**
   * What is predicted: quantities of the kinds, summed over the window, reach a minimum.
   *
   * @param minimum in the unit of the kinds; 1 means "happens at all"
   */
  public record Outcome(String name, List<EventKind> kinds, double minimum, String description) {
    public Outcome {
      require(!kinds.isEmpty(), "an outcome needs at least one event kind");
      require(minimum > 0, "minimum must be more than 0, but was %s", minimum);
      kinds = List.copyOf(kinds);
    }
  }

  /**
   * Who is looked at: people of an age, in whole years at the index date, both ends included.
   *
   * @param excludeIfEver people with an event of these kinds before the index date are left out: an
   *     outcome that starts once cannot start again
   */
  public record TargetCohort(
      String name,
      int minimumAge,
      int maximumAge,
      List<EventKind> excludeIfEver,
      String description) {
    public TargetCohort {
      require(
          minimumAge >= 0 && minimumAge <= maximumAge,
          "ages must run from a lower to a higher one, but were %s to %s",
          minimumAge,
          maximumAge);
      excludeIfEver = List.copyOf(excludeIfEver);
    }
  }
}
