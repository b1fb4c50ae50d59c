package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tidetable.models.forecast.Series;

/**
 * Whether one demand tells of another before it comes, beyond what the other's own past tells.
 *
 * <p>At each held-out origin the errors of the published paths that were known by then are
 * regressed on the change of the indicator against a season before, so many periods earlier, over
 * all areas at once; the lag is the one that fits these errors best. The slope then corrects the
 * path after the origin, of which nothing was used. The gain is the share of the mean absolute
 * scaled error that this takes away; its interval counts series with one indicator in common once.
 * Only horizons up to the lag are corrected: beyond it the indicator is not known.
 *
 * @param lag in periods, as found at the newest origin
 * @param gain in per cent of the mean absolute error; below 0 where errors grow
 * @param lower end of its 95 % interval over indicators
 * @param upper end of that interval
 * @param more whether more of the indicator means more of the demand
 * @param earned whether the interval lies above 0 and every held-out origin gained
 */
public record LeadTest(
    int lag, double gain, double lower, double upper, boolean more, boolean earned) {
  private static final int FEWEST_INDICATORS = 5;
  private static final int FEWEST_ERRORS = 30;
  private static final double NORMAL_95 = 1.959964;

  /**
   * Tests an indicator.
   *
   * @param told the series of the demand, with the last period in common
   * @param paths of the published method, one for each of them
   * @param telling the indicator of each, of the same grain, in their order; series may share one
   * @param lagFrom fewest periods before, 1 or more
   * @param lagTo most periods before
   * @return empty where too few indicators or periods can be compared
   */
  public static Optional<LeadTest> of(
      Backtest backtest,
      List<Series> told,
      List<BacktestPaths> paths,
      List<Series> telling,
      int lagFrom,
      int lagTo) {
    require(told.size() == paths.size(), "as many paths as series are needed");
    require(told.size() == telling.size(), "as many indicators as series are needed");
    List<Pairs> areas = new ArrayList<>();
    for (int index = 0; index < told.size(); index++) {
      areas.add(new Pairs(backtest, told.get(index), paths.get(index), telling.get(index)));
    }
    Map<String, Integer> indicators = new HashMap<>();
    int[] indicatorOf = new int[telling.size()];
    for (int index = 0; index < indicatorOf.length; index++) {
      int next = indicators.size();
      indicatorOf[index] = indicators.computeIfAbsent(telling.get(index).id(), any -> next);
    }
    double[] before = new double[indicators.size()];
    double[] after = new double[indicators.size()];
    boolean everyOriginGained = true;
    int lag = 0;
    double slope = 0;
    for (int run = backtest.lastHeldOut(); run >= 1; run--) {
      double[] best = best(areas, run, lagFrom, lagTo);
      if (best.length == 0) {
        return Optional.empty();
      }
      lag = (int) best[0];
      slope = best[1];
      double gained = 0;
      for (int index = 0; index < areas.size(); index++) {
        int of = indicatorOf[index];
        for (double[] pair : areas.get(index).at(run, lag, 0)) {
          before[of] += Math.abs(pair[1]);
          after[of] += Math.abs(pair[1] - slope * pair[0]);
          gained += Math.abs(pair[1]) - Math.abs(pair[1] - slope * pair[0]);
        }
      }
      everyOriginGained &= gained > 0;
    }
    return judged(before, after, lag, slope > 0, everyOriginGained);
  }

  private static Optional<LeadTest> judged(
      double[] before, double[] after, int lag, boolean more, boolean everyOriginGained) {
    int indicators = (int) Arrays.stream(before).filter(error -> error > 0).count();
    double total = Arrays.stream(before).sum();
    if (indicators < FEWEST_INDICATORS) {
      return Optional.empty();
    }
    // The ratio of two sums over indicators, with its error by linearisation.
    double gain = 1 - Arrays.stream(after).sum() / total;
    double squares = 0;
    for (int index = 0; index < before.length; index++) {
      squares += Math.pow(before[index] - after[index] - gain * before[index], 2);
    }
    double error = Math.sqrt(squares * indicators / (indicators - 1)) / total;
    double lower = 100 * (gain - NORMAL_95 * error);
    double upper = 100 * (gain + NORMAL_95 * error);
    return Optional.of(
        new LeadTest(lag, 100 * gain, lower, upper, more, lower > 0 && everyOriginGained));
  }

  /** The lag that explains most of what was known at the origin of a run, and its slope. */
  private static double[] best(List<Pairs> areas, int run, int lagFrom, int lagTo) {
    double[] best = {};
    double bestShare = Double.NEGATIVE_INFINITY;
    for (int lag = lagFrom; lag <= lagTo; lag++) {
      double products = 0;
      double squares = 0;
      double errors = 0;
      int count = 0;
      for (Pairs area : areas) {
        for (int earlier = run + 1; earlier < area.runs(); earlier++) {
          for (double[] pair : area.at(earlier, lag, run)) {
            products += pair[0] * pair[1];
            squares += pair[0] * pair[0];
            errors += pair[1] * pair[1];
            count++;
          }
        }
      }
      double share = squares > 0 && errors > 0 ? products * products / squares / errors : 0;
      if (count >= FEWEST_ERRORS && share > bestShare) {
        bestShare = share;
        best = new double[] {lag, squares > 0 ? products / squares : 0};
      }
    }
    return best;
  }

  /** Changes of the indicator beside errors of the path, in one area. */
  private static final class Pairs {
    private final Backtest backtest;
    private final Series told;
    private final BacktestPaths paths;
    private final Series telling;
    private final int shift;

    Pairs(Backtest backtest, Series told, BacktestPaths paths, Series telling) {
      this.backtest = backtest;
      this.told = told;
      this.paths = paths;
      this.telling = telling;
      this.shift = (int) told.grain().between(telling.firstPeriod(), told.firstPeriod());
    }

    int runs() {
      return backtest.runs();
    }

    /** Pairs of a run whose errors were known at the origin of another one. */
    List<double[]> at(int run, int lag, int knownAtRun) {
      List<double[]> pairs = new ArrayList<>();
      int origin = backtest.known(told, run);
      int known = backtest.known(told, knownAtRun);
      if (origin == 0) {
        return pairs;
      }
      double scale = scale(told, origin);
      double unit = scale(telling, Math.max(0, Math.min(telling.length(), origin + shift)));
      int season = told.grain().season();
      for (int ahead = 1; ahead <= Math.min(lag, backtest.horizon()); ahead++) {
        int at = origin + ahead - 1;
        double change = value(at - lag + shift) - value(at - lag + shift - season);
        double error = at < known ? told.value(at) - paths.expected(0, run, ahead) : Double.NaN;
        if (scale > 0 && unit > 0 && !Double.isNaN(change + error)) {
          pairs.add(new double[] {change / unit, error / scale});
        }
      }
      return pairs;
    }

    private double value(int at) {
      return at >= 0 && at < telling.length() ? telling.value(at) : Double.NaN;
    }

    private static double scale(Series one, int known) {
      double[] values = Arrays.copyOf(one.values(), known);
      OptionalDouble year = ForecastScores.seasonalError(values, one.grain().season());
      return year.orElse(ForecastScores.seasonalError(values, 1).orElse(0));
    }
  }
}
