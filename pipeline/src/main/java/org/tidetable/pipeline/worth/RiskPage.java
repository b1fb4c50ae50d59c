package org.tidetable.pipeline.worth;

import static org.tidetable.pipeline.worth.CurveChart.escaped;
import static org.tidetable.pipeline.worth.Shown.name;
import static org.tidetable.pipeline.worth.Shown.number;
import static org.tidetable.pipeline.worth.Shown.percent;
import static org.tidetable.pipeline.worth.Shown.percents;
import static org.tidetable.pipeline.worth.Shown.ranged;
import static org.tidetable.pipeline.worth.Shown.sentence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tidetable.export.format.HtmlReport;
import org.tidetable.models.evaluation.risk.CalibrationFigures;
import org.tidetable.models.evaluation.risk.Capacity;
import org.tidetable.models.evaluation.risk.GroupGate;
import org.tidetable.models.evaluation.risk.NetBenefit;
import org.tidetable.models.evaluation.risk.RiskLessons;
import org.tidetable.models.evaluation.risk.RiskScores;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.evaluation.risk.RiskWorth;

/**
 * What a planner reads of a risk: may it be used, for whom not, what would a list find, and is it
 * worth more than age and sex, or than going by area. Holds exact counts: for its owner only.
 *
 * @param outcome in words
 * @param cost of seeing one person, where it was declared
 * @param remarks sentences without a full stop
 */
