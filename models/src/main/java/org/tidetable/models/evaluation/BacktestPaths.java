package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tidetable.models.forecast.ForecastPath;

/** The paths of several methods over all runs of one series, in one array; NaN where refused. */
public final class BacktestPaths {
  /** The one method of paths as they would have been published. */
  public static final String PUBLISHED = "published";

  private final String seriesId;
  private final List<String> methods;
  private final int runs;
  private final int horizon;
  private final double[] values;
  private final Set<String> measured;

  /**
   * @param methods names, unique
   * @param values by method, then run, then horizon, as {@link #values()} gives them
   */
  public BacktestPaths(
      String seriesId, List<String> methods, int runs, int horizon, double[] values) {
    this(seriesId, methods, runs, horizon, values, Set.of());
  }

  private BacktestPaths(
      String seriesId,
      List<String> methods,
      int runs,
      int horizon,
      double[] values,
      Set<String> measured) {
    require(values.length == methods.size() * runs * horizon, "one value for each cell is needed");
    this.seriesId = seriesId;
    this.methods = List.copyOf(methods);
    this.runs = runs;
    this.horizon = horizon;
    this.values = values.clone();
    this.measured = Set.copyOf(measured);
  }

  /** The same, as methods that others are only measured by: they have no part in a forecast. */
  public BacktestPaths measuredOnly() {
    return new BacktestPaths(seriesId, methods, runs, horizon, values, Set.copyOf(methods));
  }

  /** Whether a method may have a part in a forecast. */
  public boolean isWeighed(int method) {
    return !measured.contains(methods.get(method));
  }

  /** The names of methods that may. */
  List<String> weighed() {
    return methods.stream().filter(name -> !measured.contains(name)).toList();
  }

  static BacktestPaths empty(String seriesId, List<String> methods, int runs, int horizon) {
    double[] values = new double[methods.size() * runs * horizon];
    Arrays.fill(values, Double.NaN);
    return new BacktestPaths(seriesId, methods, runs, horizon, values);
  }

  /** Of the paths that would have been published, one for each run. */
  static BacktestPaths published(String seriesId, List<double[]> paths) {
    return new BacktestPaths(
        seriesId,
        List.of(PUBLISHED),
        paths.size(),
        paths.get(0).length,
        paths.stream().flatMapToDouble(Arrays::stream).toArray());
  }

  public String seriesId() {
    return seriesId;
  }

  public List<String> methods() {
    return methods;
  }

  public int runs() {
    return runs;
  }

  public int horizon() {
    return horizon;
  }

  /** A copy of all paths: by method, then run, then horizon. */
  public double[] values() {
    return values.clone();
  }

  /** What a method expected, {@code ahead} from 1; NaN where it refused. */
  public double expected(int method, int run, int ahead) {
    return values[(method * runs + run) * horizon + ahead - 1];
  }

  /** These methods, then those of {@code more}: the same series, runs and horizon. */
  public BacktestPaths and(BacktestPaths more) {
    require(seriesId.equals(more.seriesId), "paths of %s and %s", seriesId, more.seriesId);
    require(runs == more.runs && horizon == more.horizon, "paths of one backtest are needed");
    List<String> names = new ArrayList<>(methods);
    names.addAll(more.methods);
    double[] joined = Arrays.copyOf(values, values.length + more.values.length);
    System.arraycopy(more.values, 0, joined, values.length, more.values.length);
    Set<String> both = new HashSet<>(measured);
    both.addAll(more.measured);
    return new BacktestPaths(seriesId, names, runs, horizon, joined, both);
  }

  void put(int method, int run, ForecastPath path) {
    if (path.isMade()) {
      System.arraycopy(path.values(), 0, values, (method * runs + run) * horizon, horizon);
    }
  }
}
