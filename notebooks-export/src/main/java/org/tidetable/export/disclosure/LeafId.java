package org.tidetable.export.disclosure;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The place of a count in the finest breakdown, whatever the order of rows and columns.
 *
 * @param counted what is counted
 * @param values dimension to value
 */
record LeafId(String counted, SortedMap<String, String> values) {

  LeafId(String counted, Map<String, String> values) {
    this(counted, new TreeMap<>(values));
  }

  /** Different for different places: each word is preceded by its length. */
  String inWords() {
    StringBuilder words = new StringBuilder();
    append(words, counted);
    values.forEach(
        (dimension, value) -> {
          append(words, dimension);
          append(words, value);
        });
    return words.toString();
  }

  private static void append(StringBuilder words, String word) {
    words.append(word.length()).append(':').append(word);
  }
}
