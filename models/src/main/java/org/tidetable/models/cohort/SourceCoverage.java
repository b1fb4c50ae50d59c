package org.tidetable.models.cohort;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.tidetable.models.vocabulary.EventKind;

/** Which days the sources of a kind of event cover, as it could be known at any date. */
public final class SourceCoverage implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Events of a kind in a source that became known on one day.
   *
   * @param first the first day on which one of them started
   * @param last the last such day
   */
  public record Seen(String source, EventKind kind, int known, int first, int last) {}

  /** Of one source: its first day, and how far it reached once a day was known. */
  private static final class Reach implements Serializable {
    private static final long serialVersionUID = 1L;
    private int first = Integer.MAX_VALUE;
    private final TreeMap<Integer, Integer> byKnown = new TreeMap<>();

    void add(Seen seen) {
      first = Math.min(first, seen.first());
      byKnown.merge(seen.known(), seen.last(), Math::max);
    }

    void settle() {
      int furthest = Integer.MIN_VALUE;
      for (Map.Entry<Integer, Integer> entry : byKnown.entrySet()) {
        furthest = Math.max(furthest, entry.getValue());
        entry.setValue(furthest);
      }
    }

    int before(int date) {
      NavigableMap<Integer, Integer> known = byKnown.headMap(date, false);
      return known.isEmpty() ? Integer.MIN_VALUE : known.lastEntry().getValue();
    }
  }

  private final EnumMap<EventKind, List<Reach>> sources = new EnumMap<>(EventKind.class);

  private SourceCoverage() {}

  /** The coverage that these events tell of: a source covers what lies between its events. */
  public static SourceCoverage of(Collection<Seen> events) {
    SourceCoverage coverage = new SourceCoverage();
    Map<String, Reach> reaches = new HashMap<>();
    Map<EventKind, Set<String>> having = new EnumMap<>(EventKind.class);
    for (Seen seen : events) {
      reaches.computeIfAbsent(seen.source(), any -> new Reach()).add(seen);
      having.computeIfAbsent(seen.kind(), any -> new HashSet<>()).add(seen.source());
    }
    reaches.values().forEach(Reach::settle);
    having.forEach(
        (kind, names) -> {
          List<Reach> own = new ArrayList<>();
          names.forEach(name -> own.add(Objects.requireNonNull(reaches.get(name))));
          coverage.sources.put(kind, own);
        });
    return coverage;
  }

  /** Whether any source has events of the kind. */
  public boolean has(EventKind kind) {
    return sources.containsKey(kind);
  }

  /**
   * Whether sources of all the kinds cover the days.
   *
   * @param from the first day, {@link Window#EVER} for none in particular
   * @param to the first day after the last
   * @param date what became known on it or later does not count
   * @param lag how many days before the last one a source may end; it must reach the first
   */
  public boolean covers(Set<EventKind> kinds, int from, int to, int date, int lag) {
    for (EventKind kind : kinds) {
      List<Reach> own = sources.getOrDefault(kind, List.of());
      int first = Integer.MAX_VALUE;
      int reached = Integer.MIN_VALUE;
      for (Reach reach : own) {
        first = Math.min(first, reach.first);
        reached = Math.max(reached, reach.before(date));
      }
      boolean begins = from == Window.EVER ? first < to : first <= from;
      if (!begins || reached < Math.max(to - 1 - lag, from)) {
        return false;
      }
    }
    return true;
  }
}
