package org.tidetable.export.disclosure;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cube of counts that the gate has rounded: whatever is worked out from it alone, totals, ratios
 * or forecasts, tells no more about a person than the cube does. Only the gate makes one.
 */
public final class ProtectedCounts {
  private final LeafCube cube;
  private final GateDecision decision;

  ProtectedCounts(LeafCube rounded, GateDecision decision) {
    this.cube = rounded;
    this.decision = decision;
  }

  public String counted() {
    return cube.counted();
  }

  public List<String> dimensions() {
    return cube.dimensions();
  }

  /** Every place above 0 with its protected count, in the order of the values; others hold 0. */
  public SortedMap<List<String>, Long> counts() {
    return cube.counts();
  }

  /** What the gate did. */
  public GateDecision decision() {
    return decision;
  }

  /**
   * Totals over all other dimensions, keyed by the values of these; a place that is absent holds 0.
   */
  public SortedMap<List<String>, Long> totalsBy(List<String> dimensions) {
    int[] positions = dimensions.stream().mapToInt(dimensions()::indexOf).toArray();
    for (int position : positions) {
      if (position < 0) {
        throw new IllegalArgumentException(cube + " has not all of " + dimensions);
      }
    }
    SortedMap<List<String>, Long> totals = new TreeMap<>(LeafCube.BY_VALUE);
    cube.counts()
        .forEach(
            (values, count) -> {
              List<String> kept = Arrays.stream(positions).mapToObj(values::get).toList();
              totals.merge(kept, count, Long::sum);
            });
    return totals;
  }
}
