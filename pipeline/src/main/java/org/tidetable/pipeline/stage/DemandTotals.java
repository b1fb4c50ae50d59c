package org.tidetable.pipeline.stage;

import static org.tidetable.features.store.StoreSchema.AGE_GROUP;
import static org.tidetable.features.store.StoreSchema.AREA_CODE;
import static org.tidetable.features.store.StoreSchema.AREA_LEVEL;
import static org.tidetable.features.store.StoreSchema.CATEGORY;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tidetable.models.evaluation.BacktestPaths;
import org.tidetable.models.evaluation.DemandForecasts;
import org.tidetable.models.evaluation.ForecastAccuracy;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.reconcile.GivenTotals;
import org.tidetable.pipeline.merge.Area;

/** The series of a demand, and which of them are totals of others. */
final class DemandTotals {
  private final List<Series> series;
  private final GivenTotals totals;

  /**
   * @param areas with the areas above them
   * @param rows of the series, in their order
   * @param series with the last period in common
   */
  DemandTotals(List<Area> areas, List<Row> rows, List<Series> series) {
    this.series = series;
    List<GivenTotals.Place> places = new ArrayList<>();
    for (Row row : rows) {
      places.add(
          new GivenTotals.Place(
              row.getAs(AREA_CODE),
              row.getAs(AREA_LEVEL),
              row.getAs(AGE_GROUP),
              row.getAs(CATEGORY)));
    }
    this.totals = GivenTotals.of(places, parents(areas), series);
  }

  private static Map<String, String> parents(List<Area> areas) {
    Map<String, String> parents = new HashMap<>();
    for (Area area : areas) {
      if (!area.parent().isEmpty()) {
        parents.put(area.code(), area.parent());
      }
    }
    return parents;
  }

  /** Whether any series is the sum of others. */
  boolean any() {
    return totals.hierarchy().totals() > 0;
  }

  GivenTotals totals() {
    return totals;
  }

  /** One series for each node of the hierarchy. */
  List<Series> nodes() {
    return totals.order().stream().map(series::get).toList();
  }

  /** Forecasts and scores of nodes in the order of the series. */
  DemandForecasts ordered(DemandForecasts nodes) {
    Forecast[] forecasts = new Forecast[series.size()];
    BacktestPaths[] published = new BacktestPaths[series.size()];
    Map<String, Integer> places = new HashMap<>();
    for (int node = 0; node < forecasts.length; node++) {
      int place = totals.order().get(node);
      forecasts[place] = nodes.forecasts().get(node);
      published[place] = nodes.published().get(node);
      places.put(series.get(place).id(), place);
    }
    List<ForecastAccuracy> accuracies = new ArrayList<>(nodes.accuracies());
    accuracies.sort(
        Comparator.comparing((ForecastAccuracy one) -> places.getOrDefault(one.seriesId(), 0)));
    return new DemandForecasts(List.of(forecasts), accuracies, nodes.overall(), List.of(published));
  }
}
