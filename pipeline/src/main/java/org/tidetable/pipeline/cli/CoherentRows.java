package org.tidetable.pipeline.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.reconcile.Dimension;
import org.tidetable.models.reconcile.Hierarchy;
import org.tidetable.models.reconcile.WholeNumbers;

/**
 * Forecasts that add up, as rows of the file that {@code forecast} writes. Expected values are
 * rounded so that they still add up exactly, digit by digit.
 */
final class CoherentRows {
  private static final int DECIMALS = 3;

  private final ForecastRows rows;
  private final CoherentSeries series;
  private final int decimals;
  private final double[][] units;

  /**
   * @param whole whether expected values are whole numbers
   */
  CoherentRows(ForecastRows rows, CoherentSeries series, boolean whole) {
    this.rows = rows;
    this.series = series;
    this.decimals = whole ? 0 : DECIMALS;
    Hierarchy hierarchy = series.crossing().hierarchy();
    double unit = Math.pow(10, decimals);
    this.units = new double[rows.horizon()][hierarchy.nodes()];
    for (int node = 0; node < hierarchy.nodes(); node++) {
      for (int step = 0; step < units.length; step++) {
        units[step][node] =
            unit * expected(series.forecasts().coherent().forecasts().get(node), step);
      }
    }
    for (int step = 0; step < units.length; step++) {
      units[step] = WholeNumbers.of(hierarchy, units[step]);
    }
  }

  /** Zero where there is none: of a closed service or week. */
  private static double expected(Forecast forecast, int step) {
    double expected =
        forecast.fold(made -> made.points().get(step).expected(), notMade -> Double.NaN);
    return Double.isNaN(expected) ? 0 : expected;
  }

  List<String> header() {
    List<String> header = new ArrayList<>(rows.header());
    header.add("level");
    series.crossing().dimensions().stream().map(Dimension::name).forEach(header::add);
    header.add("expected_alone");
    return header;
  }

  Stream<List<String>> rows() {
    return IntStream.range(0, series.crossing().hierarchy().nodes()).boxed().flatMap(this::rows);
  }

  private Stream<List<String>> rows(int node) {
    List<String> place = new ArrayList<>(List.of(series.crossing().levelOf(node).name()));
    place.addAll(series.crossing().key(node));
    Forecast alone = series.forecasts().base().forecasts().get(node);
    Forecast rounded =
        series
            .forecasts()
            .coherent()
            .forecasts()
            .get(node)
            .fold(made -> rounded(made, node), notMade -> notMade);
    List<List<String>> found = rows.rows(rounded).toList();
    return IntStream.range(0, found.size())
        .mapToObj(
            step -> {
              List<String> row = new ArrayList<>(found.get(step));
              boolean made = !row.get(ForecastRows.EXPECTED).isEmpty();
              if (made) {
                row.set(ForecastRows.EXPECTED, text(units[step][node]));
              }
              row.addAll(place);
              double own = alone.fold(one -> one.points().get(step).expected(), not -> Double.NaN);
              row.add(CsvOutput.number(own));
              return row;
            });
  }

  /** The same with rounded numbers, which no range leaves out. */
  private Forecast rounded(Forecast.Made made, int node) {
    List<Forecast.Point> points = new ArrayList<>();
    for (Forecast.Point point : made.points()) {
      double value = units[point.horizon() - 1][node] / Math.pow(10, decimals);
      List<Forecast.Interval> intervals =
          point.intervals().stream()
              .map(
                  one ->
                      new Forecast.Interval(
                          one.level(), Math.min(one.lower(), value), Math.max(one.upper(), value)))
              .toList();
      points.add(
          point.reason().isEmpty()
              ? new Forecast.Point(point.horizon(), point.periodStart(), value, intervals, "")
              : point);
    }
    return new Forecast.Made(
        made.seriesId(), made.origin(), made.method(), points, made.weights(), made.why());
  }

  private String text(double units) {
    BigDecimal value =
        new BigDecimal(units).setScale(0, RoundingMode.UNNECESSARY).movePointLeft(decimals);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
