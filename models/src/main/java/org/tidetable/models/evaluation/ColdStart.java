package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.annual.ParentShare;

/**
 * Forecasts of series too young for one of their own: that of the series that they are a part of,
 * times their share in it ({@link ParentShare}).
 *
 * <p>Their ranges are wider than the parent's: to its error comes that of the share, which few
 * periods tell, which may move on with every period ahead, and of which a count has its own chance.
 */
public final class ColdStart {
  /** The method of such forecasts. */
  public static final String PARENT_SHARE = "parent_share";

  /** What is known of spreads beforehand counts as so many periods. */
  private static final int KNOWN_BEFORE = 2;

  private ColdStart() {}

  /**
   * The same forecasts, with those that were refused for a short history alone made from a parent's
   * where one of these was forecast from its own history.
   *
   * @param series one for each forecast in their order, with the last period in common
   * @param parents for each series the places of those that it is a part of, the nearest first
   */
  public static DemandForecasts fill(
      DemandForecasts made,
      List<Series> series,
      List<List<Integer>> parents,
      List<Integer> levels) {
    List<Forecast> filled = new ArrayList<>(made.forecasts());
    for (int index = 0; index < series.size(); index++) {
      boolean refused = filled.get(index).fold(yes -> false, no -> true);
      if (!refused || !Refusal.isYoung(series.get(index))) {
        continue;
      }
      for (int parent : parents.get(index)) {
        Optional<Forecast> share =
            share(series.get(index), series.get(parent), made.forecasts().get(parent), levels);
        if (share.isPresent()) {
          filled.set(index, share.get());
          break;
        }
      }
    }
    return new DemandForecasts(filled, made.accuracies(), made.overall(), made.published());
  }

  private static Optional<Forecast> share(
      Series member, Series whole, Forecast parent, List<Integer> levels) {
    Optional<ParentShare> share = ParentShare.of(member, whole);
    return share.flatMap(
        found ->
            parent.fold(
                made -> Optional.of(made(member, made, found, levels)),
                notMade -> Optional.empty()));
  }

  private static Forecast made(
      Series member, Forecast.Made parent, ParentShare share, List<Integer> levels) {
    double[] known = Arrays.stream(member.values()).filter(value -> !Double.isNaN(value)).toArray();
    boolean counts = Arrays.stream(known).allMatch(value -> value == Math.rint(value));
    List<Forecast.Point> points = new ArrayList<>();
    for (Forecast.Point point : parent.points()) {
      points.add(point.reason().isEmpty() ? point(point, share, levels, counts, member) : point);
    }
    return new Forecast.Made(
        member.id(),
        parent.origin(),
        PARENT_SHARE,
        points,
        Map.of(PARENT_SHARE, 1.0),
        "only %d value%s observed: its share of %s times the forecast of that"
            .formatted(known.length, known.length == 1 ? " was" : "s were", parent.seriesId()));
  }

  private static Forecast.Point point(
      Forecast.Point parent,
      ParentShare share,
      List<Integer> levels,
      boolean counts,
      Series member) {
    double expected = share.share() * parent.expected();
    double drift = 1 + 1.0 / share.periods() + (double) parent.horizon() / member.grain().season();
    double chance = counts ? Math.max(expected, 1.0 / share.periods()) : 0;
    double off = Math.sqrt(Math.pow(share.spread() * expected, 2) * drift + chance);
    TDistribution tails = new TDistribution(share.periods() + KNOWN_BEFORE);
    List<Forecast.Interval> intervals = new ArrayList<>();
    for (int at = 0; at < levels.size(); at++) {
      int level = levels.get(at);
      double own = off * tails.inverseCumulativeProbability(0.5 + level / 200.0);
      Forecast.Interval range = parent.intervals().get(at);
      double lower =
          expected - Math.hypot(own, share.share() * (parent.expected() - range.lower()));
      double upper =
          expected + Math.hypot(own, share.share() * (range.upper() - parent.expected()));
      intervals.add(
          new Forecast.Interval(
              level,
              Math.max(0, counts ? Math.floor(lower) : lower),
              counts ? Math.ceil(upper) : upper));
    }
    return new Forecast.Point(parent.horizon(), parent.periodStart(), expected, intervals, "");
  }
}
