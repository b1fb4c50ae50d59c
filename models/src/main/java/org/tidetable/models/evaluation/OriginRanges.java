package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.interval.ErrorQuantiles;
import org.tidetable.models.pool.Starter;

/**
 * Ranges around the combined paths of one origin: quantiles of the errors at earlier origins in
 * units of their expected size, pooled by horizon over all series, times the size that is expected
 * now. Small, middling and large series each have a factor of their own.
 *
 * <p>Series of one file share their times: two years of hold-outs are two pieces of evidence, not
 * one for each series. So the quantiles are moved towards those that were learnt elsewhere by
 * {@code 1 / (1 + k)}, where {@code k} is the time that the origins with errors cover, in horizons,
 * less where some origins erred much more than others; and where the errors of an origin lie on one
 * side for most series, ranges are made wider by that.
 *
 * <p>Only origins at which {@value #SEASONS} seasons were known speak. Before that no method knows
 * the season, and what went wrong for that reason says nothing of forecasts that know it.
 */
final class OriginRanges {
  private static final int BANDS = 3;

  /** Series that count as much as what was learnt elsewhere. */
  private static final double FEW_SERIES = 30;

  private static final double SERIES_FOR_A_BAND = 20;
  private static final int SEASONS = 2;

  /**
   * How far the sizes of errors differ between the origins of a demand as a rule, in logarithms;
   * and how many origins that counts for. Chosen on Welsh and Scottish demands.
   */
  private static final double USUAL_SPREAD = 0.2;

  private static final double ORIGINS_OF_USUAL = 5;

  private final Backtest backtest;
  private final CombinedPaths combined;
  private final ErrorSizes sizes;
  private final int run;
  private final List<Integer> levels;
  private final ErrorQuantiles quantiles;
  private final double[] limits;
  private final double[] factors;

  /**
   * @param starter what was learnt elsewhere
   */
  OriginRanges(
      Backtest backtest, CombinedPaths combined, int run, List<Integer> levels, Starter starter) {
    this.backtest = backtest;
    this.combined = combined;
    this.run = run;
    this.levels = levels;
    this.sizes = new ErrorSizes(combined, backtest, starter.errorSize(), starter.isOwn());
    double[][][] errors = errors();
    double[] volumes = new double[combined.size()];
    Arrays.setAll(volumes, index -> combined.backtest(index).size(run));
    this.limits = limits(volumes);
    this.factors = factors(errors, volumes);
    this.quantiles = quantiles(errors, volumes, starter);
  }

  /** By series, earlier run, horizon; NaN where it was not known at the origin. */
  private double[][][] errors() {
    double[][][] errors = new double[combined.size()][backtest.runs()][backtest.horizon()];
    for (int index = 0; index < errors.length; index++) {
      for (int earlier = 0; earlier < backtest.runs(); earlier++) {
        Arrays.fill(errors[index][earlier], Double.NaN);
        if (earlier <= run || !speaks(combined.backtest(index), earlier)) {
          continue;
        }
        double[] expected = sizes.of(index, earlier);
        for (int ahead = 1; ahead <= backtest.horizon(); ahead++) {
          double error = combined.error(index, earlier, ahead, run) / expected[ahead - 1];
          errors[index][earlier][ahead - 1] = Double.isFinite(error) ? error : Double.NaN;
        }
      }
    }
    return errors;
  }

  private boolean speaks(SeriesBacktest one, int earlier) {
    int known = backtest.known(one.series(), earlier);
    return one.ran(earlier) && known >= SEASONS * one.series().grain().season();
  }

  private static double[] limits(double[] volumes) {
    double[] sorted = volumes.clone();
    Arrays.sort(sorted);
    double[] limits = new double[BANDS - 1];
    for (int band = 1; band < BANDS; band++) {
      limits[band - 1] = sorted.length == 0 ? 0 : sorted[band * sorted.length / BANDS];
    }
    return limits;
  }

  private int band(double volume) {
    int band = 0;
    while (band < limits.length && volume >= limits[band]) {
      band++;
    }
    return band;
  }

