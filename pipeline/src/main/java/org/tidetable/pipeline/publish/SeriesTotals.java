package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.merge.Area;

/** Which series of a demand hold which others: those of areas above, and of all ages and parts. */
public final class SeriesTotals {
  private final Map<String, Row> byId = new HashMap<>();
  private final Map<String, List<Row>> byArea = new HashMap<>();
  private final Map<String, String> parents = new HashMap<>();

  public SeriesTotals(List<Row> series, List<Area> areas) {
    for (Row row : series) {
      byId.put(row.getAs(DemandSeries.SERIES_ID), row);
      byArea.computeIfAbsent(row.getAs(StoreSchema.AREA_CODE), any -> new ArrayList<>()).add(row);
    }
    areas.forEach(area -> parents.put(area.code(), area.parent()));
  }

  /** The series that hold that one, nearest first; itself left out. */
  public List<String> above(String seriesId) {
    List<String> above = new ArrayList<>();
    Row part = byId.get(seriesId);
    if (part == null) {
      return above;
    }
    Set<String> seen = new HashSet<>();
    String area = part.getAs(StoreSchema.AREA_CODE);
    // A lookup that leads in a circle ends where it began.
    while (!area.isEmpty() && seen.add(area)) {
      for (Row row : byArea.getOrDefault(area, List.of())) {
        String id = row.getAs(DemandSeries.SERIES_ID);
        if (!id.equals(seriesId)
            && holds(row, part, StoreSchema.AGE_GROUP)
            && holds(row, part, StoreSchema.CATEGORY)) {
          above.add(id);
        }
      }
      area = parents.getOrDefault(area, "");
    }
    return above;
  }

  private static boolean holds(Row whole, Row part, String column) {
    String text = whole.getAs(column);
    return text.equals(StoreSchema.ALL) || text.equals(part.<String>getAs(column));
  }
}