public record RiskPage(
    String outcome,
    RiskValidation.Report report,
    RiskWorth worth,
    List<RiskLessons.Lift> lifts,
    List<RiskLessons.Stability> stability,
    Optional<Double> cost,
    List<String> remarks) {

  private static final List<String> DASHES =
      List.of("none", "8 4", "2 3", "10 3 2 3", "4 4", "1 4");

  /** The whole page: style and pictures inside, no scripts, no network. */
  public String html() {
    List<String> page = new ArrayList<>();
    page.add("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    page.add("<title>" + escaped("Risk of " + outcome) + "</title><style>" + css() + "</style>");
    page.add("</head><body><header><div class=\"page\"><h1>" + escaped("Risk of " + outcome));
    page.add("</h1><p>Made of people's records, with exact counts: not for publication.</p>");
    page.add("</div></header><main class=\"page\">");
    verdict(page);
    capacity(page);
    decisions(page);
    calibration(page);
    groups(page);
    methods(page);
    lessons(page);
    page.add("</main></body></html>");
    return String.join("\n", page) + "\n";
  }

  private void verdict(List<String> page) {
    RiskScores scores = report.result(report.chosen()).scores();
    page.add("<h2>May it be used?</h2>");
    page.add(
        "<p class=\"banner\"><strong>"
            + sentence(worth.verdict().use().words())
            + ".</strong> "
            + escaped(sentence(worth.verdict().reason()))
            + ".</p>");
    page.add(
        String.format(
            Locale.ROOT,
            "<p>Tested on %,d rows, %,d with the outcome: %s. %s.</p>",
            scores.rows(),
            scores.outcomes(),
            escaped(report.design()),
            escaped(sentence(report.decision().replace('_', ' ')))));
    remarks.forEach(remark -> page.add("<p class=\"note\">" + escaped(remark) + ".</p>"));
  }

  private void capacity(List<String> page) {
    page.add("<h2>What would a list find?</h2>");
    page.add("<p>The people with the highest risks, as many as a service has places. In brackets");
    page.add("the range that holds the truth 19 times in 20.</p>");
    List<String> head =
        new ArrayList<>(
            List.of(
                "Places",
                "From a risk of",
                "Have the outcome",
                "Of all outcomes",
                "To see for one"));
    cost.ifPresent(any -> head.add("Cost of one true case"));
    List<List<String>> rows = new ArrayList<>();
    for (Capacity each : worth.capacity().getOrDefault(report.chosen(), List.of())) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  String.format(Locale.ROOT, "%,d (%.1f %%)", each.places(), 100 * each.share()),
                  percent(each.threshold()),
                  percents(each.predictiveValue()),
                  percents(each.sensitivity()),
                  ranged(each.perTrueCase(), 1, "%.1f")));
      cost.ifPresent(one -> row.add(ranged(each.costPerTrueCase(one), 1, "%,.0f")));
      rows.add(row);
    }
    page.add(table("The list of " + name(report.chosen()), head, rows));
    List<String> rivalsHead = new ArrayList<>(List.of("Places"));
    worth.capacity().keySet().forEach(method -> rivalsHead.add(name(method)));
    List<List<String>> rivals = new ArrayList<>();
    List<Capacity> mine = worth.capacity().getOrDefault(report.chosen(), List.of());
    for (int i = 0; i < mine.size(); i++) {
      List<String> row =
          new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", mine.get(i).places())));
      for (List<Capacity> lists : worth.capacity().values()) {
        row.add(percents(lists.get(i).predictiveValue()));
      }
      rivals.add(row);
    }
    page.add(table("How many of the list have the outcome, by who makes it", rivalsHead, rivals));
  }

  private void decisions(List<String> page) {
    NetBenefit benefit = worth.netBenefit();
    page.add("<h2>Is it worth acting on?</h2>");
    page.add("<p>If one acts from a risk of 10 % on, one true case is worth nine needless visits.");
    page.add("The net benefit is true cases found, less needless visits at that rate; the higher");
    page.add("line is the better way to choose whom to see.</p>");
    double most = 0;
    for (List<Double> curve : benefit.curves().values()) {
      for (double value : curve) {
        most = Math.max(most, 1000 * value);
      }
    }
    List<Double> at = benefit.thresholds().stream().map(each -> 100 * each).toList();
    CurveChart chart =
        new CurveChart(
            "Net benefit by threshold", at.get(0), at.get(at.size() - 1), -most / 6, 1.05 * most);
    chart.axes("acting from a risk of, %", "net benefit, true cases in 1,000 people", Shown.tick());
    int style = 0;
    StringBuilder key = new StringBuilder("<p class=\"key\">");
    for (Map.Entry<String, List<Double>> each : benefit.curves().entrySet()) {
      boolean chosen = each.getKey().equals(report.chosen());
      String dashes = chosen ? "none" : DASHES.get(1 + style++ % (DASHES.size() - 1));
      String line = chosen ? "expected" : "actual";
      chart.curve(at, each.getValue().stream().map(v -> 1000 * v).toList(), line, dashes);
      key.append(
          "<span><svg class=\"sample\" viewBox=\"0 0 36 12\"><path d=\"M0 6L36 6\" class=\""
              + line
              + "\" style=\"stroke-dasharray:"
              + dashes
              + "\"/></svg> "
              + escaped(name(each.getKey()))
              + "</span>");
    }
    page.add("<figure>" + key + "</p>" + chart.end() + "</figure>");
    List<List<String>> rows = new ArrayList<>();
    for (NetBenefit.Gain gain : benefit.gains()) {
      rows.add(List.of(name(gain.rival()), ranged(gain.average(), 1000, "%+.2f"), judged(gain)));
    }
    page.add(
        table(
            "What it gives more, in true cases per 1,000 people: on the rows tested, the mean over the"
                + " thresholds, each alike. (What is kept was chosen on all rows held out, where each"
                + " threshold t counts 1 - t.)",
            List.of("Than", "Gain", ""),
            rows));
  }

  private static String judged(NetBenefit.Gain gain) {
    boolean more = gain.average().lower().orElse(0) > 0;
    boolean less = gain.average().upper().orElse(0) < 0;
    return more ? "better" : less ? "WORSE" : "no different beyond chance";
  }

  private void calibration(List<String> page) {
    CalibrationFigures figures = worth.calibration();
    page.add("<h2>Do risks come true?</h2>");
    double most = 0.01;
    for (CalibrationFigures.Point point : figures.curve()) {
      most = Math.max(most, Math.max(point.predicted(), point.observed()));
    }
    List<RiskScores.Tenth> tenths = report.result(report.chosen()).scores().tenths();
    for (RiskScores.Tenth tenth : tenths) {
      most = Math.max(most, Math.max(tenth.predicted(), tenth.observed()));
    }
    most *= 105;
    CurveChart chart = new CurveChart("Predicted and observed", 0, most, 0, most);
    chart.axes("predicted, %", "it happened to, %", Shown.tick());
    chart.line(0, 0, most, most, "ideal");
    chart.curve(
        figures.curve().stream().map(point -> 100 * point.predicted()).toList(),
        figures.curve().stream().map(point -> 100 * point.observed()).toList(),
        "actual",
        "none");
    tenths.forEach(tenth -> chart.dot(100 * tenth.predicted(), 100 * tenth.observed()));
    page.add("<figure><figcaption>On the dashed line, risks come true as often as they say. Dots");
    page.add("are tenths of the people by risk.</figcaption>" + chart.end() + "</figure>");
    RiskScores scores = report.result(report.chosen()).scores();
    page.add(
        table(
            "Calibration",
            List.of("Figure", "Value", "Ideal"),
            List.of(
                List.of("slope", ranged(scores.slope(), 1, "%.3f"), "1"),
                List.of(
                    "observed over expected",
                    ranged(scores.observedOverExpected(), 1, "%.3f"),
                    "1"),
                List.of("mean distance to the curve (ICI)", number(figures.ici(), "%.4f"), "0"),
                List.of("half of people within (E50)", number(figures.median(), "%.4f"), "0"),
                List.of("nine in ten within (E90)", number(figures.ninetieth(), "%.4f"), "0"),
                List.of("greatest distance (Emax)", number(figures.greatest(), "%.4f"), "0"),
                List.of(
                    "mean distance over ten groups (ECE 10)",
                    String.format(Locale.ROOT, "%.4f", figures.ece10()),
                    "0"),
                List.of(
                    "mean distance over fifty groups (ECE 50)",
                    String.format(Locale.ROOT, "%.4f", figures.ece50()),
                    "near 0"))));
  }

  private void groups(List<String> page) {
    page.add("<h2>Does it hold in every group?</h2>");
    page.add(
        "<p>A group is withdrawn when the outcomes that came for each one expected lie outside");
    page.add(
        "0.95 to 1.05 and the range excludes 1: its people get no risk. A group with fewer than");
    page.add(GroupGate.FEWEST + " outcomes is not assessed. On the list: the highest 5 %.</p>");
    List<List<String>> singles = new ArrayList<>();
    List<List<String>> crossed = new ArrayList<>();
    List<List<String>> small = new ArrayList<>();
    for (GroupGate gate : worth.gates()) {
      boolean one = gate.single() || gate.attribute().equals(GroupGate.EVERYBODY);
      if (!one && gate.status() != GroupGate.Status.WITHDRAWN) {
        continue;
      }
      boolean few = gate.single() && gate.status() == GroupGate.Status.NOT_ASSESSED;
      (few ? small : one ? singles : crossed)
          .add(
              List.of(
                  one && !gate.single() ? gate.group() : gate.attribute() + ": " + gate.group(),
                  String.format(Locale.ROOT, "%,d", gate.rows()),
                  String.format(Locale.ROOT, "%,d", gate.outcomes()),
                  percent(OptionalDouble.of(gate.predicted())),
                  percent(OptionalDouble.of(gate.observed())),
                  ranged(gate.observedOverExpected(), 1, "%.2f"),
                  percent(OptionalDouble.of(gate.listed())),
                  percent(gate.missed()),
                  gate.status().code().replace('_', ' ')));
    }
    List<String> head =
        List.of(
            "Group",
            "Rows",
            "Outcomes",
            "Predicted",
            "Came",
            "Came / expected",
            "On the list",
            "Outcomes missed",
            "Verdict");
    page.add(table("Groups", head, singles));
    if (!small.isEmpty()) {
      page.add("<details><summary>Groups with too few outcomes to tell</summary>");
      page.add(table("Not assessed", head, small) + "</details>");
    }
    if (!crossed.isEmpty()) {
      page.add(table("Crossed groups that are off: to be looked into", head, crossed));
    }
  }

  private void methods(List<String> page) {
    List<List<String>> rows = new ArrayList<>();
    for (RiskValidation.Result each : report.results()) {
      RiskScores scores = each.scores();
      rows.add(
          List.of(
              name(each.method()) + (each.method().equals(report.chosen()) ? " (kept)" : ""),
              ranged(scores.auroc(), 1, "%.3f"),
              ranged(scores.brier(), 1, "%.4f"),
              ranged(scores.slope(), 1, "%.2f")));
    }
    page.add("<h2>Beside its rivals</h2>");
    page.add(table("Scores on the same rows", List.of("Method", "AUROC", "Brier", "Slope"), rows));
  }

  private void lessons(List<String> page) {
    if (!lifts.isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      for (RiskLessons.Lift lift : lifts) {
        rows.add(
            List.of(
                (lift.alone() ? "only " : "without ") + lift.part(),
                ranged(lift.auroc(), 1, "%+.4f"),
                ranged(lift.predictiveValue(), 100, "%+.2f"),
                ranged(lift.netBenefit(), 1000, "%+.2f")));
      }
      page.add("<h2>What does each part of the data add?</h2>");
      page.add(
          table(
              "All data, less the model that knew",
              List.of(
                  "Model",
                  "AUROC",
                  "Have the outcome on a 5 % list, points",
                  "Net benefit in 1,000 people"),
              rows));
    }
    if (!stability.isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      for (RiskLessons.Stability each : stability) {
        rows.add(
            List.of(
                String.format(Locale.ROOT, "%.0f %%", 100 * each.share()),
                String.format(Locale.ROOT, "%.0f %%", 100 * each.jaccard())));
      }
      page.add("<h2>Would other people teach the same list?</h2>");
      page.add(
          String.format(
              Locale.ROOT,
              "<p>Learnt %d times from people drawn anew, %,d rows each time.</p>",
              stability.get(0).refits(),
              stability.get(0).rowsLearnt()));
      page.add(
          table(
              "Share of two lists' people who are on both",
              List.of("List", "On both, of those on either"),
              rows));
    }
  }

  private String table(String caption, List<String> head, List<List<String>> rows) {
    StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table><caption>");
    html.append(escaped(caption)).append("</caption><thead><tr>");
    for (int i = 0; i < head.size(); i++) {
      html.append(i == 0 ? "<th>" : "<th class=\"number\">").append(escaped(head.get(i)));
      html.append("</th>");
    }
    html.append("</tr></thead><tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr><th scope=\"row\">").append(escaped(row.get(0))).append("</th>");
      for (String cell : row.subList(1, row.size())) {
        html.append("<td class=\"number\">").append(escaped(cell)).append("</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>").toString();
  }

  private static String css() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("the style of the reports is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
