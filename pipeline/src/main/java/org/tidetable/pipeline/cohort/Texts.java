package org.tidetable.pipeline.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The texts of a setting that may be one word or a list of words. */
final class Texts {
  private Texts() {}

  /** By the path of each, in their order; empty where there is none. */
  static Map<String, String> placed(JsonNode given, String at) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (given.isArray()) {
      for (int i = 0; i < given.size(); i++) {
        texts.put(at + "[" + i + "]", given.get(i).asText());
      }
    } else if (given.isValueNode() && !given.asText().isEmpty()) {
      texts.put(at, given.asText());
    }
    return texts;
  }
}
