package org.tidetable.pipeline.cli;

import static org.tidetable.pipeline.worth.Shown.name;
import static org.tidetable.pipeline.worth.Shown.ranged;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.tidetable.models.evaluation.risk.Capacity;
import org.tidetable.models.evaluation.risk.NetBenefit;
import org.tidetable.models.evaluation.risk.RiskLessons;
import org.tidetable.models.evaluation.risk.RiskWorth;

/** What {@code risk} prints of the worth of its risks. */
final class WorthSummary {
  private WorthSummary() {}

  static void print(RiskRun.Found found, WorthRequest asked, PrintStream to) {
    RiskWorth worth = found.judged().worth();
    say(to, "Verdict: %s: %s.", worth.verdict().use().words(), worth.verdict().reason());
    found
        .update()
        .ifPresent(update -> say(to, "Model %s: %s.", update.step().words(), update.reason()));
    say(to, "");
    say(
        to,
        "%-14s %-22s %-22s %-20s%s",
        "places",
        "have the outcome, %",
        "of all outcomes, %",
        "to see for one",
        asked.costPerPerson().isPresent() ? " cost of one" : "");
    String chosen = found.report().chosen();
    for (Capacity each : worth.capacity().getOrDefault(chosen, List.of())) {
      say(
          to,
          "%-14s %-22s %-22s %-20s%s",
          String.format(Locale.ROOT, "%d (%.1f %%)", each.places(), 100 * each.share()),
          ranged(each.predictiveValue(), 100, "%.1f"),
          ranged(each.sensitivity(), 100, "%.1f"),
          ranged(each.perTrueCase(), 1, "%.1f"),
          asked
              .costPerPerson()
              .map(cost -> " " + ranged(each.costPerTrueCase(cost), 1, "%.0f"))
              .orElse(""));
    }
    say(to, "");
    say(to, "Net benefit of %s in true cases per 1,000 people, more than of", name(chosen));
    say(to, "(on the rows tested, each threshold alike; what is kept was chosen as said above)");
    for (NetBenefit.Gain each : worth.netBenefit().gains()) {
      say(to, "  %-22s %s", name(each.rival()), ranged(each.average(), 1000, "%+.2f"));
    }
    for (RiskLessons.Lift each : found.judged().lifts()) {
      say(
          to,
          "All data, less a model %s %s: AUROC %s, of a 5 %% list %s points, net benefit %s.",
          each.alone() ? "that knows only" : "without",
          each.part(),
          ranged(each.auroc(), 1, "%+.4f"),
          ranged(each.predictiveValue(), 100, "%+.1f"),
          ranged(each.netBenefit(), 1000, "%+.2f"));
    }
    for (RiskLessons.Stability each : found.judged().stability()) {
      say(
          to,
          "Two lists of %.0f %%, learnt from people drawn anew, have %.0f %% of those on either in"
              + " common (%,d rows to draw from).",
          100 * each.share(),
          100 * each.jaccard(),
          each.rowsLearnt());
    }
  }

  private static void say(PrintStream to, String format, Object... arguments) {
    to.println(String.format(Locale.ROOT, format, arguments));
  }
}
