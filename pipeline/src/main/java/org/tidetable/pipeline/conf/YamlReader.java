package org.tidetable.pipeline.conf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Binds one YAML file to a record; every problem is noted with its line and column. */
final class YamlReader {
  private static final ObjectMapper BINDING =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .build();
  private static final int LIKE = 3;

  private final Problems problems;

  YamlReader(Problems problems) {
    this.problems = problems;
  }

  /** What was bound, and where each setting stands. */
  record Bound<T>(T value, StrictYaml places) {}

  /** The record that the file holds; empty, with the problems noted, where it holds none. */
  <T extends Record> Optional<Bound<T>> read(Path file, Class<T> type) {
    String name = file.toString();
    Optional<String> text = text(file, name);
    return text.isEmpty() ? Optional.empty() : read(name, text.get(), type);
  }

  /** The same of a text. */
  <T extends Record> Optional<Bound<T>> read(String name, String text, Class<T> type) {
    StrictYaml places = StrictYaml.read(name, text, problems);
    if (!places.isSound()) {
      return Optional.empty();
    }
    try {
      JsonNode tree = new YAMLMapper().readTree(text);
      JsonNode schema = ConfigSchema.of(type);
      var messages =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(schema)
              .validate(tree);
      messages.forEach(message -> note(name, message, schema, places));
      return messages.isEmpty()
          ? Optional.of(new Bound<>(BINDING.treeToValue(tree, type), places))
          : Optional.empty();
    } catch (JsonProcessingException failure) {
      problems.add(name, 1, 1, "", "is refused: " + failure.getOriginalMessage());
      return Optional.empty();
    }
  }

  private Optional<String> text(Path file, String name) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException missing) {
      problems.add(name, 1, 1, "", "there is no such file. Check the path.");
    } catch (MalformedInputException notText) {
      problems.add(name, 1, 1, "", "is not UTF-8 text. Save it as UTF-8.");
    } catch (IOException failure) {
      problems.add(name, 1, 1, "", "cannot be read. Check that it is a file that you may read.");
    }
    return Optional.empty();
  }

  private void note(String file, ValidationMessage message, JsonNode schema, StrictYaml places) {
    String path = path(message.getInstanceLocation().toString());
    String words =
        switch (message.getType()) {
          case "additionalProperties" -> {
            String key = message.getProperty();
            List<String> known = settings(schema, path);
            path = path.isEmpty() ? key : path + "." + key;
            yield "is not a setting. " + suggestion(key, known);
          }
          case "required" -> "lacks \"" + message.getProperty() + "\". Add it.";
          case "type" ->
              "is of type "
                  + message.getArguments()[0]
                  + ". Make it of type "
                  + message.getArguments()[1]
                  + ".";
          case "enum" ->
              "is "
                  + message.getInstanceNode()
                  + ". "
                  + suggestion(message.getInstanceNode().asText(), words(message.getSchemaNode()));
          default -> "is refused: " + message.getError() + ".";
        };
    problems.add(file, places.line(path), places.column(path), path, words);
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static List<String> settings(JsonNode schema, String path) {
    JsonNode at = schema;
    for (String step : path.split("\\.", -1)) {
      String name = step.replaceAll("\\[\\d+]", "");
      if (!name.isEmpty()) {
        at = at.path("properties").path(name);
      }
      if (step.endsWith("]")) {
        at = at.path("items");
      }
    }
    List<String> names = new ArrayList<>();
    at.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String suggestion(String key, List<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    Optional<String> nearest =
        known.stream()
            .min(Comparator.comparingInt(name -> distance.apply(key, name)))
            .filter(name -> distance.apply(key, name) <= Math.min(LIKE, key.length() / 2));
    return nearest
        .map(name -> "Did you mean \"" + name + "\"?")
        .orElse("Use one of: " + String.join(", ", known) + ".");
  }

  private static String path(String location) {
    String path = location.startsWith("$") ? location.substring(1) : location;
    return path.startsWith(".") ? path.substring(1) : path;
  }
}
