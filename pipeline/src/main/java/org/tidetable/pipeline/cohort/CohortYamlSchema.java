package org.tidetable.pipeline.cohort;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Sector;

/** The JSON Schema of a cohort file, for editors; made from the words that its reader knows. */
public final class CohortYamlSchema {
  private CohortYamlSchema() {}

  /** The schema. */
  public static ObjectNode json() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    Words.FILE.forEach(properties::putObject);
    properties.withObject("/version").put("type", "integer").put("minimum", 1);
    properties.withObject("/cohort").put("type", "string").put("pattern", "^[a-z][a-z0-9_]{0,59}$");
    for (String steps : List.of("include", "exclude")) {
      properties.withObject("/" + steps).put("$ref", "#/$defs/steps");
    }
    schema.putArray("required").add("cohort").add("version");
    schema.put("additionalProperties", false);
    ObjectNode definitions = schema.putObject("$defs");
    kinds(definitions.putObject("kinds"));
    rule(definitions.putObject("rule"));
    ObjectNode list = definitions.putObject("steps").putArray("oneOf").addObject();
    list.put("type", "array").putObject("items").put("$ref", "#/$defs/rule");
    definitions.withArray("/steps/oneOf").addObject().put("type", "object");
    return schema;
  }

  private static void kinds(ObjectNode kinds) {
    var names = kinds.putArray("anyOf").addObject().put("type", "string").putArray("enum");
    for (EventKind kind : EventKind.values()) {
      names.add(kind.code()).add(kind.sector().code() + "." + kind.code());
    }
    for (Sector sector : Sector.values()) {
      names.add(sector.code() + ".any");
    }
    kinds.withArray("/anyOf").addObject().put("type", "array");
  }

  private static void rule(ObjectNode rule) {
    var choices = rule.put("type", "object").putArray("oneOf");
    new TreeMap<>(Words.RULES)
        .forEach(
            (word, beside) -> {
              ObjectNode choice = choices.addObject();
              choice.putArray("required").add(word);
              ObjectNode properties = choice.putObject("properties");
              ObjectNode own = properties.putObject(word);
              switch (word) {
                case "exists", "none", "count", "sum", "first", "last", "ongoing" ->
                    own.put("$ref", "#/$defs/kinds");
                case "all", "any" ->
                    own.put("type", "array").putObject("items").put("$ref", "#/$defs/rule");
                case "not" -> own.put("$ref", "#/$defs/rule");
                case "before", "after", "within" ->
                    own.put("type", "array").put("minItems", 2).put("maxItems", 2);
                case "at_least", "resident_days" -> own.put("type", "integer").put("minimum", 1);
                default -> own.put("description", "see docs/methods.md");
              }
              beside.forEach(properties::putObject);
              choice.put("additionalProperties", false);
            });
  }
}
