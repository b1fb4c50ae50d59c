package org.tidetable.pipeline.stage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.forecast.SeriesParts;
import org.tidetable.pipeline.merge.Area;

/**
 * What a run knows of the series of a demand: the level of the area, the area or provider itself
 * and those above it by their levels, the age group and the category.
 */
final class PartsOfDemand {
  private PartsOfDemand() {}

  /**
   * The parts of each series.
   *
   * @param rows one for each series
   * @param areas with the areas above them; those above may be missing
   */
  static SeriesParts of(List<Row> rows, List<Area> areas) {
    Map<String, Area> known =
        areas.stream().collect(Collectors.toMap(Area::code, Function.identity(), (a, b) -> a));
    Map<String, Map<String, String>> parts = new HashMap<>();
    for (Row row : rows) {
      String area = row.getAs(StoreSchema.AREA_CODE);
      Map<String, String> of = new HashMap<>();
      String level = row.getAs(StoreSchema.AREA_LEVEL);
      of.put(StoreSchema.AREA_LEVEL, level);
      of.put(level, area);
      of.put(StoreSchema.AGE_GROUP, row.getAs(StoreSchema.AGE_GROUP));
      of.put(StoreSchema.CATEGORY, row.getAs(StoreSchema.CATEGORY));
      String code = area;
      for (int steps = 0; steps < known.size(); steps++) {
        Area one = known.get(code);
        if (one == null) {
          break;
        }
        of.putIfAbsent(one.level(), one.code());
        code = one.parent();
      }
      parts.put(row.getAs(DemandSeries.SERIES_ID), of);
    }
    return new SeriesParts(parts);
  }
}
