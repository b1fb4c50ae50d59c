package org.tidetable.pipeline.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.tidetable.models.card.Provenance;
import org.tidetable.models.evaluation.risk.RiskScores;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;
import org.tidetable.models.evaluation.risk.RiskValidation;

/**
 * What the papers say of one model, and whence.
 *
 * @param title of the problem, in a planner's words
 * @param population for whom
 * @param timing index dates, look-back and window, in a sentence
 * @param method of the model that was kept, with its settings
 * @param features names of the predictors
 * @param outcomes people with the outcome among those learnt from; shown in bands only
 * @param counts where protected counts are, or the rounded counts themselves, in a sentence
 * @param leaks what the search for leaks says
 * @param limits what every reader must know
 * @param invented whether the people are invented
 */
public record PaperFacts(
    String title,
    String population,
    String timing,
    Provenance provenance,
    String method,
    Map<String, String> settings,
    List<String> features,
    int outcomes,
    String counts,
    RiskValidation.Report report,
    List<String> leaks,
    List<String> limits,
    boolean invented) {
  public PaperFacts {
    settings = Map.copyOf(settings);
    features = List.copyOf(features);
    leaks = List.copyOf(leaks);
    limits = List.copyOf(limits);
  }

  /** Outcomes for each predictor, in bands: the number itself would tell the exact count. */
  String outcomesPerFeature() {
    double each = perFeature();
    return each < 10 ? "fewer than 10" : each < 20 ? "10 to 20" : "20 or more";
  }

  double perFeature() {
    return (double) outcomes / Math.max(1, features.size());
  }

  RiskScores scores() {
    return report.result(report.chosen()).scores();
  }

  boolean dated() {
    return !provenance.asOf().equals(Provenance.UNDATED);
  }

  String asOf() {
    return dated() ? "As of " + provenance.asOf() + "." : "The data names no date.";
  }

  String sources() {
    List<String> named = new ArrayList<>();
    provenance
        .sources()
        .forEach(each -> named.add("`" + each.name() + "` (SHA-256 " + each.sha256() + ")"));
    return named.isEmpty() ? "No file is named." : String.join(", ", named) + ".";
  }

  String settingsInWords() {
    Map<String, String> sorted = new TreeMap<>(settings);
    sorted.put("seed", Long.toString(provenance.seed()));
    List<String> each = new ArrayList<>();
    sorted.forEach((name, value) -> each.add(name + " = " + value.replace("\n", " ")));
    return String.join("; ", each) + ".";
  }

  /** Every method's scores as a table in Markdown. */
  List<String> performance() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("| method | AUROC | Brier score | calibration slope | calibration intercept |");
    lines.add("|---|---|---|---|---|");
    for (RiskValidation.Result result : report.results()) {
      RiskScores each = result.scores();
      lines.add(
          String.join(
              " | ",
              "| " + result.method(),
              show(each.auroc()),
              show(each.brier()),
              show(each.slope()),
              show(each.intercept()) + " |"));
    }
    return lines;
  }

  /** A score with its 95 % interval. */
  static String show(Measure measure) {
    String value = number(measure.value());
    return measure.lower().isEmpty()
        ? value
        : value + " (" + number(measure.lower()) + " to " + number(measure.upper()) + ")";
  }

  private static String number(OptionalDouble number) {
    return number.isEmpty()
        ? "undefined"
        : String.format(Locale.ROOT, "%.3f", number.getAsDouble());
  }
}
