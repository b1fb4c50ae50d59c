package org.tidetable.features.frame;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.tidetable.models.problem.RiskProblem.TargetCohort;
import org.tidetable.models.vocabulary.EventKind;

/**
 * Whether somebody was in the care of a council before an index date, as far as was known on it.
 * All records count, however long ago: whoever was in care as a child still was.
 */
public enum LookedAfter {
  /** A spell or a placement had begun and not ended. */
  NOW("now"),
  /** There was one, and none goes on. */
  BEFORE("before"),
  NEVER_KNOWN("never known");

  /** The column of a frame; null where the question is not asked. */
  public static final String COLUMN = "looked_after";

  /** Records that a council looks after somebody. */
  static final Set<EventKind> KINDS =
      EnumSet.of(
          EventKind.LOOKED_AFTER_START,
          EventKind.CHILD_LOOKED_AFTER,
          EventKind.PLACEMENT_CHANGE,
          EventKind.MISSING_FROM_CARE);

  /** Councils support those who have left care until then. */
  private static final int CARE_LEAVERS_UNDER = 26;

  private final String words;

  LookedAfter(String words) {
    this.words = words;
  }

  /** The name of the group. */
  public String words() {
    return words;
  }

  /**
   * Whether people of a target cohort can be told apart by it: it has people under 26, and the
   * records are of children in care at all.
   */
  public static boolean tells(TargetCohort target, Set<EventKind> recorded) {
    return target.minimumAge() < CARE_LEAVERS_UNDER && recorded.stream().anyMatch(KINDS::contains);
  }

  /** The group of those words. */
  static LookedAfter of(String words) {
    return Arrays.stream(values())
        .filter(each -> each.words.equals(words))
        .findFirst()
        .orElseThrow();
  }
}
