package org.tidetable.pipeline.source;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.tidetable.pipeline.identity.IdentityGate;
import org.tidetable.pipeline.run.UserError;

/** Where the columns of a file stand, by their headings. */
final class Headings {
  private final String file;
  private final List<String> names;
  private final Map<String, List<String>> also;
  private final Map<String, Integer> places = new HashMap<>();

  Headings(String file, List<String> names) {
    this(file, names, Map.of());
  }

  /**
   * The headings of a file.
   *
   * @param also for a column its other headings, in other layouts
   */
  Headings(String file, List<String> names, Map<String, List<String>> also) {
    this.file = file;
    this.names = names;
    this.also = also;
    for (int i = 0; i < names.size(); i++) {
      Integer before = places.put(names.get(i), i);
      if (before != null) {
        throw UserError.of(
            INPUT,
            "%s:1:%d  the heading of this column stands twice. Rename one, or add the heading row.",
            file,
            i + 1);
      }
    }
  }

  /** Number of columns. */
  int count() {
    return names.size();
  }

  /** The heading of the column at that place. */
  String name(int place) {
    return names.get(place);
  }

  /** The heading for a message: where a heading row is missing its cells are values. */
  String safeName(int place) {
    String name = names.get(place);
    long digits = name.chars().filter(Character::isDigit).count();
    return digits <= 2 && IdentityGate.mayShow(name) ? name : "column " + (place + 1);
  }

  /** The place, from 0, of a column under its own heading or one of its others. */
  Optional<Integer> find(String name) {
    Integer place = places.get(name);
    if (place != null) {
      return Optional.of(place);
    }
    return also.getOrDefault(name, List.of()).stream()
        .filter(places::containsKey)
        .map(places::get)
        .findFirst();
  }

  /** The place, from 0, of the first of these columns that is there; refuses when none is. */
  int required(List<String> alternatives) {
    for (String name : alternatives) {
      Optional<Integer> place = find(name);
      if (place.isPresent()) {
        return place.get();
      }
    }
    throw UserError.of(
        INPUT,
        "%s:1:1  there is no column \"%s\"%s. Rename the heading, or name it in the mapping.",
        file,
        String.join("\" or \"", alternatives),
        nearest(alternatives.get(0)));
  }

  /** The place of that heading; -1 when the mapping names none. */
  int optional(String heading) {
    return heading.isEmpty() ? -1 : required(List.of(heading));
  }

  /** The heading that is spelled most like it, in words that follow a sentence. */
  // Where the heading row is missing its cells are values, so what holds a digit is not repeated.
  String nearest(String wanted) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return names.stream()
        .filter(name -> name.chars().noneMatch(Character::isDigit))
        .min(Comparator.comparingInt((String name) -> distance.apply(wanted, name)))
        .filter(name -> distance.apply(wanted, name) <= Math.max(2, wanted.length() / 2))
        .filter(IdentityGate::mayShow)
        .map(name -> "; found \"" + name + "\"")
        .orElse("");
  }
}
