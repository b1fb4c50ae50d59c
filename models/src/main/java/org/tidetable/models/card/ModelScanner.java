package org.tidetable.models.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tidetable.models.tribuo.ModelTraces;

/**
 * Looks through the files of a saved model for what must not be in them: counts of rows that are
 * exact or small, paths of the machine, moments, and identifiers of people. A finding says what and
 * where; it never repeats what was found.
 */
public final class ModelScanner {
  /** A count up to this may point to a person. */
  static final int SMALL = 7;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PATH =
      Pattern.compile("file:|[A-Za-z]:[\\\\/]\\w|\\\\\\\\\\w|(?<![\\w.<:/])(/[\\w.~-]+){2,}");
  private static final Set<String> COUNTS =
      Set.of("count", "counts", "events", "outcomes", "people", "n");
  private static final Pattern PARTS = Pattern.compile("[^\\p{L}\\p{N}_-]+");

  /** The digits behind a point are part of a number, and no identifier. */
  private static final Pattern DECIMAL = Pattern.compile("(?<![\\w.])-?\\d*\\.\\d+(?![\\w.])");

  /** Shorter ones cannot be told from the years, shares and codes that a model may hold. */
  private static final int SHORTEST = 6;

  private ModelScanner() {}

  /**
   * What was found, or nothing.
   *
   * @param files by name: those that end in {@code .pb} are models, in {@code .json} documents, all
   *     others text
   * @param persons identifiers of people, none of which may stand in any name or text; those of
   *     fewer than six signs, or without a digit, are words and numbers like any other
   */
  public static List<String> scan(Map<String, byte[]> files, Set<String> persons) {
    List<String> findings = new ArrayList<>();
    Set<String> identifiers =
        persons.stream()
            .filter(each -> each.length() >= SHORTEST)
            .filter(each -> each.chars().anyMatch(Character::isDigit))
            .collect(Collectors.toUnmodifiableSet());
    files.forEach(
        (name, bytes) -> {
          if (name.endsWith(".pb")) {
            ModelTraces traces = ModelTraces.in(bytes);
            traces.counts().forEach(each -> findings.add(name + " counts exactly " + each));
            if (traces.dated()) {
              findings.add(name + " holds the moment of its training");
            }
            traces.texts().forEach(text -> text(name, text, identifiers, findings));
          } else {
            String whole = new String(bytes, StandardCharsets.UTF_8);
            if (name.endsWith(".json")) {
              document(name, whole, identifiers, findings);
            } else {
              text(name, whole, identifiers, findings);
            }
          }
        });
    return findings.stream().distinct().toList();
  }

  private static void text(
      String file, String text, Set<String> identifiers, List<String> findings) {
    if (PATH.matcher(text).find()) {
      findings.add(file + " holds a path");
    }
    if (!identifiers.isEmpty()
        && (identifiers.contains(text)
            || PARTS
                .splitAsStream(DECIMAL.matcher(text).replaceAll(" "))
                .anyMatch(identifiers::contains))) {
      findings.add(file + " holds an identifier of a person");
    }
  }

  private static void document(
      String file, String whole, Set<String> identifiers, List<String> findings) {
    try {
      node(file, "", JSON.readTree(whole), identifiers, findings);
    } catch (IOException error) {
      throw new IllegalArgumentException(file + " is no JSON document", error);
    }
  }

  private static void node(
      String file, String field, JsonNode node, Set<String> identifiers, List<String> findings) {
    if (node.isTextual()) {
      text(file, node.asText(), identifiers, findings);
    } else if (node.isIntegralNumber() && COUNTS.contains(field) && node.asLong() <= SMALL) {
      findings.add(file + " holds a count of " + SMALL + " or fewer, in \"" + field + "\"");
    } else if (node.isObject()) {
      node.properties()
          .forEach(each -> node(file, each.getKey(), each.getValue(), identifiers, findings));
    } else {
      node.forEach(each -> node(file, field, each, identifiers, findings));
    }
  }
}
