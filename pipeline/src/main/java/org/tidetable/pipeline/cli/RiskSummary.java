package org.tidetable.pipeline.cli;

import static org.tidetable.pipeline.cli.RiskRun.shown;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import org.tidetable.models.evaluation.risk.AurocGap;
import org.tidetable.models.evaluation.risk.RiskScores;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;
import org.tidetable.models.evaluation.risk.RiskValidation;

/** What {@code risk} prints at its end. */
final class RiskSummary {
  private RiskSummary() {}

  static void print(RiskRun.Found found, WorthRequest asked, Path out, PrintStream to) {
    RiskValidation.Report report = found.report();
    RiskScores chosen = report.result(report.chosen()).scores();
    say(
        to,
        "%d rows tested, %d with the outcome; %s.",
        chosen.rows(),
        chosen.outcomes(),
        report.design());
    found.remarks().forEach(remark -> say(to, "%s.", remark));
    say(to, "");
    say(
        to,
        "%-14s %-24s %-22s %-8s %-7s %s",
        "method",
        "AUROC (95 %)",
        "slope (95 %)",
        "intercept",
        "Brier",
        "PPV at 1, 5, 10 %");
    for (RiskValidation.Result each : report.results()) {
      line(to, each.method(), each.scores());
    }
    found.again().ifPresent(scores -> line(to, "on --score", scores));
    say(to, "");
    say(to, "Kept: %s. %s.", report.chosen(), report.decision());
    for (RiskValidation.Result each : report.results()) {
      if (!each.method().equals(report.chosen())) {
        Measure gap =
            AurocGap.between(report.observed(), report.tested(each.method()), RiskRun.SEED);
        say(to, "AUROC above that of %s: %s.", each.method(), range(gap, 4));
      }
    }
    say(
        to,
        "Outcomes dealt at random give AUROC %.3f, where chance gives 0.5 +/- %.3f: %s.",
        report.shuffled().meanAuroc(),
        3 * report.shuffled().standardError(),
        report.shuffled().passed() ? "no sign of a leak" : "NOT by chance, something leaks");
    say(to, "");
    WorthSummary.print(found, asked, to);
    say(to, "");
    ScoredSummary.lines(found).forEach(line -> say(to, "%s", line));
    found.encoding().leftOut().entrySet().stream()
        .filter(each -> each.getValue().matches("an identifier.*|the same (as|on).*|one mark.*"))
        .forEach(
            each -> say(to, "Column \"%s\" is no feature: %s.", each.getKey(), each.getValue()));
    say(to, "In %s: report.html predictions.csv reasons.csv evaluation.json card.md", out);
    say(
        to,
        "model.json model.pb encoding.json. Rows of people may be read by you alone; publish none of them.");
  }

  private static void line(PrintStream to, String name, RiskScores scores) {
    StringBuilder values = new StringBuilder();
    for (RiskScores.AtShare each : scores.atShares()) {
      values.append(shown(each.predictiveValue().value(), 3)).append("  ");
    }
    say(
        to,
        "%-14s %-24s %-22s %9s %-7s %s",
        name,
        range(scores.auroc(), 4),
        range(scores.slope(), 3),
        shown(scores.intercept().value(), 3),
        shown(scores.brier().value(), 4),
        values.toString().strip());
  }

  private static String range(Measure measure, int decimals) {
    OptionalDouble lower = measure.lower();
    String value = shown(measure.value(), decimals);
    return lower.isEmpty()
        ? value
        : value + " (" + shown(lower, decimals) + "-" + shown(measure.upper(), decimals) + ")";
  }

  private static void say(PrintStream to, String format, Object... arguments) {
    to.println(String.format(Locale.ROOT, format, arguments));
  }
}
