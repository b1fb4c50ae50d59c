package org.tidetable.features.feature;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Optional;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Sector;

/**
 * One feature: what it is called, what it means and what it is computed from.
 *
 * @param name unique in snake_case; the window is part of the name because it is part of the value
 * @param unit what the number counts
 * @param description in words that a planner understands
 * @param kind what is looked at; empty where it is not one kind of event
 * @param sector whose records it rests on; empty for what no service told
 * @param window how far back it looks; empty for what has no window
 * @param group the reason that it is part of
 * @param direction which way the risk of harm goes with it
 */
public record Feature(
    String name,
    String unit,
    String description,
    Measure measure,
    Optional<EventKind> kind,
    Optional<Sector> sector,
    Optional<Window> window,
    ReasonGroup group,
    Direction direction) {

  public Feature {
    require(name.matches("[a-z][a-z0-9_]*"), "a feature's name is snake_case, but was %s", name);
    require(!description.isBlank(), "feature %s needs a description", name);
  }

  /** When a value counts as known, in words. */
  public String known() {
    return switch (measure) {
      case ATTRIBUTE -> "as the register has it on the index date";
      case NOT_COLLECTED -> "from the first month of the sector's records";
      case OPEN -> "started and known before the index date; ended only if the end lies before it";
      default -> "started and known before the index date";
    };
  }
}
