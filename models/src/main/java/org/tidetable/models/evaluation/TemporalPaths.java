package org.tidetable.models.evaluation;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.reconcile.TemporalAgreement;
import org.tidetable.models.reconcile.TemporalHierarchy;
import org.tidetable.models.vocabulary.Grain;

/**
 * Forecasts of a grain that agree with those of longer periods ({@link TemporalAgreement}): the
 * weighted mean of all methods, moved to meet what was forecast for weeks, quarters or years.
 *
 * <p>Longer periods are those that end with an origin and those that follow it, so that none is
 * known in part; the published grain stays. Only lengths that are always as many periods are taken:
 * a month is no number of weeks, nor always the same one of days.
 */
public final class TemporalPaths {
  /** The method of paths that agree. */
  public static final String NAME = "temporal_hierarchy";

  /** Any Monday that begins a year: only lengths count. */
  private static final LocalDateTime SOME_DAY = LocalDateTime.of(2001, 1, 1, 0, 0);

  private final Backtest backtest;
  private final List<Series> series;
  private final CombinedPaths combined;
  private final Longer methods;

  private TemporalPaths(
      Backtest backtest, List<Series> series, CombinedPaths combined, Longer methods) {
    this.backtest = backtest;
    this.series = series;
    this.combined = combined;
    this.methods = methods;
  }

  /** Runs the methods of longer periods. */
  public interface Longer {
    /** One for each series in their order. */
    List<BacktestPaths> paths(List<Series> series, Backtest backtest);
  }

  /** How many periods of one grain a longer one always has; none where that is not so. */
  public static OptionalInt length(Grain grain, Grain longer) {
    return switch (grain) {
      case HOUR ->
          longer == Grain.DAY
              ? OptionalInt.of(24)
              : longer == Grain.WEEK ? OptionalInt.of(168) : OptionalInt.empty();
      case DAY -> longer == Grain.WEEK ? OptionalInt.of(7) : OptionalInt.empty();
      case MONTH, QUARTER ->
          TemporalHierarchy.nests(grain, longer)
              ? OptionalInt.of(grain.season() / longer.season())
              : OptionalInt.empty();
      case WEEK, YEAR -> OptionalInt.empty();
    };
  }

  /**
   * The same paths where agreement did harm at earlier origins; else those that agree, beside which
   * all other methods are only measured.
   *
   * @param series of one grain
   * @param paths one for each of them, as for {@link DemandForecasts#of}
   * @param longer lengths with which the forecasts are to agree; those longer than the horizon are
   *     passed over
   * @param methods how these are forecast
   * @param threads how many series are worked on at once
   */
  public static List<BacktestPaths> agreeing(
      Backtest backtest,
      List<Series> series,
      List<BacktestPaths> paths,
      List<Grain> longer,
      Longer methods,
      int threads) {
    List<SeriesBacktest> admitted = new ArrayList<>();
    int[] places = new int[series.size()];
    for (int index = 0; index < places.length; index++) {
      places[index] = Refusal.of(series.get(index)).isPresent() ? -1 : admitted.size();
      if (places[index] >= 0) {
        admitted.add(new SeriesBacktest(series.get(index), paths.get(index), backtest));
      }
    }
    if (admitted.isEmpty()) {
      return paths;
    }
    Grain grain = series.get(0).grain();
    List<Grain> within =
        longer.stream()
            .filter(one -> length(grain, one).orElse(Integer.MAX_VALUE) <= backtest.horizon())
            .sorted(Comparator.reverseOrder())
            .toList();
    if (within.isEmpty()) {
      return paths;
    }
    CombinedPaths combined = new CombinedPaths(admitted, grain, backtest);
    TemporalPaths temporal =
        new TemporalPaths(
            backtest, admitted.stream().map(SeriesBacktest::series).toList(), combined, methods);
    Optional<double[][][]> agreed = temporal.agreed(within, threads);
    if (agreed.isEmpty()) {
      return paths;
    }
    List<BacktestPaths> all = new ArrayList<>();
    for (int index = 0; index < places.length; index++) {
      double[] values = new double[backtest.runs() * backtest.horizon()];
      Arrays.fill(values, Double.NaN);
      for (int run = 0; places[index] >= 0 && run < backtest.runs(); run++) {
        double[] path = agreed.get()[run][places[index]];
        System.arraycopy(path, 0, values, run * path.length, path.length);
      }
      BacktestPaths one =
          new BacktestPaths(
              series.get(index).id(), List.of(NAME), backtest.runs(), backtest.horizon(), values);
      all.add(paths.get(index).measuredOnly().and(one));
    }
    return all;
  }

