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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tidetable.models.matrix.Scaling;
import org.tidetable.models.risk.CategoryRates;
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
   * @param persons who was learnt from, none of whom may be named in any file
   * @throws IllegalArgumentException where {@link ModelScanner} finds what must not leave; then
   *     nothing is written
   */
  public static void write(
      Path folder, RiskModel model, Provenance provenance, String card, Set<String> persons)
      throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    json.put("method", model.method());
    ArrayNode features = json.putArray("features");
    model.features().forEach(features::add);
    ArrayNode divisors = json.putArray("divisors");
    model.scaling().divisors().forEach(divisors::add);
    CalibrationStore.write(json.putObject("calibration"), model.calibration());
    rates(json, model.rates());
    json.set("provenance", provenance(provenance));
    String text = JSON.writeValueAsString(json).replace("\r\n", "\n") + "\n";
    Map<String, byte[]> files = new TreeMap<>();
    files.put("model.pb", model.predictor().serialized());
    files.put("model.json", text.getBytes(StandardCharsets.UTF_8));
    files.put("card.md", card.getBytes(StandardCharsets.UTF_8));
    List<String> findings = ModelScanner.scan(files, persons);
    require(
        findings.isEmpty(),
        "the model was not written, for its files would tell of single people: %s",
        String.join("; ", findings));
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static void rates(ObjectNode json, CategoryRates rates) {
    if (rates.categories().isEmpty()) {
      return;
    }
    ArrayNode all = json.putArray("rates");
    for (CategoryRates.Category each : rates.categories()) {
      ObjectNode category = all.addObject();
      category.put("name", each.name());
      ArrayNode columns = category.putArray("columns");
      each.columns().forEach(columns::add);
      ArrayNode values = category.putArray("rates");
      each.rates().forEach(values::add);
    }
  }

  private static CategoryRates rates(JsonNode json) {
    List<CategoryRates.Category> categories = new ArrayList<>();
    for (JsonNode each : json.path("rates")) {
      List<Integer> columns = new ArrayList<>();
      each.path("columns").forEach(column -> columns.add(column.asInt()));
      List<Double> values = new ArrayList<>();
      each.path("rates").forEach(value -> values.add(value.asDouble()));
      categories.add(new CategoryRates.Category(each.path("name").asText(), columns, values));
    }
    return new CategoryRates(categories);
  }

  /** Reads what {@link #write} wrote; its predictions are the same to the last bit. */
  public static Stored read(Path folder) throws IOException {
    SavedModel saved = SavedModel.read(folder);
    JsonNode json = JSON.readTree(saved.description());
    String card = Files.readString(folder.resolve("card.md"), StandardCharsets.UTF_8);
    return new Stored(model(json, saved.trained()), provenance(json.path("provenance")), card);
  }

  /** The model that a saved one is. */
  static RiskModel model(SavedModel saved) throws IOException {
    return model(JSON.readTree(saved.description()), saved.trained());
  }

  private static RiskModel model(JsonNode json, byte[] trained) {
    require(
        json.path("format").asInt() == FORMAT,
        "the saved model has format %s, but this program reads format %s; train it again",
        json.path("format").asText(),
        FORMAT);
    List<String> features = new ArrayList<>();
    json.path("features").forEach(each -> features.add(each.asText()));
    List<Double> divisors = new ArrayList<>();
    json.path("divisors").forEach(each -> divisors.add(each.asDouble()));
    CategoryRates rates = rates(json);
    return new RiskModel(
        json.path("method").asText(),
        features,
        new Scaling(divisors),
        TribuoModels.load(trained, rates.names(features)),
        CalibrationStore.read(json.path("calibration")),
        rates);
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
