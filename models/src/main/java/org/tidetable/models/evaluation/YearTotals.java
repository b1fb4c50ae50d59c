package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.OpenPeriods;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.care.ClosedPeriods;

/**
 * Totals of years: what is known of a year, and what is expected of the rest.
 *
 * <p>Their ranges are not sums of the ranges of periods, which would be far too wide where errors
 * even out, and too narrow where they all lie on one side. They come from the errors that earlier
 * forecasts made in sums over the same periods ahead, in units of each series' own scale. They
 * reach no further than the ranges of the periods ahead put together: no more than that is unknown.
 */
public final class YearTotals {
  /** Known years that are listed. */
  private static final int PAST_YEARS = 3;

  private static final int FEWEST_ERRORS = 5;

  /** Known periods that there must be of a mean for each that is missing. */
  private static final int MOST_PASSED_OVER = 9;

  private final Backtest backtest;
  private final List<Series> series;
  private final List<Series> learned;
  private final List<BacktestPaths> paths;
  private final List<Integer> levels;
  private final boolean mean;
  private final Map<List<Integer>, ErrorPool> pools = new HashMap<>();

  /** Periods ahead, both ends included. */
  private record Window(int first, int last) {}

  private YearTotals(
      Backtest backtest,
      List<Series> series,
      List<Series> learned,
      List<BacktestPaths> paths,
      List<Integer> levels,
      boolean mean) {
    this.backtest = backtest;
    this.series = series;
    this.learned = learned;
    this.paths = paths;
    this.levels = levels;
    this.mean = mean;
  }

  /**
   * The years of every series: the last known ones, the one that is running, and those ahead.
   *
   * @param series what is known, with the last period in common
   * @param learned the same series as the forecasts learnt from them: declared breaks are missing
   * @param paths one for each series in their order, as they would have been published at each
   *     origin: {@link DemandForecasts#published}
   * @param forecasts one for each series in their order
   * @param levels nominal coverage in per cent, ascending
   * @param mean true where values are rates or states, so that a year has a mean and no total
   */
  public static List<YearTotal> of(
      Backtest backtest,
      List<Series> series,
      List<Series> learned,
      List<BacktestPaths> paths,
      List<Forecast> forecasts,
      List<Integer> levels,
      boolean mean) {
    require(series.size() == paths.size(), "as many paths as series are needed");
    require(series.size() == learned.size(), "as many learned series as series are needed");
    require(series.size() == forecasts.size(), "as many forecasts as series are needed");
    YearTotals totals = new YearTotals(backtest, series, learned, paths, levels, mean);
    List<YearTotal> all = new ArrayList<>();
    for (int index = 0; index < series.size(); index++) {
      for (YearKind kind : YearKind.of(series.get(index).grain())) {
        all.addAll(totals.years(index, kind, forecasts.get(index)));
      }
    }
    return all;
  }

  private List<YearTotal> years(int index, YearKind kind, Forecast forecast) {
    Series one = series.get(index);
    int end = one.length() + backtest.horizon();
    Map<Integer, int[]> spans = new TreeMap<>();
    for (int period = 0; period < end; period++) {
      int last = period + 1;
      int first = period;
      spans.merge(
          kind.yearOf(one.period(period)),
          new int[] {first, last},
          (span, more) -> new int[] {span[0], more[1]});
    }
    List<YearTotal> years = new ArrayList<>();
    int past = 0;
    for (int[] span : spans.values()) {
      past += span[1] <= one.length() ? 1 : 0;
    }
    int seen = 0;
    for (Map.Entry<Integer, int[]> year : spans.entrySet()) {
      int[] span = year.getValue();
      boolean old = span[1] <= one.length() && seen++ < past - PAST_YEARS;
      boolean begins = kind.yearOf(one.period(span[0] - 1)) != year.getKey();
      boolean ends = kind.yearOf(one.period(span[1])) != year.getKey();
      boolean ahead = span[0] >= one.length();
      boolean running = !ahead && span[1] > one.length();
      // A year ahead that the forecast does not reach the end of says so.
      if (!old && (running || (begins && (ends || ahead)))) {
        years.add(year(index, kind, year.getKey(), span, forecast));
      }
    }
    next(one, kind, end).ifPresent(years::add);
    return years;
  }

