package org.tidetable.pipeline.cli;

import static org.tidetable.pipeline.cli.RiskEvaluation.measure;
import static org.tidetable.pipeline.cli.RiskEvaluation.number;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.tidetable.models.evaluation.risk.CalibrationFigures;
import org.tidetable.models.evaluation.risk.Capacity;
import org.tidetable.models.evaluation.risk.GroupGate;
import org.tidetable.models.evaluation.risk.NetBenefit;
import org.tidetable.models.evaluation.risk.RiskLessons;
import org.tidetable.models.evaluation.risk.RiskWorth;

/** What {@code evaluation.json} says of the worth of risks. */
final class WorthJson {
  private WorthJson() {}

  static void put(ObjectNode json, RiskRun.Found found, WorthRequest asked) {
    RiskWorth worth = found.judged().worth();
    json.putObject("verdict")
        .put("use", worth.verdict().use().words())
        .put("reason", worth.verdict().reason());
    json.put("calibration_kind", found.model().calibration().name());
    calibration(json.putObject("calibration"), worth.calibration());
    groups(json.putArray("groups"), worth);
    ArrayNode capacity = json.putArray("capacity");
    worth
        .capacity()
        .forEach((method, lists) -> lists.forEach(list -> list(capacity, method, list, asked)));
    netBenefit(json.putObject("net_benefit"), worth.netBenefit());
    ArrayNode lifts = json.putArray("lift");
    for (RiskLessons.Lift each : found.judged().lifts()) {
      ObjectNode lift = lifts.addObject();
      lift.put("part", each.part()).put("known", each.alone() ? "only this" : "all but this");
      measure(lift, "auroc_of_all_data_less_this", each.auroc());
      measure(lift, "predictive_value_at_5_percent_less_this", each.predictiveValue());
      measure(lift, "net_benefit_less_this", each.netBenefit());
    }
    ArrayNode stability = json.putArray("stability");
    for (RiskLessons.Stability each : found.judged().stability()) {
      stability
          .addObject()
          .put("share", each.share())
          .put("jaccard", each.jaccard())
          .put("refits", each.refits())
          .put("rows_learnt", each.rowsLearnt());
    }
    found
        .update()
        .ifPresent(
            update ->
                json.putObject("update")
                    .put("step", update.step().words())
                    .put("reason", update.reason()));
  }

  private static void calibration(ObjectNode json, CalibrationFigures figures) {
    number(json, "slope", figures.slope());
    number(json, "level", figures.level());
    number(json, "observed_over_expected", figures.observedOverExpected());
    number(json, "ici", figures.ici());
    number(json, "e50", figures.median());
    number(json, "e90", figures.ninetieth());
    number(json, "emax", figures.greatest());
    json.put("ece_10", figures.ece10()).put("ece_50", figures.ece50());
    ArrayNode curve = json.putArray("curve");
    for (CalibrationFigures.Point each : figures.curve()) {
      curve.addObject().put("predicted", each.predicted()).put("observed", each.observed());
    }
  }

  private static void groups(ArrayNode json, RiskWorth worth) {
    for (GroupGate each : worth.gates()) {
      ObjectNode gate = json.addObject();
      gate.put("attribute", each.attribute())
          .put("group", each.group())
          .put("rows", each.rows())
          .put("outcomes", each.outcomes())
          .put("predicted", each.predicted())
          .put("observed", each.observed());
      measure(gate, "observed_over_expected", each.observedOverExpected());
      gate.put("listed_at_5_percent", each.listed());
      number(gate, "missed_at_5_percent", each.missed());
      gate.put("status", each.status().code());
    }
  }

  private static void list(ArrayNode json, String method, Capacity list, WorthRequest asked) {
    ObjectNode node = json.addObject();
    node.put("method", method).put("places", list.places()).put("share", list.share());
    number(node, "threshold", list.threshold());
    measure(node, "positive_predictive_value", list.predictiveValue());
    measure(node, "sensitivity", list.sensitivity());
    measure(node, "to_see_for_one_true_case", list.perTrueCase());
    asked
        .costPerPerson()
        .ifPresent(cost -> measure(node, "cost_of_one_true_case", list.costPerTrueCase(cost)));
  }

  private static void netBenefit(ObjectNode json, NetBenefit benefit) {
    ArrayNode thresholds = json.putArray("thresholds");
    benefit.thresholds().forEach(thresholds::add);
    ObjectNode curves = json.putObject("curves");
    benefit
        .curves()
        .forEach(
            (method, values) -> {
              ArrayNode curve = curves.putArray(method);
              values.forEach(curve::add);
            });
    ArrayNode gains = json.putArray("gains");
    for (NetBenefit.Gain each : benefit.gains()) {
      ObjectNode gain = gains.addObject();
      gain.put("over", each.rival());
      measure(gain, "average", each.average());
    }
  }
}
