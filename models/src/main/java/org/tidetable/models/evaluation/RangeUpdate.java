package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.tidetable.models.forecast.Forecast;

/**
 * By how much the ranges of a demand are widened or narrowed, as those of earlier releases have met
 * what came. After each release that met something, the logarithm of a level's factor moves by
 *
 * <pre>0.1 · n / (n + 10) · (missed - (1 - level)) / slope</pre>
 *
 * where {@code missed} is the share of new values outside their ranges, {@code n} how many series
 * had any, and {@code slope} how fast the share that a range of a normal error holds grows with the
 * logarithm of its width: about a tenth of what is wrong is put right at each release, and less
 * where few series tell of it. Ranges that go on missing too much widen until they no longer do,
 * whatever the reason.
 *
 * <p>Source: Gibbs and Candès (2021), Adaptive conformal inference under distribution shift,
 * NeurIPS 34; Angelopoulos, Candès and Tibshirani (2023), Conformal PID control for time series
 * prediction, NeurIPS 36, whose tracked quantile is the factor here. Step and limits are ours.
 *
 * @param factors by level in per cent: a range is so many times as wide as it would be; {@value
 *     #LEAST} to {@value #MOST}; 1 for a level that is not named
 */
public record RangeUpdate(SortedMap<Integer, Double> factors) {
  /** Ranges as they are. */
  public static final RangeUpdate NONE = new RangeUpdate(new TreeMap<>());

  static final double LEAST = 0.5;
  static final double MOST = 3;

  private static final double RATE = 0.1;
  private static final double FEW_SERIES = 10;

  /** One release changes no width by more: a month unlike all others is not yet a rule. */
  private static final double MOST_AT_ONCE = 1.25;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  public RangeUpdate {
    factors = Collections.unmodifiableSortedMap(new TreeMap<>(factors));
    factors.forEach(
        (level, factor) ->
            require(
                level > 0 && level < 100 && factor >= LEAST && factor <= MOST,
                "the ranges of %s %% cannot be multiplied by %s",
                level,
                factor));
  }

  /**
   * How the ranges of a level met what came since the release before.
   *
   * @param series how many series had a value that a range had been published for, 0 or more
   * @param values how many such values there were
   * @param held how many of them lay within their range
   */
  public record Met(int series, int values, int held) {
    public Met {
      require(series <= values && held >= 0 && held <= values, "more was held than came");
    }
  }

  /** The factor of a level. */
  public double factor(int level) {
    return factors.getOrDefault(level, 1.0);
  }

  /** After one more release has met what came; the same where nothing came. */
  public RangeUpdate after(SortedMap<Integer, Met> met) {
    SortedMap<Integer, Double> next = new TreeMap<>(factors);
    met.forEach(
        (level, one) -> {
          if (one.values() > 0) {
            next.put(level, Math.max(LEAST, Math.min(MOST, factor(level) * step(level, one))));
          }
        });
    return new RangeUpdate(next);
  }

  private static double step(int level, Met met) {
    double nominal = level / 100.0;
    double bound = NORMAL.inverseCumulativeProbability((1 + nominal) / 2);
    double slope = 2 * bound * NORMAL.density(bound);
    double missed = 1 - (double) met.held() / met.values();
    double heard = met.series() / (met.series() + FEW_SERIES);
    double step = Math.exp(RATE * heard * (missed - (1 - nominal)) / slope);
    return Math.max(1 / MOST_AT_ONCE, Math.min(MOST_AT_ONCE, step));
  }

  /**
   * The forecast with its ranges multiplied on either side of the number to plan with, which stays.
   * Bounds that are whole numbers stay whole, those of what cannot be below zero stay there, and
   * each range holds the one of the level below it.
   */
  public Forecast apply(Forecast forecast) {
    return forecast.fold(
        made ->
            new Forecast.Made(
                made.seriesId(),
                made.origin(),
                made.method(),
                made.points().stream().map(this::point).toList(),
                made.weights(),
                made.why()),
        notMade -> notMade);
  }

  private Forecast.Point point(Forecast.Point point) {
    List<Forecast.Interval> ranges = new ArrayList<>();
    for (Forecast.Interval range : point.intervals()) {
      Forecast.Interval own = multiplied(range, point.expected());
      if (!ranges.isEmpty()) {
        Forecast.Interval inner = ranges.get(ranges.size() - 1);
        double lower = Math.min(own.lower(), inner.lower());
        own = new Forecast.Interval(own.level(), lower, Math.max(own.upper(), inner.upper()));
      }
      ranges.add(own);
    }
    return new Forecast.Point(
        point.horizon(), point.periodStart(), point.expected(), ranges, point.reason());
  }

  private Forecast.Interval multiplied(Forecast.Interval range, double expected) {
    double factor = factor(range.level());
    if (factor == 1) {
      return range;
    }
    double middle = Math.max(range.lower(), Math.min(range.upper(), expected));
    double lower = middle - factor * (middle - range.lower());
    double upper = middle + factor * (range.upper() - middle);
    if (whole(range.lower()) && whole(range.upper())) {
      double rounding = 1e-12 * Math.max(1, Math.abs(upper - lower));
      lower = Math.floor(lower + rounding);
      upper = Math.ceil(upper - rounding);
    }
    if (range.lower() >= 0) {
      lower = Math.max(0, lower);
    }
    return new Forecast.Interval(range.level(), lower, upper);
  }

  private static boolean whole(double bound) {
    return bound == Math.rint(bound);
  }
}
