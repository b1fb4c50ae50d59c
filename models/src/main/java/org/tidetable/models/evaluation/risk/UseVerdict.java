package org.tidetable.models.evaluation.risk;

import java.util.List;

/**
 * Whether a risk may be used at all, and for whom not.
 *
 * @param reason in words; names groups, never people
 */
public record UseVerdict(Use use, String reason) {

  /** For whom the risk may be used. */
  public enum Use {
    USABLE("usable"),
    EXCEPT_GROUPS("usable except for some groups"),
    NOT_USABLE("not usable");

    private final String words;

    Use(String words) {
      this.words = words;
    }

    /** The verdict in words. */
    public String words() {
      return words;
    }
  }

  private static final int MOST = 5;

  /**
   * The verdict of the gates. Nothing turns it.
   *
   * @param gates as {@link GroupGate#of} gives them, everybody first
   * @param shuffledPassed whether outcomes dealt at random could not be predicted
   */
  public static UseVerdict of(List<GroupGate> gates, boolean shuffledPassed) {
    if (!shuffledPassed) {
      return new UseVerdict(
          Use.NOT_USABLE, "outcomes dealt at random can be predicted, so something leaks");
    }
    GroupGate everybody = gates.get(0);
    switch (everybody.status()) {
      case WITHDRAWN -> {
        return new UseVerdict(
            Use.NOT_USABLE, "over all people, risks do not come true as often as they say");
      }
      case NOT_ASSESSED -> {
        return new UseVerdict(
            Use.NOT_USABLE,
            "fewer than " + GroupGate.FEWEST + " people with the outcome were tested");
      }
      case PASSED -> {
        // The groups decide.
      }
    }
    String withdrawn = named(gates, GroupGate.Status.WITHDRAWN);
    String notAssessed = named(gates, GroupGate.Status.NOT_ASSESSED);
    if (withdrawn.isEmpty() && notAssessed.isEmpty()) {
      return new UseVerdict(Use.USABLE, "risks come true in every group that was looked at");
    }
    String reason =
        (withdrawn.isEmpty() ? "" : "withdrawn for " + withdrawn)
            + (withdrawn.isEmpty() || notAssessed.isEmpty() ? "" : "; ")
            + (notAssessed.isEmpty() ? "" : "not assessed for " + notAssessed);
    return new UseVerdict(withdrawn.isEmpty() ? Use.USABLE : Use.EXCEPT_GROUPS, reason);
  }

  private static String named(List<GroupGate> gates, GroupGate.Status status) {
    List<String> names =
        gates.stream()
            .filter(gate -> gate.single() && gate.status() == status)
            .map(gate -> gate.attribute() + " " + gate.group())
            .toList();
    // Who is withdrawn is named in full; of small groups there may be a great many.
    int shown = status == GroupGate.Status.WITHDRAWN ? names.size() : Math.min(MOST, names.size());
    return String.join(", ", names.subList(0, shown))
        + (shown < names.size() ? " and " + (names.size() - shown) + " more groups" : "");
  }
}
