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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tidetable.models.risk.ColumnEncoding;
import org.tidetable.models.risk.EarlierRows;
import org.tidetable.models.risk.TableEncoding;

/**
 * {@code encoding.json} in a model's folder: how the columns of a table become its features, so
 * that the model can score a table that comes later. The same encoding gives the same bytes.
 */
public final class EncodingStore {
  private static final int FORMAT = 1;
  private static final String FILE = "encoding.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private EncodingStore() {}

  /** Writes the file into a folder that is there. */
  public static void write(Path folder, TableEncoding encoding) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    ArrayNode columns = json.putArray("columns");
    for (ColumnEncoding each : encoding.columns()) {
      ObjectNode column = columns.addObject();
      column.put("name", each.name());
      column.put("number", each.number());
      column.put("categorical", each.categorical());
      column.put("missing", each.missing());
      texts(column.putArray("categories"), each.categories());
      texts(column.putArray("groups"), each.groups());
    }
    ObjectNode leftOut = json.putObject("left_out");
    encoding.leftOut().forEach(leftOut::put);
    encoding
        .earlier()
        .ifPresent(
            each ->
                json.putObject("earlier_rows")
                    .put("person", each.personColumn())
                    .put("order", each.orderColumn()));
    String text = JSON.writeValueAsString(json).replace("\r\n", "\n") + "\n";
    Files.writeString(folder.resolve(FILE), text, StandardCharsets.UTF_8);
  }

  private static void texts(ArrayNode array, Set<String> texts) {
    texts.stream().sorted().forEach(array::add);
  }

  /** Reads what {@link #write} wrote; it encodes every table as it did before. */
  public static TableEncoding read(Path folder) throws IOException {
    JsonNode json = JSON.readTree(Files.readString(folder.resolve(FILE), StandardCharsets.UTF_8));
    require(
        json.path("format").asInt() == FORMAT,
        "the saved encoding has format %s, but this program reads format %s; train it again",
        json.path("format").asText(),
        FORMAT);
    List<ColumnEncoding> columns = new ArrayList<>();
    for (JsonNode each : json.path("columns")) {
      columns.add(
          new ColumnEncoding(
              each.path("name").asText(),
              each.path("number").asBoolean(),
              texts(each.path("categories")),
              texts(each.path("groups")),
              each.path("categorical").asBoolean(),
              each.path("missing").asBoolean()));
    }
    Map<String, String> leftOut = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : json.path("left_out").properties()) {
      leftOut.put(each.getKey(), each.getValue().asText());
    }
    JsonNode earlier = json.path("earlier_rows");
    return new TableEncoding(
        columns,
        leftOut,
        earlier.isObject()
            ? Optional.of(
                new EarlierRows(earlier.path("person").asText(), earlier.path("order").asText()))
            : Optional.empty());
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
