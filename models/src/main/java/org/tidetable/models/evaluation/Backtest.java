package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.List;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.vocabulary.Grain;

/**
 * Rolling origins: what each method would have said at earlier dates, from what was known then.
 *
 * <p>Run 0 is the forecast to publish, at the end of the series. The origin of run 1 lies one
 * horizon before the end; runs 2 and later step back from there. A run is judged with weights and
 * ranges made from the values and errors known at its own origin.
 *
 * @param horizon periods ahead, 1 or more
 * @param origins number of runs after run 0, 1 or more
 * @param step periods between their origins, 1 or more
 */
public record Backtest(int horizon, int origins, int step) {
  public Backtest {
    require(horizon >= 1, "horizon must be 1 or more, but was %s", horizon);
    require(origins >= 1, "origins must be 1 or more, but was %s", origins);
    require(step >= 1, "step must be 1 or more, but was %s", step);
  }

  /** The usual origins of a grain and pool, stepping back over one horizon at least. */
  public static Backtest of(Grain grain, int horizon, Pool pool) {
    boolean full = pool == Pool.FULL;
    int origins =
        switch (grain) {
          case HOUR -> full ? 6 : 4;
          case DAY -> full ? 12 : 6;
          case WEEK -> full ? 13 : 5;
          case MONTH -> 6;
          case QUARTER -> 5;
          case YEAR -> full ? 5 : 4;
        };
    return spread(grain, horizon, origins);
  }

  /** So many origins, stepping back over one horizon at least, and weeks over a year. */
  public static Backtest spread(Grain grain, int horizon, int origins) {
    int step =
        switch (grain) {
          case HOUR -> 24;
          case DAY -> 7;
          // Weeks repeat by the year: what is short of one may see its closed part only.
          case WEEK -> (Grain.WEEK.season() + origins - 1) / origins;
          case MONTH -> 2;
          case QUARTER, YEAR -> 1;
        };
    return new Backtest(horizon, origins, Math.max(step, (horizon + origins - 1) / origins));
  }

  /** Number of runs, run 0 included. */
  public int runs() {
    return origins + 1;
  }

  /**
   * Runs 1 to this one are scored as if they were to be published: half of them, as one origin may
   * be lucky.
   */
  public int lastHeldOut() {
    return (origins + 1) / 2;
  }

  /** Periods between the origin of a run and the end of the series. */
  public int back(int run) {
    return run == 0 ? 0 : horizon + (run - 1) * step;
  }

  /** Periods of {@code series} that are known at the origin of a run; 0 when it is too short. */
  public int known(Series series, int run) {
    return Math.max(0, series.length() - back(run));
  }

  /**
   * All runs of methods that need one series only; costly ones leave out every second of the
   * earlier runs. Safe to call from many threads.
   */
  public BacktestPaths local(Series series, List<? extends ForecastMethod.Local> methods) {
    BacktestPaths paths =
        BacktestPaths.empty(
            series.id(), methods.stream().map(ForecastMethod::name).toList(), runs(), horizon);
    for (int run = 0; run < runs(); run++) {
      if (known(series, run) == 0) {
        break;
      }
      Series history = series.head(known(series, run));
      for (int method = 0; method < methods.size(); method++) {
        if (run > 1 && run % 2 == 0 && Pool.isCostly(methods.get(method).name())) {
          continue;
        }
        paths.put(method, run, methods.get(method).forecast(history, horizon));
      }
    }
    return paths;
  }

  /**
   * All runs of a method that learns from all series, one result for each series in their order.
   * The method is trained anew to publish and for held-out runs; for the others it is trained once,
   * at the earliest origin, and only sees later histories to forecast from.
   */
  public List<BacktestPaths> global(List<Series> series, ForecastMethod.Global method) {
    List<BacktestPaths> paths = new ArrayList<>(series.size());
    for (Series one : series) {
      paths.add(BacktestPaths.empty(one.id(), List.of(method.name()), runs(), horizon));
    }
    ForecastMethod.Trained early = method.train(histories(series, runs() - 1), horizon);
    for (int run = runs() - 1; run >= 0; run--) {
      List<Series> histories = histories(series, run);
      boolean anew = run <= lastHeldOut();
      var trained = anew ? method.train(histories, horizon) : early;
      List<ForecastPath> made = trained.forecast(histories);
      int next = 0;
      for (int index = 0; index < series.size(); index++) {
        if (known(series.get(index), run) > 0) {
          paths.get(index).put(0, run, made.get(next++));
        }
      }
    }
    return paths;
  }

  private List<Series> histories(List<Series> series, int run) {
    return series.stream()
        .filter(one -> known(one, run) > 0)
        .map(one -> one.head(known(one, run)))
        .toList();
  }
}
