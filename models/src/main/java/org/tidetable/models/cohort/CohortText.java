package org.tidetable.models.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A cohort in plain English, and how two versions of it differ. */
public final class CohortText {
  private CohortText() {}

  /** The whole definition, line by line. */
  public static List<String> of(CohortDefinition cohort) {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "%s (version %d)", cohort.title(), cohort.version()));
    lines.add("");
    lines.add("People who live here are looked at " + cohort.index().inWords() + ".");
    List<String> steps = steps(cohort);
    lines.add(
        steps.isEmpty()
            ? "All of them belong to the cohort."
            : "A person belongs to the cohort who, in this order:");
    for (int step = 0; step < steps.size(); step++) {
      lines.add(String.format(Locale.ROOT, "%3d. %s", step + 1, steps.get(step)));
    }
    lines.add("");
    lines.addAll(notes(cohort));
    return List.copyOf(lines);
  }

  /** Each step in words; the last ones may be that of the highest risks. */
  public static List<String> steps(CohortDefinition cohort) {
    List<String> steps = new ArrayList<>();
    cohort.steps().forEach(rule -> steps.add(RuleWords.of(rule)));
    if (cohort.take().some()) {
      steps.add(cohort.take().inWords());
    }
    return steps;
  }

  private static List<String> notes(CohortDefinition cohort) {
    return List.of(
        cohort.keepUnseen()
            ? "Who cannot be observed at a step stays in."
            : "Who cannot be observed at a step is left out, and counted as such.",
        String.format(
            Locale.ROOT,
            "A record counts from the day its source could tell it. A window is observed where the"
                + " person lived here throughout and the source covers it from its first day; its"
                + " last %d days may still be outstanding.",
            cohort.lagDays()));
  }

  /** What the new version changes: every difference in words; empty where nothing differs. */
  public static List<String> difference(CohortDefinition before, CohortDefinition now) {
    List<String> changes = new ArrayList<>();
    changed(changes, "Looked at: ", before.index().inWords(), now.index().inWords());
    changed(changes, "", notes(before).get(0), notes(now).get(0));
    changed(changes, "", notes(before).get(1), notes(now).get(1));
    List<String> gone = new ArrayList<>(steps(before));
    List<String> come = new ArrayList<>();
    for (String step : steps(now)) {
      if (!gone.remove(step)) {
        come.add(step);
      }
    }
    gone.forEach(step -> changes.add("No longer asked: " + step));
    come.forEach(step -> changes.add("Newly asked: " + step));
    if (changes.isEmpty() && !steps(before).equals(steps(now))) {
      changes.add("The same is asked in another order.");
    }
    return changes;
  }

  private static void changed(List<String> changes, String what, String before, String now) {
    if (!before.equals(now)) {
      changes.add(what + "before: " + before + "; now: " + now);
    }
  }
}
