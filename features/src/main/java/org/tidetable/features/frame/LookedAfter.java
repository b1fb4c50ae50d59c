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
  /** There is a record of care, and none is known to go on. */
  BEFORE("before"),
  NEVER_KNOWN("never known");

  /** The column of a frame; null where the question is not asked. */
  public static final String COLUMN = "looked_after";

  /** Those of whom there is a record, as one group: where either alone is of few people. */
  public static final String EVER = "now or before";

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
   * Whether people of a target cohort can be told apart by it: it has people under 26, and spells
   * or placements are recorded. Counts of a day alone would call whoever is in care {@link
   * #BEFORE}.
   */
  public static boolean tells(TargetCohort target, Set<EventKind> recorded) {
    return target.minimumAge() < CARE_LEAVERS_UNDER
        && recorded.stream().anyMatch(LookedAfter::goesOn);
  }

  private static boolean goesOn(EventKind kind) {
    return KINDS.contains(kind) && kind.lasts();
  }

  /** The group of those words. */
  static LookedAfter of(String words) {
    return Arrays.stream(values())
        .filter(each -> each.words.equals(words))
        .findFirst()
        .orElseThrow();
  }
}
