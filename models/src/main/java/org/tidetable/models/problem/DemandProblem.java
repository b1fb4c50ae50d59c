package org.tidetable.models.problem;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.List;
import java.util.Optional;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

/**
 * A demand to forecast: one kind of event, by period and by a list of dimensions.
 *
 * @param name unique in a run, in snake_case
 * @param kind what is counted
 * @param per when present the series are {@code 100 * kind / per}: a percentage
 * @param grain the length of a period
 * @param horizon how many periods ahead, 1 or more
 * @param levels nominal coverage of the intervals in per cent, ascending, each within 1 to 99
 */
public record DemandProblem(
    String name,
    EventKind kind,
    Optional<EventKind> per,
    Grain grain,
    int horizon,
    List<Integer> levels) {

  /** The levels of every published forecast: 50, 80 and 95 per cent. */
  public static final List<Integer> PUBLISHED_LEVELS = List.of(50, 80, 95);

  public DemandProblem {
    require(!name.isBlank(), "a demand problem needs a name");
    require(horizon >= 1, "horizon must be 1 or more, but was %s", horizon);
    require(!levels.isEmpty(), "levels must name at least one interval, for example 80");
    int previous = 0;
    for (int level : levels) {
      require(
          level > previous && level < 100,
          "levels must ascend within 1 to 99, but were %s",
          levels);
      previous = level;
    }
    levels = List.copyOf(levels);
  }

  /** The unit of the series' values, in the plural. */
  public String unit() {
    return per.map(base -> kind.unit() + " per 100 possible").orElse(kind.unit());
  }
}
