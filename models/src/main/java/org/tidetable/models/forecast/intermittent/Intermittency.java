package org.tidetable.models.forecast.intermittent;

import java.util.Arrays;
import org.tidetable.models.forecast.Series;

/**
 * How often something happens in a history, and how much its size varies.
 *
 * <p>Source: Syntetos, Boylan and Croston (2005), On the categorization of demand patterns.
 *
 * @param interval observed periods for each that is not zero, 1 or more; infinite for zeros only,
 *     NaN where no value was observed
 * @param variation the squared coefficient of variation of the values other than zero, 0 or more
 */
public record Intermittency(double interval, double variation) {
  private static final double OFTEN = 1.32;
  private static final double EVEN = 0.49;

  /** The four published kinds, which ask for different methods. */
  public enum Pattern {
    /** In most periods, of much the same size. */
    SMOOTH,
    /** In most periods, of very different sizes. */
    ERRATIC,
    /** In some periods, of much the same size. */
    INTERMITTENT,
    /** In some periods, of very different sizes. */
    LUMPY
  }

  public static Intermittency of(Series history) {
    double[] sizes = Occurrences.of(history).sizes();
    double mean = Arrays.stream(sizes).average().orElse(Double.NaN);
    double squares = Arrays.stream(sizes).map(size -> (size - mean) * (size - mean)).sum();
    double variance = sizes.length < 2 ? 0 : squares / sizes.length;
    double variation = sizes.length == 0 ? 0 : variance / (mean * mean);
    return new Intermittency((double) history.observed() / sizes.length, variation);
  }

  public Pattern pattern() {
    if (isIntermittent()) {
      return variation > EVEN ? Pattern.LUMPY : Pattern.INTERMITTENT;
    }
    return variation > EVEN ? Pattern.ERRATIC : Pattern.SMOOTH;
  }

  /** Whether the methods of this package suit it: more than 24 % of the values are zero. */
  public boolean isIntermittent() {
    return interval > OFTEN;
  }
}
