package org.tidetable.models.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tidetable.models.calibration.BetaCalibration;
import org.tidetable.models.calibration.Calibration;
import org.tidetable.models.calibration.IsotonicCalibration;
import org.tidetable.models.calibration.LogisticCalibration;
import org.tidetable.models.calibration.UpdatedCalibration;

/** A calibration as {@code model.json} holds it; files without a kind hold a logistic one. */
final class CalibrationStore {
  private CalibrationStore() {}

  static void write(ObjectNode json, Calibration calibration) {
    Consumer<ObjectNode> writer =
        calibration.fold(
            logistic -> to -> logistic(to, logistic),
            beta ->
                to ->
                    to.put("kind", "beta").put("a", beta.a()).put("b", beta.b()).put("c", beta.c()),
            isotonic ->
                to -> {
                  to.put("kind", "isotonic");
                  ArrayNode at = to.putArray("at");
                  isotonic.at().forEach(at::add);
                  ArrayNode values = to.putArray("values");
                  isotonic.values().forEach(values::add);
                },
            updated ->
                to -> {
                  to.put("kind", "updated");
                  write(to.putObject("before"), updated.before());
                  logistic(to.putObject("update"), updated.update());
                },
            to -> to.put("kind", "none"));
    writer.accept(json);
  }

  private static void logistic(ObjectNode to, LogisticCalibration logistic) {
    to.put("kind", "logistic")
        .put("intercept", logistic.intercept())
        .put("slope", logistic.slope());
  }

  static Calibration read(JsonNode json) {
    String kind = json.path("kind").asText("logistic");
    return switch (kind) {
      case "none" -> Calibration.none();
      case "logistic" -> logistic(json);
      case "beta" ->
          new BetaCalibration(
              json.path("a").asDouble(), json.path("b").asDouble(), json.path("c").asDouble());
      case "isotonic" ->
          new IsotonicCalibration(numbers(json.path("at")), numbers(json.path("values")));
      case "updated" ->
          new UpdatedCalibration(read(json.path("before")), logistic(json.path("update")));
      default ->
          throw new IllegalArgumentException(
              "the saved model has a calibration of kind \"" + kind + "\"; train it again");
    };
  }

  private static LogisticCalibration logistic(JsonNode json) {
    return new LogisticCalibration(
        json.path("intercept").asDouble(), json.path("slope").asDouble());
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(each -> numbers.add(each.asDouble()));
    return numbers;
  }
}
