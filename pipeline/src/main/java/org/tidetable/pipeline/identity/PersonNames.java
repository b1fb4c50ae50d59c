package org.tidetable.pipeline.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Whether the different texts of a column are names of persons.
 *
 * <p>Lists can only be lists: a name counts as one when its parts are on them, and a column is
 * refused for the share of such names. Words that are also places or services ("Lincoln", "Royal")
 * are no evidence, so that areas and services pass.
 */
final class PersonNames {
  private static final Set<String> FORENAMES = list("forenames.csv");
  private static final Set<String> SURNAMES = list("surnames.csv");
  private static final Set<String> ORDINARY = list("ordinary-words.csv");
  private static final Set<String> TITLES =
      Set.of("mr", "mrs", "ms", "miss", "mx", "dr", "master", "prof", "rev", "sir", "dame");

  private static final double PAIRS = 0.3;
  private static final double SINGLES = 0.5;
  private static final double UNDER_A_HEADING = 0.1;
  private static final double UNDER_A_PLACE = 0.7;
  private static final int LEAST_SINGLES = 5;
  private static final int LEAST_GLUED = 4;
  private static final int MOST_WORDS = 5;

  private PersonNames() {}

  /** The names among the texts of a column, where they are enough to refuse it; else none. */
  static List<DistinctTexts.Kept> in(List<DistinctTexts.Kept> texts, HeadingWords heading) {
    List<DistinctTexts.Kept> straight = in(texts, heading, false);
    return straight.isEmpty() ? in(texts, heading, true) : straight;
  }

  private static List<DistinctTexts.Kept> in(
      List<DistinctTexts.Kept> texts, HeadingWords heading, boolean backwards) {
    List<DistinctTexts.Kept> pairs = new ArrayList<>();
    List<DistinctTexts.Kept> singles = new ArrayList<>();
    int ordinary = 0;
    Folded folded = new Folded();
    for (DistinctTexts.Kept kept : texts) {
      String text = kept.text();
      List<String> words =
          words(folded.of(backwards ? new StringBuilder(text).reverse().toString() : text));
      if (words.size() == 1 && ORDINARY.contains(words.get(0))) {
        ordinary++;
      } else if (isFullName(words)) {
        pairs.add(kept);
      } else if (words.size() == 1
          && isOnAList(words.get(0))
          && folded.compact().length() == words.get(0).length()) {
        singles.add(kept);
      }
    }
    List<DistinctTexts.Kept> both = new ArrayList<>(pairs);
    both.addAll(singles);
    int all = texts.size();
    if (heading.saysPersonName() && !backwards) {
      return both.size() >= UNDER_A_HEADING * all ? both : List.of();
    }
    double pairsNeeded = heading.saysPlace() ? UNDER_A_PLACE : PAIRS;
    if (pairs.size() >= pairsNeeded * all) {
      return pairs;
    }
    double singlesNeeded = heading.saysPlace() ? UNDER_A_PLACE : SINGLES;
    boolean names =
        both.size() >= LEAST_SINGLES
            && 2 * ordinary < all
            && both.size() >= singlesNeeded * (all - ordinary);
    return names ? both : List.of();
  }

  /** Whether a text has no name on our lists, so that a message may show it. */
  static boolean isNone(String text) {
    List<String> words = words(new Folded().of(text));
    return !isFullName(words)
        && (words.size() != 1 || !isOnAList(words.get(0)) || ORDINARY.contains(words.get(0)));
  }

  /** Lower-case words of a text of few words; letters that stand alone in a row are one word. */
  private static List<String> words(Folded folded) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char[] t = folded.text();
    for (int i = 0; i <= folded.length(); i++) {
      char c = i == folded.length() ? ' ' : t[i];
      if (Folded.isLetter(c)) {
        word.append((char) (c + 32));
      } else if (c != '\'' && word.length() > 0) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    if (words.size() > MOST_WORDS && words.stream().allMatch(one -> one.length() == 1)) {
      return List.of(String.join("", words));
    }
    return words.size() > MOST_WORDS ? List.of() : words;
  }

  private static boolean isOnAList(String word) {
    return word.length() > 1 && (FORENAMES.contains(word) || SURNAMES.contains(word));
  }

  private static boolean isFullName(List<String> words) {
    if (words.size() < 2) {
      return words.size() == 1 && isGlued(words.get(0));
    }
    if (TITLES.contains(words.get(0))) {
      return words.stream().skip(1).anyMatch(PersonNames::isOnAList);
    }
    for (int i = 0; i + 1 < words.size(); i++) {
      if (isPair(words.get(i), words.get(i + 1))) {
        return true;
      }
    }
    String first = words.get(0);
    String last = words.get(words.size() - 1);
    boolean initials =
        (first.length() == 1 && isOwn(SURNAMES, last))
            || (last.length() == 1 && isOwn(SURNAMES, first));
    return initials || (words.size() > 2 && words.stream().allMatch(PersonNames::isOnAList));
  }

  private static boolean isPair(String first, String second) {
    return (isOwn(FORENAMES, first) && isOwn(SURNAMES, second))
        || (isOwn(SURNAMES, first) && isOwn(FORENAMES, second));
  }

  /** A forename and a surname without anything between them. */
  private static boolean isGlued(String word) {
    for (int cut = LEAST_GLUED; cut <= word.length() - LEAST_GLUED; cut++) {
      if (isPair(word.substring(0, cut), word.substring(cut))) {
        return !isOnAList(word);
      }
    }
    return false;
  }

  private static boolean isOwn(Set<String> list, String word) {
    return list.contains(word) && !ORDINARY.contains(word);
  }

  private static Set<String> list(String resource) {
    Set<String> words = new HashSet<>(1 << 15);
    InputStream in =
        Objects.requireNonNull(PersonNames.class.getResourceAsStream(resource), resource);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          words.add(line);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return words;
  }
}
