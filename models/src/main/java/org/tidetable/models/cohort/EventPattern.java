package org.tidetable.models.cohort;

import static org.tidetable.models.vocabulary.Require.require;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidetable.models.vocabulary.EventKind;

/**
 * Which events a rule speaks of.
 *
 * @param kinds one of these
 * @param codes each list asks for one of its codes; empty asks for none
 * @param reach whose events
 */
public record EventPattern(Set<EventKind> kinds, List<CodeSet> codes, Reach reach)
    implements Serializable {

  /** Whose events count. */
  public enum Reach {
    /** The person's own. */
    OWN,
    /** Those of the others in the household as it stood on the index date. */
    HOUSEHOLD
  }

  public EventPattern {
    require(!kinds.isEmpty(), "a rule needs at least one kind of event");
    kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    codes = List.copyOf(codes);
  }

  /** The person's own events of one kind. */
  public static EventPattern of(EventKind kind) {
    return new EventPattern(EnumSet.of(kind), List.of(), Reach.OWN);
  }

  /** In words, such as {@code emergency admissions to hospital}. */
  public String inWords() {
    return inWords(kinds.stream().map(EventPattern::described).collect(Collectors.joining(" or ")));
  }

  /** The same for kinds that are called otherwise. */
  String inWords(String called) {
    StringBuilder words = new StringBuilder(called);
    for (CodeSet set : codes) {
      words.append(
          String.format(
              Locale.ROOT,
              " with a %s of %s (version %s, %d codes, %s)",
              set.column().replace('_', ' '),
              set.name(),
              set.version(),
              set.codes().size(),
              set.hash()));
    }
    return words.append(reach == Reach.HOUSEHOLD ? " of others in the household" : "").toString();
  }

  private static String described(EventKind kind) {
    String description = kind.description();
    boolean abbreviation = description.length() > 1 && Character.isUpperCase(description.charAt(1));
    return abbreviation
        ? description
        : description.substring(0, 1).toLowerCase(Locale.ROOT) + description.substring(1);
  }
}
