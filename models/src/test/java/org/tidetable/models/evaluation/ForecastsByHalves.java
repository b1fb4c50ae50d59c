package org.tidetable.models.evaluation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.pool.Starter;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.Grain;

/**
 * Forecasts of M3's series, dealt into two halves by a hash of their ids: those of a half start
 * from what was learnt from M1 and from the other half, and from nothing of their own.
 */
final class ForecastsByHalves {
  private static final int HALVES = 2;
  private static final long SEED = 1;

  private final Path data;
  private final Map<Grain, List<Starter>> learnt = new EnumMap<>(Grain.class);

  ForecastsByHalves(Path data) {
    this.data = data;
  }

  /** What a half may start from, by half. */
  private List<Starter> starters(Grain grain) throws IOException {
    List<Starter> found = learnt.get(grain);
    if (found == null) {
      List<String> m1 = Competition.read(data, "m1").stream().map(one -> one.given().id()).toList();
      found = new ArrayList<>();
      for (int half = 0; half < HALVES; half++) {
        int judged = half;
        found.add(
            StarterLearning.of(data, grain, id -> m1.contains(id) || half(id) != judged)
                .learnt()
                .starter());
      }
      learnt.put(grain, found);
    }
    return found;
  }

  private static int half(String id) {
    CRC32 hash = new CRC32();
    hash.update(id.getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() >>> 8) % HALVES;
  }

  /**
   * One forecast for each series, in their order.
   *
   * @param given of one period
   */
  List<Forecast> make(String period, List<Series> given) throws IOException {
    Grain grain = Competition.grain(period);
    Backtest backtest = Backtest.of(grain, Competition.horizon(period), Pool.FULL);
    Map<String, Forecast> forecasts = new HashMap<>();
    for (int half = 0; half < HALVES; half++) {
      int judged = half;
      Starter starter = starters(grain).get(half);
      List<Series> some = given.stream().filter(one -> half(one.id()) == judged).toList();
      List<SeriesBacktest> tried = tried(some, backtest);
      CombinedPaths combined =
          new CombinedPaths(tried, backtest, run -> PriorWeights.at(tried, run, grain, starter));
      OriginForecasts made =
          new OriginForecasts(backtest, combined, 0, DemandProblem.PUBLISHED_LEVELS, starter);
      for (int index = 0; index < some.size(); index++) {
        forecasts.put(some.get(index).id(), made.of(index));
      }
    }
    return given.stream().map(one -> Objects.requireNonNull(forecasts.get(one.id()))).toList();
  }

  /** By the whole pool, as one demand. */
  private static List<SeriesBacktest> tried(List<Series> series, Backtest backtest) {
    List<ForecastMethod.Local> locals = new ArrayList<>();
    List<ForecastMethod.Global> globals = new ArrayList<>();
    for (String name : Pool.FULL.methods(series.get(0).grain())) {
      Methods.named(name, DemandCalendar.NONE, SEED).fold(locals::add, globals::add);
    }
    List<BacktestPaths> paths =
        DemandForecasts.join(
            series.parallelStream().map(one -> backtest.local(one, locals)).toList(),
            backtest,
            series,
            globals);
    return IntStream.range(0, series.size())
        .mapToObj(at -> new SeriesBacktest(series.get(at), paths.get(at), backtest))
        .toList();
  }
}
