package org.tidetable.pipeline.source;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.tidetable.pipeline.run.UserError;

/** Where the columns of a file stand, by their headings. */
final class Headings {
  private final String file;
  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();

  Headings(String file, List<String> names) {
    this.file = file;
    this.names = names;
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

  /** The place, from 0, of the first of these headings that is there; refuses when none is. */
  int required(List<String> alternatives) {
    for (String heading : alternatives) {
      Integer place = places.get(heading);
      if (place != null) {
        return place;
      }
    }
    String wanted = String.join("\" or \"", alternatives);
    throw UserError.of(
        INPUT,
        "%s:1:1  there is no column \"%s\"%s. Rename the heading, or name it in the mapping.",
        file,
        wanted,
        nearest(alternatives.get(0)).map(name -> "; found \"" + name + "\"").orElse(""));
  }

  /** The place of that heading; -1 when the mapping names none. */
  int optional(String heading) {
    return heading.isEmpty() ? -1 : required(List.of(heading));
  }

  // Where the heading row is missing its cells are values, so what holds a digit is not repeated.
  private Optional<String> nearest(String wanted) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return names.stream()
        .filter(name -> name.chars().noneMatch(Character::isDigit))
        .min(Comparator.comparingInt((String name) -> distance.apply(wanted, name)))
        .filter(name -> distance.apply(wanted, name) <= Math.max(2, wanted.length() / 2));
  }
}
