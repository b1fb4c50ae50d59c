package org.tidetable.pipeline.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.merge.Area;

/** Which series of a demand the others are parts of. */
final class Parents {
  private final Map<List<String>, Integer> places = new HashMap<>();
  private final Map<String, String> above = new HashMap<>();

  private Parents(List<Row> rows, List<Area> areas) {
    for (int index = 0; index < rows.size(); index++) {
      Row row = rows.get(index);
      places.put(
          List.of(
              row.getAs(StoreSchema.AREA_CODE),
              row.getAs(StoreSchema.AGE_GROUP),
              row.getAs(StoreSchema.CATEGORY)),
          index);
    }
    areas.forEach(area -> above.put(area.code(), area.parent()));
  }

  /**
   * For each series the places of those that it is a part of, the nearest first: the same age group
   * and category in the areas above, then all of them together in the area itself.
   */
  static List<List<Integer>> of(List<Row> rows, List<Area> areas) {
    Parents parents = new Parents(rows, areas);
    return rows.stream().map(parents::of).toList();
  }

  private List<Integer> of(Row row) {
    String area = row.getAs(StoreSchema.AREA_CODE);
    String age = row.getAs(StoreSchema.AGE_GROUP);
    String category = row.getAs(StoreSchema.CATEGORY);
    List<Integer> found = new ArrayList<>();
    String higher = above.getOrDefault(area, "");
    for (int steps = 0; steps < above.size() && !higher.isEmpty(); steps++) {
      add(found, higher, age, category);
      higher = above.getOrDefault(higher, "");
    }
    if (!category.equals(StoreSchema.ALL)) {
      add(found, area, age, StoreSchema.ALL);
    }
    if (!age.equals(StoreSchema.ALL)) {
      add(found, area, StoreSchema.ALL, category);
    }
    return found;
  }

  private void add(List<Integer> found, String area, String age, String category) {
    Integer place = places.get(List.of(area, age, category));
    if (place != null) {
      found.add(place);
    }
  }
}