  /** Mean size of a band's errors over that of all, drawn towards 1. */
  private double[] factors(double[][][] errors, double[] volumes) {
    double[] sums = new double[BANDS];
    int[] counts = new int[BANDS];
    for (int index = 0; index < errors.length; index++) {
      double mean = mean(errors[index]);
      if (!Double.isNaN(mean)) {
        sums[band(volumes[index])] += mean;
        counts[band(volumes[index])]++;
      }
    }
    double all = Arrays.stream(sums).sum() / Arrays.stream(counts).sum();
    double[] found = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      found[band] =
          all > 0 ? (sums[band] / all + SERIES_FOR_A_BAND) / (counts[band] + SERIES_FOR_A_BAND) : 1;
    }
    return found;
  }

  private static double mean(double[][] errors) {
    return Arrays.stream(errors)
        .flatMapToDouble(Arrays::stream)
        .filter(error -> !Double.isNaN(error))
        .map(Math::abs)
        .average()
        .orElse(Double.NaN);
  }

  private ErrorQuantiles quantiles(double[][][] errors, double[] volumes, Starter starter) {
    int horizon = backtest.horizon();
    double[][] byHorizon = new double[horizon][];
    int all = 0;
    for (int ahead = 0; ahead < horizon; ahead++) {
      double[] found = new double[errors.length * backtest.runs()];
      int count = 0;
      for (int index = 0; index < errors.length; index++) {
        for (double[] row : errors[index]) {
          if (!Double.isNaN(row[ahead])) {
            found[count++] = row[ahead] / factors[band(volumes[index])];
          }
        }
      }
      all += count;
      byHorizon[ahead] = Arrays.copyOf(found, count);
    }
    // What was learnt of another grain says how errors lie, not how large they are.
    ErrorQuantiles learnt =
        starter.isOwn()
            ? starter.errorQuantiles().times(1, horizon)
            : starter.errorQuantiles().shape(means(byHorizon));
    if (all == 0) {
      return learnt;
    }
    long series = Arrays.stream(errors).filter(one -> !Double.isNaN(mean(one))).count();
    double spans = spans(errors);
    double evidence = spans * steadiness(errors) * series / (series + FEW_SERIES);
    double wider = Math.sqrt(1 + shared(errors) / Math.max(1, spans));
    return ErrorQuantiles.of(byHorizon).times(wider, horizon).towards(learnt, 1 / (1 + evidence));
  }

  /**
   * What an origin says of the next one, 0 to 1: the less, the more the sizes of errors differed
   * between origins. Where some fell into a time unlike others, their mean is that of no time.
   */
  private double steadiness(double[][][] errors) {
    double[] logs =
        IntStream.range(run + 1, backtest.runs())
            .mapToDouble(earlier -> mean(errors, earlier))
            .filter(mean -> mean > 0)
            .map(Math::log)
            .toArray();
    double middle = Arrays.stream(logs).average().orElse(0);
    double squares = Arrays.stream(logs).map(log -> (log - middle) * (log - middle)).sum();
    double usual = USUAL_SPREAD * USUAL_SPREAD;
    double variance =
        (ORIGINS_OF_USUAL * usual + squares) / (ORIGINS_OF_USUAL + Math.max(0, logs.length - 1));
    return Math.min(1, usual / variance);
  }

  /** Mean size of all errors of a run; NaN without any. */
  private static double mean(double[][][] errors, int earlier) {
    return Arrays.stream(errors)
        .flatMapToDouble(one -> Arrays.stream(one[earlier]))
        .filter(error -> !Double.isNaN(error))
        .map(Math::abs)
        .average()
        .orElse(Double.NaN);
  }

  /** The time that the origins with errors cover, in horizons. */
  private double spans(double[][][] errors) {
    int last = backtest.runs() - 1;
    double whole = (double) (backtest.back(last) - backtest.back(run)) / backtest.horizon();
    long with =
        IntStream.rangeClosed(run + 1, last)
            .filter(
                earlier ->
                    Arrays.stream(errors)
                        .flatMapToDouble(one -> Arrays.stream(one[earlier]))
                        .anyMatch(error -> !Double.isNaN(error)))
            .count();
    return whole * with / (last - run);
  }

  /** Mean size of errors by horizon, with those nearby; that of the others where there is none. */
  private static double[] means(double[][] byHorizon) {
    double all =
        Arrays.stream(byHorizon).flatMapToDouble(Arrays::stream).map(Math::abs).average().orElse(1);
    double[] means = new double[byHorizon.length];
    int reach = Math.max(1, means.length / 6);
    for (int ahead = 0; ahead < means.length; ahead++) {
      means[ahead] =
          Arrays.stream(
                  byHorizon, Math.max(0, ahead - reach), Math.min(means.length, ahead + reach + 1))
              .flatMapToDouble(Arrays::stream)
              .map(Math::abs)
              .average()
              .orElse(all);
    }
    return means;
  }

  /** How much of the errors the series have in common at an origin, 0 to 1. */
  private double shared(double[][][] errors) {
    double common = 0;
    double whole = 0;
    int origins = 0;
    for (int earlier = run + 1; earlier < backtest.runs(); earlier++) {
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (double[][] one : errors) {
        double mean =
            Arrays.stream(one[earlier])
                .filter(error -> !Double.isNaN(error))
                .average()
                .orElse(Double.NaN);
        if (!Double.isNaN(mean)) {
          sum += mean;
          squares += mean * mean;
          count++;
        }
      }
      if (count > 0) {
        double mean = sum / count;
        double chance = count > 1 ? Math.max(0, squares / count - mean * mean) / count : 0;
        common += Math.max(0, mean * mean - chance);
        whole += squares / count;
        origins++;
      }
    }
    return origins == 0 || whole == 0 ? 0 : Math.min(1, common / whole);
  }

  /**
   * The ranges around the path of a series, by horizon.
   *
   * @param floor no bound lies below it
   * @param counts whether values are whole numbers, so that bounds are too
   */
  List<List<Forecast.Interval>> around(int index, double[] expected, double floor, boolean counts) {
    double[] size = sizes.of(index, run);
    double factor = factors[band(combined.backtest(index).size(run))];
    List<List<Forecast.Interval>> ranges = new ArrayList<>();
    for (int ahead = 1; ahead <= expected.length; ahead++) {
      List<Forecast.Interval> intervals = new ArrayList<>();
      double middle = expected[ahead - 1];
      double unit = Double.isFinite(size[ahead - 1]) ? factor * size[ahead - 1] : 0;
      double lower = middle;
      double upper = middle;
      for (int level : levels) {
        double tail = (100 - level) / 200.0;
        lower = Math.min(lower, middle + unit * quantiles.at(ahead, tail));
        upper = Math.max(upper, middle + unit * quantiles.at(ahead, 1 - tail));
        intervals.add(
            new Forecast.Interval(
                level,
                Math.max(floor, counts ? Math.floor(lower) : lower),
                Math.max(floor, counts ? Math.ceil(upper) : upper)));
      }
      ranges.add(intervals);
    }
    return ranges;
  }
}
