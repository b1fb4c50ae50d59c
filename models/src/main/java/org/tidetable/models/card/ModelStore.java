package org.tidetable.models.card;

import static org.tidetable.models.vocabulary.Require.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tidetable.models.matrix.Scaling;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.tribuo.TribuoModels;

/**
 * A model's folder: {@code model.pb} (Tribuo's protobuf), {@code model.json} (columns, scaling,
 * calibration, provenance) and {@code card.md}. The same model gives the same bytes.
 */
public final class ModelStore {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ModelStore() {}

  /** What a folder holds. */
  public record Stored(RiskModel model, Provenance provenance, String card) {}

  /**
   * Writes the three files, and the folder where there is none.
   *
   * @param card as {@link ModelCard#markdown} gives it
   */
  public static void write(Path folder, RiskModel model, Provenance provenance, String card)
      throws IOException {
    Files.createDirectories(folder);
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    json.put("method", model.method());
    ArrayNode features = json.putArray("features");
    model.features().forEach(features::add);
    ArrayNode divisors = json.putArray("divisors");
    model.scaling().divisors().forEach(divisors::add);
    CalibrationStore.write(json.putObject("calibration"), model.calibration());
    json.set("provenance", provenance(provenance));
    Files.write(folder.resolve("model.pb"), model.predictor().serialized());
    String text = JSON.writeValueAsString(json).replace("\r\n", "\n") + "\n";
    Files.writeString(folder.resolve("model.json"), text, StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("card.md"), card, StandardCharsets.UTF_8);
  }

  /** Reads what {@link #write} wrote; its predictions are the same to the last bit. */
  public static Stored read(Path folder) throws IOException {
    JsonNode json =
        JSON.readTree(Files.readString(folder.resolve("model.json"), StandardCharsets.UTF_8));
    require(
        json.path("format").asInt() == FORMAT,
        "the saved model has format %s, but this program reads format %s; train it again",
        json.path("format").asText(),
        FORMAT);
    List<String> features = new ArrayList<>();
    json.path("features").forEach(each -> features.add(each.asText()));
    List<Double> divisors = new ArrayList<>();
    json.path("divisors").forEach(each -> divisors.add(each.asDouble()));
    RiskModel model =
        new RiskModel(
            json.path("method").asText(),
            features,
            new Scaling(divisors),
            TribuoModels.load(Files.readAllBytes(folder.resolve("model.pb")), features),
            CalibrationStore.read(json.path("calibration")));
    String card = Files.readString(folder.resolve("card.md"), StandardCharsets.UTF_8);
    return new Stored(model, provenance(json.path("provenance")), card);
  }

  private static ObjectNode provenance(Provenance provenance) {
    ObjectNode json = JSON.createObjectNode();
    json.put("code_version", provenance.codeVersion());
    json.put("config_hash", provenance.configHash());
    json.put("seed", provenance.seed());
    json.put("as_of", provenance.asOf().toString());
    ArrayNode sources = json.putArray("sources");
    for (Provenance.Source source : provenance.sources()) {
      sources
          .addObject()
          .put("name", source.name())
          .put("rows", source.rows())
          .put("sha256", source.sha256());
    }
    return json;
  }

  private static Provenance provenance(JsonNode json) {
    List<Provenance.Source> sources = new ArrayList<>();
    for (JsonNode each : json.path("sources")) {
      sources.add(
          new Provenance.Source(
              each.path("name").asText(),
              each.path("rows").asLong(),
              each.path("sha256").asText()));
    }
    return new Provenance(
        json.path("code_version").asText(),
        json.path("config_hash").asText(),
        sources,
        json.path("seed").asLong(),
        LocalDate.parse(json.path("as_of").asText()));
  }
}
