package org.tidetable.pipeline.conf;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The word that was meant. */
public final class Nearest {
  private static final int LIKE = 3;
  private static final int FEW = 12;

  private Nearest() {}

  /** What to write instead of an unknown word, as a sentence. */
  public static String suggestion(String given, Collection<String> known) {
    List<String> nearest = like(given, known);
    if (!nearest.isEmpty()) {
      return "Did you mean \"" + nearest.get(0) + "\"?";
    }
    return known.isEmpty()
        ? "There is none to choose from."
        : "Use one of: "
            + String.join(", ", known.stream().sorted().limit(FEW).toList())
            + (known.size() > FEW ? " and " + (known.size() - FEW) + " more." : ".");
  }

  /** The words that may have been meant, the nearest first. */
  public static List<String> like(String given, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String folded = given.toLowerCase(Locale.ROOT);
    // Of a short word little is left once three letters differ.
    int limit = Math.min(LIKE, given.length() / 2);
    ToIntFunction<String> apart = word -> distance.apply(folded, word.toLowerCase(Locale.ROOT));
    return known.stream()
        .filter(word -> apart.applyAsInt(word) <= limit)
        .sorted(Comparator.comparingInt(apart).thenComparing(Comparator.naturalOrder()))
        .toList();
  }
}
