package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

/**
 * All 3,003 series of M3 at their own horizons, forecast by {@link DemandForecasts} with the full
 * pool, as a run forecasts, but never as rates per day: the dates of M3 are not to be trusted. Each
 * period is one demand, so that ranges learn from its series together: from the parts that
 * competitors were given, and from nothing that came.
 *
 * <p>-Dtidetable.data=FOLDER names the folder that holds m1-m3-competition. With
 * -Dtidetable.rehearsal=true the last values that competitors saw are held out in place of those
 * that came, and nothing is judged: settings are chosen on these only. With -Dtidetable.halves=true
 * what forecasts start from is learnt anew, for either half of the series from M1 and the other
 * half, so that no series has any part in it. Coverage is printed.
 */
@Tag("benchmark")
class M3BenchmarkTest {
  private static final long SEED = 1;
  private static final List<String> PERIODS = List.of("YEARLY", "QUARTERLY", "MONTHLY", "OTHER");

  /** Means over series; {@code msis} is of the 95 % ranges. */
  private record Scores(double smape, double msis) {}

  @Test
  void errors_are_small_and_ranges_narrow() throws IOException {
    String folder = System.getProperty("tidetable.data", "");
    assumeTrue(!folder.isEmpty(), "give -Dtidetable.data=FOLDER");
    boolean rehearsal = Boolean.getBoolean("tidetable.rehearsal");
    boolean halves = Boolean.getBoolean("tidetable.halves");
    ForecastsByHalves byHalves = new ForecastsByHalves(Path.of(folder));
    List<Competition> all =
        Competition.read(Path.of(folder), "m3").stream()
            .map(one -> rehearsal ? one.rehearsal() : one)
            .filter(one -> one.given().length() >= shortest(one.period()))
            .toList();
    if (!rehearsal) {
      assertThat(all).hasSize(3003);
    }
    double weighted = 0;
    double observations = 0;
    Scores[] scores = new Scores[PERIODS.size()];
    for (int at = 0; at < PERIODS.size(); at++) {
      String period = PERIODS.get(at);
      List<Competition> some = all.stream().filter(one -> one.period().equals(period)).toList();
      long start = System.nanoTime();
      List<Series> given = some.stream().map(Competition::given).toList();
      List<Forecast> forecasts = halves ? byHalves.make(period, given) : forecast(given, period);
      double seconds = (System.nanoTime() - start) / 1e9;
      scores[at] = report(period, some, forecasts, seconds);
      int periods = some.size() * Competition.horizon(period);
      weighted += scores[at].smape() * periods;
      observations += periods;
    }
    double overall = weighted / observations;
    System.out.printf(
        Locale.ROOT,
        "M3, %,d series: smape %.3f by observation, seed %d%n",
        all.size(),
        overall,
        SEED);
    if (rehearsal) {
      return;
    }
    assertThat(overall).isLessThanOrEqualTo(12.55);
    Scores monthly = scores[PERIODS.indexOf("MONTHLY")];
    Scores quarterly = scores[PERIODS.indexOf("QUARTERLY")];
    assertThat(monthly.smape()).isLessThanOrEqualTo(13.4);
    assertThat(quarterly.smape()).isLessThanOrEqualTo(9.0);
    assertThat(monthly.msis()).isLessThanOrEqualTo(6.9);
    assertThat(quarterly.msis()).isLessThanOrEqualTo(9.9);
  }

  /** What competitors were given at least. */
  private static int shortest(String period) {
    return switch (period) {
      case "MONTHLY" -> 48;
      case "QUARTERLY" -> 16;
      case "YEARLY" -> 14;
      default -> 63;
    };
  }

  private static List<Forecast> forecast(List<Series> given, String period) {
    Grain grain = Competition.grain(period);
    int horizon = Competition.horizon(period);
    List<ForecastMethod> methods =
        Pool.FULL.methods(grain).stream()
            .map(name -> Methods.named(name, DemandCalendar.NONE, SEED))
            .toList();
    DemandProblem problem =
        new DemandProblem(
            "m3",
            EventKind.EMERGENCY_ATTENDANCE,
            Optional.empty(),
            grain,
            horizon,
            DemandProblem.PUBLISHED_LEVELS);
    Backtest backtest = Backtest.of(grain, horizon, Pool.FULL);
    return DemandForecasts.make(problem, backtest, given, methods).forecasts();
  }

  private static Scores report(
      String period, List<Competition> series, List<Forecast> forecasts, double seconds) {
    int horizon = Competition.horizon(period);
    int levels = DemandProblem.PUBLISHED_LEVELS.size();
    List<Thirds.Held> held = new ArrayList<>();
    double[][] inside = new double[levels][series.size()];
    double smape = 0;
    double mase = 0;
    double msis = 0;
    int scaled = 0;
    for (int index = 0; index < series.size(); index++) {
      double[] actual = series.get(index).came();
      List<Forecast.Point> points =
          forecasts.get(index).fold(Forecast.Made::points, notMade -> List.of());
      assertThat(points).as(series.get(index).given().id()).hasSize(horizon);
      double[] path = points.stream().mapToDouble(Forecast.Point::expected).toArray();
      double[][] lower = new double[levels][horizon];
      double[][] upper = new double[levels][horizon];
      for (int level = 0; level < levels; level++) {
        for (int ahead = 0; ahead < horizon; ahead++) {
          lower[level][ahead] = points.get(ahead).intervals().get(level).lower();
          upper[level][ahead] = points.get(ahead).intervals().get(level).upper();
        }
        inside[level][index] =
            ForecastScores.coverage(actual, lower[level], upper[level]).orElseThrow();
      }
      smape += ForecastScores.smape(actual, path).orElseThrow();
      double[] history = series.get(index).given().values();
      int season = series.get(index).given().grain().season();
      var error = ForecastScores.mase(history, actual, path, season);
      if (error.isPresent()) {
        mase += error.getAsDouble();
        msis +=
            ForecastScores.msis(history, actual, lower[levels - 1], upper[levels - 1], 95, season)
                .orElseThrow();
        scaled++;
      }
      double size = Arrays.stream(history).map(Math::abs).average().orElseThrow();
      held.add(new Thirds.Held(size, actual, new double[horizon], lower, upper));
    }
    int count = series.size();
    System.out.printf(
        Locale.ROOT,
        "%s, %,d series, %d ahead, %.0f s: smape %.3f, mase %.3f, msis95 %.2f%n",
        period,
        count,
        horizon,
        seconds,
        smape / count,
        mase / scaled,
        msis / scaled);
    for (int level = 0; level < levels; level++) {
      double mean = Arrays.stream(inside[level]).average().orElseThrow();
      double squares = Arrays.stream(inside[level]).map(x -> (x - mean) * (x - mean)).sum();
      System.out.printf(
          Locale.ROOT,
          "  %d %%: covered %.1f %%, standard error %.1f by series%n",
          DemandProblem.PUBLISHED_LEVELS.get(level),
          100 * mean,
          100 * Math.sqrt(squares / count / count));
    }
    for (ForecastAccuracy.Part part : Thirds.of(held, levels)) {
      System.out.printf(
          Locale.ROOT,
          "  %s third %d: %.1f, %.1f, %.1f %%%n",
          part.by().name().toLowerCase(Locale.ROOT),
          part.third(),
          100 * part.coverage().get(0).orElseThrow(),
          100 * part.coverage().get(1).orElseThrow(),
          100 * part.coverage().get(2).orElseThrow());
    }
    return new Scores(smape / count, msis / scaled);
  }
}