  /** The coming year, where the forecast ends before it begins: nobody should have to ask. */
  private static Optional<YearTotal> next(Series one, YearKind kind, int end) {
    int running = kind.yearOf(one.period(one.length() - 1));
    if (kind.yearOf(one.period(end - 1)) > running) {
      return Optional.empty();
    }
    int next = running + 1;
    int ahead = 0;
    for (int period = end; kind.yearOf(one.period(period)) <= next; period++) {
      ahead += kind.yearOf(one.period(period)) == next ? 1 : 0;
    }
    return Optional.of(
        new YearTotal(
            one.id(),
            kind,
            next,
            0,
            ahead,
            Double.NaN,
            Double.NaN,
            List.of(),
            "the forecast ends before the year begins"));
  }

  private YearTotal year(int index, YearKind kind, int year, int[] span, Forecast forecast) {
    Series one = series.get(index);
    int known = Math.max(0, Math.min(span[1], one.length()) - span[0]);
    int ahead = span[1] - span[0] - known;
    ClosedPeriods closed = new ClosedPeriods(one);
    double sum = 0;
    int counted = 0;
    int missing = 0;
    for (int period = span[0]; period < span[0] + known; period++) {
      if (!Double.isNaN(one.value(period))) {
        sum += one.value(period);
        counted++;
      } else if (!closed.isClosed(period)) {
        missing++;
      }
    }
    // A mean may pass over a few missing periods; in a total each would count as zero.
    missing = mean && MOST_PASSED_OVER * missing <= counted ? 0 : missing;
    double part = mean ? sum / counted : sum;
    part = missing > 0 ? Double.NaN : part;
    String reason = reason(index, kind, year, span, missing, forecast);
    Sums sums = new Sums(kind, year, known, ahead, sum, counted, part);
    if (!reason.isEmpty()) {
      return sums.notMade(one.id(), reason);
    }
    if (ahead == 0) {
      return sums.observed(one.id());
    }
    Window window = new Window(span[1] - ahead - one.length() + 1, span[1] - one.length());
    return forecast.fold(
        made -> made(index, sums, window, made), not -> sums.notMade(one.id(), not.cause()));
  }

  private record Sums(
      YearKind kind, int year, int known, int ahead, double sum, int counted, double part) {
    YearTotal notMade(String id, String reason) {
      return new YearTotal(id, kind, year, known, ahead, part, Double.NaN, List.of(), reason);
    }

    YearTotal observed(String id) {
      return counted == 0
          ? notMade(id, "the year holds no period that is open")
          : new YearTotal(id, kind, year, known, ahead, part, part, List.of(), "");
    }
  }

  private String reason(
      int index, YearKind kind, int year, int[] span, int missing, Forecast forecast) {
    Series one = series.get(index);
    if (kind.yearOf(one.period(span[0] - 1)) == year) {
      return "the series begins within the year";
    }
    if (missing > 0) {
      return missing == 1
          ? "1 period of the year is missing"
          : missing + " periods of the year are missing";
    }
    String cause = forecast.fold(made -> "", Forecast.NotMade::cause);
    if (span[1] > one.length() && !cause.isEmpty()) {
      return cause;
    }
    boolean share =
        forecast.fold(made -> made.method().equals(ColdStart.PARENT_SHARE), notMade -> false);
    if (span[1] > one.length() && share) {
      return "the series is too short for a range of a year";
    }
    return kind.yearOf(one.period(span[1])) == year ? "the forecast ends within the year" : "";
  }

