package org.tidetable.pipeline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidetable.models.card.Provenance;
import org.tidetable.models.evaluation.risk.AurocGap;
import org.tidetable.models.evaluation.risk.RiskScores;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;
import org.tidetable.models.evaluation.risk.RiskValidation;

/** What {@code evaluation.json} says. */
final class RiskEvaluation {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private RiskEvaluation() {}

  static String json(
      RiskRequest request, WorthRequest asked, Provenance provenance, RiskRun.Found found) {
    RiskValidation.Report report = found.report();
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    json.put("table", provenance.sources().get(0).name());
    json.put("sha256", provenance.sources().get(0).sha256());
    json.put("code_version", provenance.codeVersion());
    json.put("seed", provenance.seed());
    json.putObject("outcome")
        .put("column", request.roles().outcomeColumn())
        .put("value", request.roles().outcomeValue());
    int rows = found.people().table().rows();
    int counted = found.table().tableRows().length;
    json.put("rows", rows);
    int withoutPerson = found.table().withoutPerson();
    json.put("rows_excluded", rows - counted - withoutPerson);
    json.put("rows_without_person", withoutPerson);
    json.put("rows_tested", report.rows().length);
    json.put("people", (int) java.util.Arrays.stream(found.table().persons()).distinct().count());
    json.put("features", found.encoding().features().size());
    json.put("design", report.design());
    ArrayNode remarks = json.putArray("remarks");
    found.remarks().forEach(remarks::add);
    ArrayNode methods = json.putArray("methods");
    for (RiskValidation.Result each : report.results()) {
      ObjectNode method = methods.addObject();
      method.put("method", each.method());
      method.put("chosen", each.method().equals(report.chosen()));
      scores(method, each.scores());
      if (!each.method().equals(report.chosen())) {
        measure(
            method,
            "auroc_below_kept",
            AurocGap.between(report.observed(), report.tested(each.method()), RiskRun.SEED));
      }
    }
    json.put("chosen", report.chosen());
    json.put("decision", report.decision());
    WorthJson.put(json, found, asked);
    found.again().ifPresent(again -> scores(json.putObject("scored_table"), again));
    ScoredSummary.put(json, found);
    json.putObject("shuffled_outcomes")
        .put("repeats", report.shuffled().repeats())
        .put("mean_auroc", report.shuffled().meanAuroc())
        .put("standard_error", report.shuffled().standardError())
        .put("passed", report.shuffled().passed());
    ObjectNode leftOut = json.putObject("columns_left_out");
    found.encoding().leftOut().forEach(leftOut::put);
    ObjectNode excluded = json.putObject("excluded");
    excluded(request).forEach((name, values) -> values.forEach(excluded.withArray(name)::add));
    try {
      return JSON.writeValueAsString(json).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The excluded values by column, in a fixed order. */
  static Map<String, Set<String>> excluded(RiskRequest request) {
    Map<String, Set<String>> sorted = new TreeMap<>();
    request.roles().exclude().forEach((name, values) -> sorted.put(name, new TreeSet<>(values)));
    return sorted;
  }

  private static void scores(ObjectNode json, RiskScores scores) {
    json.put("rows", scores.rows());
    json.put("outcomes", scores.outcomes());
    measure(json, "auroc", scores.auroc());
    measure(json, "average_precision", scores.averagePrecision());
    measure(json, "brier", scores.brier());
    measure(json, "calibration_slope", scores.slope());
    measure(json, "calibration_intercept", scores.intercept());
    measure(json, "observed_over_expected", scores.observedOverExpected());
    ArrayNode shares = json.putArray("at_shares");
    for (RiskScores.AtShare each : scores.atShares()) {
      ObjectNode share = shares.addObject();
      share.put("share", each.share());
      number(share, "threshold", each.threshold());
      measure(share, "positive_predictive_value", each.predictiveValue());
      measure(share, "sensitivity", each.sensitivity());
    }
    ArrayNode tenths = json.putArray("calibration_table");
    for (RiskScores.Tenth each : scores.tenths()) {
      tenths
          .addObject()
          .put("tenth", each.tenth())
          .put("rows", each.rows())
          .put("predicted", each.predicted())
          .put("outcomes", each.outcomes())
          .put("observed", each.observed());
    }
  }

  static void measure(ObjectNode json, String name, Measure measure) {
    ObjectNode node = json.putObject(name);
    number(node, "value", measure.value());
    number(node, "lower_95", measure.lower());
    number(node, "upper_95", measure.upper());
  }

  static void number(ObjectNode json, String name, OptionalDouble number) {
    if (number.isPresent()) {
      json.put(name, number.getAsDouble());
    } else {
      json.putNull(name);
    }
  }
}
