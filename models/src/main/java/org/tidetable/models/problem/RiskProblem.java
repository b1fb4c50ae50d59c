package org.tidetable.models.problem;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.tidetable.models.vocabulary.EventKind;

/**
 * A risk to predict: for every person of a target cohort at an index date, whether the outcome
 * happens in {@code [index + gap, index + gap + timeAtRisk)}.
 *
 * @param name unique in a run, in snake_case
 * @param gap time between the index date and the start of the window, so that a service can act
 * @param lookback how far back features may look
 * @param timeAtRisk length of the outcome window
 * @param design when people are looked at, and what becomes of those who go out of view
 */
public record RiskProblem(
    String name,
    TargetCohort target,
    Outcome outcome,
    Period lookback,
    Period gap,
    Period timeAtRisk,
    Design design) {

  /** Fixed dates half a year apart, nobody washed out, people who leave made up for. */
  public RiskProblem(
      String name,
      TargetCohort target,
      Outcome outcome,
      Period lookback,
      Period gap,
      Period timeAtRisk) {
    this(name, target, outcome, lookback, gap, timeAtRisk, Design.STANDARD);
  }

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

  /** What becomes of people who go out of view before the window ends, without the outcome. */
  public enum Censoring {
    /** Those who stayed as long stand for them too: weights of one over the share that stays. */
    IPCW,
    /** Only who was followed to the window's end, or to death, is learnt from. */
    COMPLETE,
    /** Whoever's outcome was seen is learnt from: too many with it, where many leave. */
    OBSERVED
  }

  /** What the death of somebody is who did not have the outcome before it. */
  public enum Death {
    /** It competes: who died did not have the outcome. The risk is that of having it in a life. */
    COMPETING("Who died before the outcome did not have it."),
    /** Who died went out of view. The risk is that of people who do not die of anything else. */
    LEAVING("Who died before the outcome counts as gone out of view."),
    /** Death in the window is the outcome, too. */
    OUTCOME("Who died in the window counts as with the outcome.");

    private final String words;

    Death(String words) {
      this.words = words;
    }

    /** What it says of the dead, as a sentence. */
    public String words() {
      return words;
    }
  }

  /** The day of an event from which on somebody is looked at: the day after it. */
  public enum Moment {
    START,
    END
  }

  /** An event that makes somebody's index date, such as the end of an emergency admission. */
  public record Anchor(EventKind kind, Moment at) {}

  /**
   * The design of a study.
   *
   * @param step time between the fixed index dates from which is learnt
   * @param washout who had the outcome in that time before the index date is left out; may be zero
   * @param anchor an event that makes the index dates; empty for fixed dates
   * @param leavesAtAge the birthday at which people go out of view; empty where there is none
   * @param death what it is before the outcome
   */
  public record Design(
      Period step,
      Period washout,
      Optional<Anchor> anchor,
      Censoring censoring,
      Optional<Integer> leavesAtAge,
      Death death) {

    public static final Design STANDARD =
        new Design(
            Period.ofMonths(6),
            Period.ZERO,
            Optional.empty(),
            Censoring.IPCW,
            Optional.empty(),
            Death.COMPETING);

    public Design {
      require(!step.isZero() && !step.isNegative(), "index_step must be positive");
      require(!washout.isNegative(), "washout must not be negative");
    }
  }
}
