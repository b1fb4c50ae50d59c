package org.tidetable.pipeline.conf;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The word that was meant. */
public final class Nearest {
  private static final int LIKE = 3;
  private static final int FEW = 12;

  private Nearest() {}

  /** What to write instead of an unknown word, as a sentence. */
  public static String suggestion(String given, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String folded = given.toLowerCase(Locale.ROOT);
    // Of a short word little is left once three letters differ.
    int limit = Math.min(LIKE, given.length() / 2);
    Optional<String> nearest =
        known.stream()
            .min(
                Comparator.comparingInt(
                        (String word) -> distance.apply(folded, word.toLowerCase(Locale.ROOT)))
                    .thenComparing(Comparator.naturalOrder()))
            .filter(word -> distance.apply(folded, word.toLowerCase(Locale.ROOT)) <= limit);
    if (nearest.isPresent()) {
      return "Did you mean \"" + nearest.get() + "\"?";
    }
    return known.isEmpty()
        ? "There is none to choose from."
        : "Use one of: "
            + String.join(", ", known.stream().sorted().limit(FEW).toList())
            + (known.size() > FEW ? " and " + (known.size() - FEW) + " more." : ".");
  }
}
