package org.tidetable.models.forecast.learned;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tidetable.models.vocabulary.Grain;

/**
 * By how much series with the same value of a part came out above their plain guesses until a date,
 * in levels, drawn towards 0 where that was seldom seen. A row is told of none that ends at or
 * after its own origin, so that nothing it is to learn is among what it is told; and of none before
 * two seasons were seen of a value, as what is usual is not told from the season by less.
 *
 * <p>Source: Micci-Barreca (2001), A preprocessing scheme for high-cardinality categorical
 * attributes, for means drawn towards a prior; Prokhorenkova et al. (2018), CatBoost: unbiased
 * boosting with categorical features, for the order.
 */
final class PartEffects {

  /** Rows that count as much as nothing. */
  private static final double FEW = 50;

  /** In levels, either way: one wild row is not what is usual. */
  private static final double FARTHEST = 1;

  /**
   * A row to learn from.
   *
   * @param period the one that came
   * @param above the value less the plain guess, in levels
   */
  record Drawn(String seriesId, LocalDateTime period, double above) {}

  /** Sums over all rows up to each, by time. */
  private record Line(List<LocalDateTime> periods, List<Double> sums) {}

  private static final long SEASONS = 2;

  private final Grain grain;
  private final Map<String, Line> lines = new HashMap<>();

  /**
   * @param valueOf the value of a series; empty where it is not known
   */
  PartEffects(Grain grain, List<Drawn> drawn, UnaryOperator<String> valueOf) {
    this.grain = grain;
    List<Drawn> ordered = new ArrayList<>(drawn);
    ordered.sort(Comparator.comparing(Drawn::period));
    for (Drawn one : ordered) {
      String value = valueOf.apply(one.seriesId);
      if (!value.isEmpty()) {
        Line line =
            lines.computeIfAbsent(value, any -> new Line(new ArrayList<>(), new ArrayList<>()));
        int count = line.sums.size();
        double before = count == 0 ? 0 : line.sums.get(count - 1);
        line.periods.add(one.period);
        line.sums.add(before + Math.max(-FARTHEST, Math.min(FARTHEST, one.above)));
      }
    }
  }

  /** What was usual before a date; 0 for a value of which nothing is known. */
  double before(String value, LocalDateTime origin) {
    Line line = lines.get(value);
    if (line == null || grain.plus(line.periods.get(0), SEASONS * grain.season()).isAfter(origin)) {
      return 0;
    }
    int low = 0;
    int high = line.periods.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (line.periods.get(middle).isBefore(origin)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : line.sums.get(low - 1) / (low + FEW);
  }
}
