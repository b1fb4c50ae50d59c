package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.tidetable.models.forecast.Forecast;

/** What would have been published at every earlier origin, under today's choice of method. */
public final class PublishedPaths {
  private PublishedPaths() {}

  /**
   * One path for each series: that of the method which its forecast names, or the mean of all where
   * the forecast names none of them.
   *
   * @param paths of all methods, one for each forecast in their order
   */
  public static List<BacktestPaths> of(List<BacktestPaths> paths, List<Forecast> forecasts) {
    List<BacktestPaths> published = new ArrayList<>(paths.size());
    for (int index = 0; index < paths.size(); index++) {
      String method = forecasts.get(index).fold(Forecast.Made::method, none -> "");
      published.add(one(paths.get(index), method));
    }
    return published;
  }

  private static BacktestPaths one(BacktestPaths all, String method) {
    BacktestPaths with =
        all.methods().contains(method) ? all : all.andMeanOf(all.methods(), method);
    int place = with.methods().lastIndexOf(method);
    int size = all.runs() * all.horizon();
    double[] path = new double[size];
    System.arraycopy(with.values(), place * size, path, 0, size);
    return new BacktestPaths(all.seriesId(), List.of(method), all.runs(), all.horizon(), path);
  }
}
