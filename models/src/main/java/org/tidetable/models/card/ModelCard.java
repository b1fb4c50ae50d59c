package org.tidetable.models.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.tidetable.models.evaluation.risk.RiskScores;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;
import org.tidetable.models.evaluation.risk.RiskValidation;

/**
 * What a reader must know before using a model, as Markdown.
 *
 * @param title of the problem
 * @param predicts what, in a sentence
 * @param population for whom
 * @param model class names and settings, as the model itself gives them
 * @param groups for whom it came true
 * @param limits what it must not be used for, beyond what every card says
 */
public record ModelCard(
    String title,
    String predicts,
    String population,
    Provenance provenance,
    Map<String, String> model,
    RiskValidation.Report validation,
    GroupVerdicts groups,
    List<String> limits) {

  public ModelCard {
    model = Map.copyOf(model);
    limits = List.copyOf(limits);
  }

  /**
   * The whole card, for those who may see the people's records.
   *
   * @param protectedCount shows a count of people as it may be seen: rounded, suppressed or plain
   */
  public String markdown(IntFunction<String> protectedCount) {
    List<String> lines = new ArrayList<>();
    RiskScores scores = validation.result(validation.chosen()).scores();
    opening(lines);
    add(lines, "Rows tested: " + protectedCount.apply(scores.rows()) + ".", "");
    methods(lines, scores);
    add(lines, row("observed / expected", show(scores.observedOverExpected())));
    for (RiskScores.AtShare each : scores.atShares()) {
      String at = String.format(Locale.ROOT, "highest %.1f %%: ", 100 * each.share());
      add(lines, row(at + "with the outcome", show(each.predictiveValue())));
      add(lines, row(at + "share of all outcomes", show(each.sensitivity())));
    }
    calibration(lines, scores, protectedCount);
    closing(lines);
    return String.join("\n", lines) + "\n";
  }

  /**
   * The card without any count of people, nor a share that would tell one: those leave only as
   * protected tables, to which it points.
   */
  public String publishable() {
    List<String> lines = new ArrayList<>();
    opening(lines);
    methods(lines, validation.result(validation.chosen()).scores());
    add(lines, "", "## Calibration", "");
    add(lines, "People by risk, and how many of them had the outcome, are in the table");
    add(lines, "fact_risk_calibration, with every count protected.");
    closing(lines);
    return String.join("\n", lines) + "\n";
  }

  private void opening(List<String> lines) {
    add(lines, "# Model card: " + title, "", predicts, "", "**For whom.** " + population);
    add(lines, "", "**Not for decisions about one person.** It says which groups to plan for.");
    boolean dated = !provenance.asOf().equals(Provenance.UNDATED);
    String asOf = dated ? "As of " + provenance.asOf() + "." : "The data names no date.";
    add(lines, "", "## Data", "", asOf, "");
    add(lines, "| source | SHA-256 |", "|---|---|");
    provenance.sources().forEach(each -> add(lines, row(each.name(), each.sha256())));
    add(lines, "", "## Model", "", "Method: " + validation.chosen() + ". Settings:", "");
    add(lines, "| setting | value |", "|---|---|");
    TreeMap<String, String> settings = new TreeMap<>(model);
    settings.put("seed", Long.toString(provenance.seed()));
    settings.forEach((name, value) -> add(lines, row(name, value)));
    add(lines, row("code", provenance.codeVersion()));
    add(lines, row("configuration", provenance.configHash()));
    add(lines, "", "## Validation", "", validation.design() + ".", "");
    add(lines, validation.decision() + ".", "");
  }

  private void methods(List<String> lines, RiskScores scores) {
    add(lines, "| method | AUROC | Brier score | calibration slope |", "|---|---|---|---|");
    for (RiskValidation.Result result : validation.results()) {
      RiskScores each = result.scores();
      add(lines, row(result.method(), show(each.auroc()), show(each.brier()), show(each.slope())));
    }
    add(lines, "", "Of " + validation.chosen() + ", with 95 % intervals:", "");
    add(lines, "| score | value |", "|---|---|");
    add(lines, row("average precision", show(scores.averagePrecision())));
    add(lines, row("calibration intercept", show(scores.intercept())));
  }

  private void closing(List<String> lines) {
    add(lines, "", "## For whom it came true", "");
    groups.sentences().forEach(each -> add(lines, "- " + each));
    RiskValidation.Shuffled check = validation.shuffled();
    add(lines, "", "## Check for leaks", "");
    add(
        lines,
        String.format(
            Locale.ROOT,
            "With outcomes dealt at random among persons, AUROC is %.3f over %d repeats, where"
                + " chance gives 0.5 give or take %.3f: %s.",
            check.meanAuroc(),
            check.repeats(),
            3 * check.standardError(),
            check.passed() ? "no sign of a leak" : "NOT by chance, so something leaks"));
    add(lines, "", "## Limits", "");
    limits.forEach(limit -> add(lines, "- " + limit));
    add(lines, "- Associations, not causes: to change a feature need not change the risk.");
    add(lines, "- Calibrated for the data above; elsewhere or later it must be checked again.");
  }

  private static void calibration(
      List<String> lines, RiskScores scores, IntFunction<String> protectedCount) {
    add(lines, "", "## Calibration", "");
    add(lines, "| tenth | people | predicted | with the outcome |", "|---|---|---|---|");
    for (RiskScores.Tenth each : scores.tenths()) {
      add(
          lines,
          row(
              Integer.toString(each.tenth()),
              protectedCount.apply(each.rows()),
              number(each.predicted()),
              protectedCount.apply(each.outcomes())));
    }
  }

  private static void add(List<String> lines, String... more) {
    lines.addAll(List.of(more));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells).replace("\n", " ") + " |";
  }

  private static String show(Measure measure) {
    String value = number(measure.value());
    return measure.lower().isEmpty()
        ? value
        : value + " (" + number(measure.lower()) + " to " + number(measure.upper()) + ")";
  }

  private static String number(OptionalDouble number) {
    return number.isEmpty() ? "undefined" : number(number.getAsDouble());
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }
}
