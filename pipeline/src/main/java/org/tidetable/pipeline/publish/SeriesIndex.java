package org.tidetable.pipeline.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.tidetable.features.series.DemandSeries;

/** Series of a demand by their id. */
final class SeriesIndex {
  private final Map<String, Row> byId = new HashMap<>();

  SeriesIndex(List<Row> series) {
    series.forEach(row -> byId.put(row.getAs(DemandSeries.SERIES_ID), row));
  }

  Row of(String id) {
    return Objects.requireNonNull(byId.get(id));
  }
}
