package org.tidetable.pipeline.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.tidetable.models.card.GroupVerdicts;
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
 * @param groups for whom it came true
 * @param leaks what the search for leaks says
 * @param limits what every reader must know
 * @param about of what kind the rows are: what a paper can point to depends on it
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
    GroupVerdicts groups,
    List<String> leaks,
    List<String> limits,
    About about,
    boolean invented) {

  /** What was learnt from, and so what the papers can point to. */
  public enum About {
    /** People followed over time in a run, which lists those at risk. */
    PEOPLE(
        "records of all people that the services know, followed forward.",
        "no row is left out for a missing value; of people who went out of view without the outcome"
            + " the risk's settings say how they are stood for.",
        "Findings on each source are in the run's quality table; a missing value has a mark of its"
            + " own.",
        "Lists of people carry \"decision support only\", a reviewer and a reason for overriding,"
            + " all to be filled by people.",
        "No threshold is built in: lists are cut by caseload.",
        "Counts of people leave only through the disclosure rule, and lists of people not at all."),
    /** Rows that a query joined in a run, which lists nobody. */
    JOINED(
        "all rows of the outcome's table that the query gives, as they were known on the index day.",
        "no row is left out for a missing value; keys without an outcome are in no row, and why they"
            + " have none is for the owner to say.",
        "Findings on each source are in the run's quality table; a missing value has a mark of its"
            + " own.",
        "The run lists nobody. Whoever scores people with this model must have each case reviewed by"
            + " a person.",
        "No threshold is built in, and no list is made.",
        "Counts of people leave only through the disclosure rule; no list of people is made."),
    /** One table of people, scored beside it. */
    TABLE(
        "the rows of one table; how they came into it is for the owner to say.",
        "no row is left out for a missing value; who is not in the table is for the owner to say.",
        "A faulty row ends the reading with its place; columns that are no features stand with the"
            + " reason in evaluation.json; a missing value has a mark of its own.",
        "predictions.csv has a line for each row and names nobody for review: whoever uses it must"
            + " have each case reviewed by a person.",
        "No threshold is built in: report.html says what lists of several lengths would find.",
        "Files with rows of people or exact counts are for their owner alone; counts on the card and"
            + " the papers are rounded. Nothing is published.");

    private final String people;
    private final String analysed;
    private final String cleaning;
    private final String review;
    private final String output;
    private final String disclosure;

    About(
        String people,
        String analysed,
        String cleaning,
        String review,
        String output,
        String disclosure) {
      this.people = people;
      this.analysed = analysed;
      this.cleaning = cleaning;
      this.review = review;
      this.output = output;
      this.disclosure = disclosure;
    }

    /** Whose records these are. */
    String people() {
      return people;
    }

    /** Who of them is analysed. */
    String analysed() {
      return analysed;
    }

    /** Where findings on the data stand. */
    String cleaning() {
      return cleaning;
    }

    /** Who looks at a single case. */
    String review() {
      return review;
    }

    /** What becomes of a probability. */
    String output() {
      return output;
    }

    /** How counts and lists of people are kept. */
    String disclosure() {
      return disclosure;
    }
  }

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
