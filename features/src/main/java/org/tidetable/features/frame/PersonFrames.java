package org.tidetable.features.frame;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.tidetable.features.history.IndexDates.INDEX_DATE;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.feature.Feature;
import org.tidetable.features.feature.Feature.Basis;

/** One row for each person and index date with all features: one aggregation, one join. */
public final class PersonFrames {
  private PersonFrames() {}

  /**
   * The frame.
   *
   * @param index people with index date, attributes and outcome
   * @param history what was known of them before the index date
   */
  public static Dataset<Row> of(Dataset<Row> index, Dataset<Row> history, List<Feature> features) {
    List<Feature> aggregated =
        features.stream().filter(feature -> feature.basis() == Basis.HISTORY).toList();
    List<Column> aggregates = new ArrayList<>();
    aggregated.forEach(feature -> aggregates.add(feature.column().as(feature.name())));
    Dataset<Row> summed =
        history
            .groupBy(PERSON_ID, INDEX_DATE)
            .agg(
                aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new));
    Dataset<Row> joined =
        index.join(
            summed,
            scala.jdk.javaapi.CollectionConverters.asScala(List.of(PERSON_ID, INDEX_DATE)).toSeq(),
            "left");
    Row without = withoutHistory(index, aggregates);
    List<Column> columns = new ArrayList<>();
    for (String attribute : index.columns()) {
      columns.add(col(attribute));
    }
    for (int i = 0; i < aggregated.size(); i++) {
      String name = aggregated.get(i).name();
      columns.add(coalesce(col(name), functions.lit(without.getDouble(i))).as(name));
    }
    for (Feature feature : features) {
      if (feature.basis() == Basis.PERSON) {
        columns.add(feature.column().as(feature.name()));
      }
    }
    return joined.select(columns.toArray(Column[]::new));
  }

  // Someone without any event still has features: what each aggregate says of an empty history.
  private static Row withoutHistory(Dataset<Row> index, List<Column> aggregates) {
    StructType none =
        new StructType()
            .add("days_before", "int")
            .add("scope", "string")
            .add("kind", "string")
            .add("quantity", "double");
    return index
        .sparkSession()
        .createDataFrame(List.of(RowFactory.create(null, null, null, null)), none)
        .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
        .first();
  }
}