  /** By run, series and period ahead; none where those to publish are not to agree. */
  private Optional<double[][][]> agreed(List<Grain> longer, int threads) {
    TemporalHierarchy temporal =
        TemporalHierarchy.of(
            series.get(0).grain(),
            SOME_DAY,
            backtest.horizon(),
            longer.stream().map(one -> new TemporalHierarchy.Anchor(one, SOME_DAY)).toList());
    int totals = temporal.hierarchy().totals();
    int[] back = new int[backtest.runs()];
    double[][][] said = new double[back.length][series.size()][];
    double[][][] came = new double[back.length][series.size()][];
    for (int run = 0; run < back.length; run++) {
      back[run] = backtest.back(run);
      for (int index = 0; index < series.size(); index++) {
        said[run][index] = new double[temporal.hierarchy().nodes()];
        came[run][index] = new double[temporal.hierarchy().nodes()];
        if (!isMade(index, run)) {
          Arrays.fill(came[run][index], Double.NaN);
        }
      }
      int first = 0;
      for (Grain one : longer) {
        longer(one, run, said[run], first);
        first += backtest.horizon() / length(series.get(0).grain(), one).orElseThrow();
      }
      for (int index = 0; index < series.size(); index++) {
        if (isMade(index, run)) {
          bottoms(index, run, totals, said[run][index], came[run][index]);
          double[] bottom = Arrays.copyOfRange(came[run][index], totals, came[run][index].length);
          System.arraycopy(temporal.hierarchy().sums(bottom), 0, came[run][index], 0, totals);
        }
      }
    }
    boolean counts =
        series.stream().allMatch(one -> Arrays.stream(one.values()).noneMatch(value -> value < 0));
    TemporalAgreement agreement =
        new TemporalAgreement(temporal, back, said, came, counts, threads);
    if (agreement.at(0).isEmpty()) {
      return Optional.empty();
    }
    double[][][] agreed = new double[back.length][series.size()][];
    for (int run = 0; run < back.length; run++) {
      Optional<double[][]> found = agreement.at(run);
      for (int index = 0; index < series.size(); index++) {
        double scale = combined.backtest(index).scale(run);
        double[] path = combined(index, run);
        if (found.isPresent() && isMade(index, run)) {
          for (int at = 0; at < path.length; at++) {
            path[at] = found.get()[index][at] * scale;
          }
        }
        agreed[run][index] = path;
      }
    }
    return Optional.of(agreed);
  }

  private boolean isMade(int index, int run) {
    return combined.backtest(index).ran(run) && !Double.isNaN(combined.expected(index, run, 1));
  }

  private double[] combined(int index, int run) {
    double[] path = new double[backtest.horizon()];
    Arrays.setAll(path, at -> combined.expected(index, run, at + 1));
    return path;
  }

  private void bottoms(int index, int run, int totals, double[] said, double[] came) {
    SeriesBacktest one = combined.backtest(index);
    for (int at = 0; at < backtest.horizon(); at++) {
      said[totals + at] = combined.expected(index, run, at + 1) / one.scale(run);
      came[totals + at] = one.actual(run, at + 1, 0) / one.scale(run);
    }
  }

  /** Fills in what is forecast at a run for periods of a longer grain, into nodes from one on. */
  private void longer(Grain longer, int run, double[][] said, int first) {
    int length = length(series.get(0).grain(), longer).orElseThrow();
    int horizon = backtest.horizon() / length;
    List<Integer> made = new ArrayList<>();
    List<Series> sums = new ArrayList<>();
    for (int index = 0; index < series.size(); index++) {
      Arrays.fill(said[index], first, first + horizon, isMade(index, run) ? Double.NaN : 0);
      Series sum = sum(combined.backtest(index).history(run), longer, length);
      if (isMade(index, run) && Refusal.of(sum).isEmpty()) {
        made.add(index);
        sums.add(sum);
      }
    }
    if (sums.isEmpty()) {
      return;
    }
    Backtest own = Backtest.of(longer, horizon, Pool.LIGHT);
    List<BacktestPaths> paths = methods.paths(sums, own);
    List<SeriesBacktest> all = new ArrayList<>();
    for (int at = 0; at < sums.size(); at++) {
      all.add(new SeriesBacktest(sums.get(at), paths.get(at), own));
    }
    CombinedPaths means = new CombinedPaths(all, longer, own);
    for (int at = 0; at < sums.size(); at++) {
      int index = made.get(at);
      for (int ahead = 1; ahead <= horizon; ahead++) {
        said[index][first + ahead - 1] =
            means.expected(at, 0, ahead) / combined.backtest(index).scale(run);
      }
    }
  }

  /** Sums of as many periods each, the last one ending with the history; of missing ones none. */
  private static Series sum(Series history, Grain longer, int length) {
    int count = history.length() / length;
    double[] sums = new double[count];
    int from = history.length() - count * length;
    for (int at = 0; at < count * length; at++) {
      sums[at / length] += history.value(from + at);
    }
    LocalDateTime end = history.period(history.length());
    return new Series(history.id(), longer, longer.plus(end, -count), sums);
  }
}
