package org.tidetable.models.leak;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Map;
import java.util.Optional;

/**
 * What is said about columns before leaks are looked for.
 *
 * @param index the column with each row's index date or day; else the time column stands for it
 * @param known by feature the column that says when its value was known, a date or a day as the
 *     index is
 * @param accepted by feature the reason why a strong one is honest; goes onto the card
 */
public record Declared(
    Optional<String> index, Map<String, String> known, Map<String, String> accepted) {

  /** Nothing is said. */
  public static final Declared NOTHING = new Declared(Optional.empty(), Map.of(), Map.of());

  public Declared {
    known = Map.copyOf(known);
    accepted = Map.copyOf(accepted);
    accepted.forEach(
        (feature, reason) ->
            require(!reason.isBlank(), "feature \"%s\" is accepted without a reason", feature));
  }
}
