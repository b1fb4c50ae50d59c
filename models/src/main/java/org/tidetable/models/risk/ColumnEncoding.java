package org.tidetable.models.risk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one column of text becomes features: a number, a mark for each category that is common enough
 * (the rest share {@code NAME=other}), and {@code NAME is missing}.
 *
 * @param number whether the text is also read as a number, or as the middle of a band
 * @param categories texts with a mark of their own
 * @param groups first parts of codes with a mark of their own; empty unless the column holds codes
 * @param categorical whether each text has a mark, its own or that of all others
 * @param missing whether training rows lacked a value
 */
public record ColumnEncoding(
    String name,
    boolean number,
    Set<String> categories,
    Set<String> groups,
    boolean categorical,
    boolean missing) {
  public ColumnEncoding {
    categories = Set.copyOf(categories);
    groups = Set.copyOf(groups);
  }

  /** A category needs that many training rows to be told apart. */
  static final int COMMON = 10;

  /** A code that also has its family's mark needs more. */
  private static final int COMMON_CODE = 100;

  /** More distinct numbers than this are a quantity; fewer may be codes. */
  private static final int FEW = 40;

  private static final int MANY = 50;
  private static final String DIGITS = "(\\d+(?:\\.\\d+)?)";
  private static final Pattern BAND =
      Pattern.compile("[\\[(]?\\s*" + DIGITS + "\\s*(?:-|to|,)\\s*" + DIGITS + "\\s*[\\])]?");
  private static final Pattern CODE =
      Pattern.compile("[A-Z]?\\d{1,5}(\\.\\d*)?|[A-Z]\\d[0-9A-Z.]*");
  private static final Pattern CODED_NAME =
      Pattern.compile("(?i).*(_id|code|type|class|category|group)$");

  /** Learns from the counts of texts in training rows. */
  static ColumnEncoding learn(String name, Map<String, Integer> counts, boolean missing) {
    long numbers = counts.keySet().stream().filter(text -> number(text).isPresent()).count();
    boolean allNumbers = numbers == counts.size();
    boolean allBands = counts.keySet().stream().allMatch(text -> BAND.matcher(text).matches());
    boolean codes =
        !allNumbers
            && counts.size() > MANY
            && counts.keySet().stream().filter(t -> CODE.matcher(t).matches()).count()
                > 0.9 * counts.size();
    boolean coded = allNumbers && CODED_NAME.matcher(name).matches() && counts.size() <= FEW;
    boolean number = (allNumbers && !coded) || allBands;
    boolean categorical = !allNumbers || coded;
    Set<String> categories = new HashSet<>();
    Map<String, Integer> grouped = new TreeMap<>();
    if (categorical) {
      counts.forEach(
          (text, count) -> {
            if (count >= (codes ? COMMON_CODE : COMMON)) {
              categories.add(text);
            }
            if (codes) {
              grouped.merge(group(text), count, Integer::sum);
            }
          });
      grouped.values().removeIf(count -> count < COMMON);
    }
    return new ColumnEncoding(
        name, number, Set.copyOf(categories), Set.copyOf(grouped.keySet()), categorical, missing);
  }

  /** The part of a code that names its family: up to the dot, three signs at most. */
  static String group(String code) {
    int dot = code.indexOf('.');
    String whole = dot < 0 ? code : code.substring(0, dot);
    return whole.length() <= 3 ? whole : whole.substring(0, 3);
  }

  static Optional<Double> number(String text) {
    // Double.parseDouble would also take "1d", "0x1p3" and "Infinity".
    if (!text.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,2})?")) {
      return Optional.empty();
    }
    return Optional.of(Double.parseDouble(text));
  }

  private static Optional<Double> middle(String text) {
    Matcher band = BAND.matcher(text);
    return band.matches()
        ? Optional.of((Double.parseDouble(band.group(1)) + Double.parseDouble(band.group(2))) / 2)
        : Optional.empty();
  }

  /** The features' names, in a fixed order. */
  List<String> features() {
    List<String> features = new ArrayList<>();
    if (number) {
      features.add(name);
    }
    if (categorical) {
      categories.stream().sorted().forEach(each -> features.add(name + "=" + each));
      features.add(name + "=other");
      groups.stream().sorted().forEach(each -> features.add(name + " begins " + each));
    }
    if (missing) {
      features.add(name + " is missing");
    }
    return features.stream().distinct().toList();
  }

  /** The features that a text switches on, with their values. */
  Map<String, Double> encode(Optional<String> text) {
    Map<String, Double> features = new TreeMap<>();
    if (text.isEmpty()) {
      if (missing) {
        features.put(name + " is missing", 1.0);
      }
      return features;
    }
    String given = text.get();
    if (number) {
      number(given).or(() -> middle(given)).ifPresent(value -> features.put(name, value));
    }
    if (categorical) {
      features.put(name + "=" + (categories.contains(given) ? given : "other"), 1.0);
      if (groups.contains(group(given))) {
        features.put(name + " begins " + group(given), 1.0);
      }
    }
    return features;
  }
}