  private YearTotal made(int index, Sums sums, Window window, Forecast.Made made) {
    double expected = sums.sum();
    double[] least = new double[levels.size()];
    double[] most = new double[levels.size()];
    int counted = sums.counted();
    int known = counted;
    boolean negative = Arrays.stream(series.get(index).values()).anyMatch(value -> value < 0);
    for (int ahead = window.first(); ahead <= window.last(); ahead++) {
      Forecast.Point point = made.points().get(ahead - 1);
      if (point.reason().isEmpty()) {
        expected += point.expected();
        addEnds(point, least, most);
        counted++;
      }
    }
    ErrorPool pool =
        pools.computeIfAbsent(List.of(window.first(), window.last()), any -> pool(window));
    if (counted == 0 || pool.count() < FEWEST_ERRORS) {
      return sums.notMade(
          made.seriesId(),
          counted == 0
              ? "the year holds no period that is open"
              : "too few earlier forecasts can be compared with such a year to give it a range");
    }
    double scale = scale(learned.get(index), learned.get(index).length());
    double floor = negative ? Double.NEGATIVE_INFINITY : sums.sum();
    double share = mean ? 1.0 / counted : 1;
    // Errors of means are those of one period, of which so many lie ahead.
    double stretch = mean ? scale * (counted - known) : scale;
    List<Forecast.Interval> intervals = new ArrayList<>(levels.size());
    double lower = expected;
    double upper = expected;
    for (int each = 0; each < levels.size(); each++) {
      int level = levels.get(each);
      double reach = stretch * pool.reach(index, level);
      double start = Math.max(expected - reach, sums.sum() + least[each]);
      lower = Math.min(lower, Math.max(floor, start));
      upper = Math.max(upper, Math.min(expected + reach, sums.sum() + most[each]));
      intervals.add(new Forecast.Interval(level, share * lower, share * upper));
    }
    return new YearTotal(
        made.seriesId(),
        sums.kind(),
        sums.year(),
        sums.known(),
        sums.ahead(),
        sums.part(),
        share * expected,
        intervals,
        "");
  }

  /** Adds the ends of a period's ranges; a level without one leaves the sum unbounded. */
  private void addEnds(Forecast.Point point, double[] least, double[] most) {
    for (int each = 0; each < levels.size(); each++) {
      int level = levels.get(each);
      Optional<Forecast.Interval> range =
          point.intervals().stream().filter(one -> one.level() == level).findFirst();
      least[each] += range.map(Forecast.Interval::lower).orElse(Double.NEGATIVE_INFINITY);
      most[each] += range.map(Forecast.Interval::upper).orElse(Double.POSITIVE_INFINITY);
    }
  }

  /** Errors of the sum over that window, of all series at all earlier origins. */
  private ErrorPool pool(Window window) {
    List<double[]> errors = new ArrayList<>(series.size());
    boolean[] ran = new boolean[backtest.runs()];
    for (int index = 0; index < series.size(); index++) {
      double[] found = new double[backtest.runs()];
      int count = 0;
      for (int run = 1; run < backtest.runs(); run++) {
        double error = error(index, run, window);
        if (!Double.isNaN(error)) {
          found[count++] = error;
          ran[run] = true;
        }
      }
      errors.add(Arrays.copyOf(found, count));
    }
    int origins = 0;
    for (boolean one : ran) {
      origins += one ? 1 : 0;
    }
    return new ErrorPool(errors, origins);
  }

  /**
   * Actual less expected over the window, of a mean in one period of it, in units of the scale; NaN
   * where it is not known.
   */
  private double error(int index, int run, Window window) {
    Series one = learned.get(index);
    int known = backtest.known(one, run);
    if (known == 0) {
      return Double.NaN;
    }
    Series history = one.head(known);
    double scale = scale(one, known);
    double sum = 0;
    int counted = 0;
    for (int ahead = window.first(); ahead <= window.last(); ahead++) {
      double actual = one.value(known + ahead - 1);
      double expected = paths.get(index).expected(0, run, ahead);
      if (!Double.isNaN(actual)) {
        sum += actual - expected;
        counted++;
      } else if (!mean && new OpenPeriods(history).isOpen(ahead)) {
        return Double.NaN;
      }
    }
    boolean enough = mean ? 2 * counted > window.last() - window.first() : counted > 0;
    return enough && scale > 0 ? sum / scale / (mean ? counted : 1) : Double.NaN;
  }

  /** The geometric mean of the steps from one period, and from one season, to the next. */
  private static double scale(Series one, int known) {
    double[] values = Arrays.copyOf(one.values(), known);
    double size =
        Arrays.stream(values)
            .filter(value -> !Double.isNaN(value))
            .map(Math::abs)
            .average()
            .orElse(0);
    OptionalDouble step = ForecastScores.seasonalError(values, 1);
    OptionalDouble year = ForecastScores.seasonalError(values, one.grain().season());
    double both = Math.sqrt(step.orElse(year.orElse(0)) * year.orElse(step.orElse(0)));
    return Math.max(both, 1e-3 * size);
  }
}
