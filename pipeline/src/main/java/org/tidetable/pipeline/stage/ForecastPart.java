package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.series.DemandSeries;

/**
 * What the forecasts of all demands leave between the stages, one folder for each part: a demand's
 * own would be many small ones, and each costs the engine as much as a large one.
 */
enum ForecastPart {
  /** By series and horizon. */
  FORECASTS,
  /** By series, kind of year and year. */
  YEARS,
  /** What is unusual in the series. */
  NOTES,
  /** Why the forecasts are what they are. */
  EXPLANATIONS,
  /** The held-out scores: of all series of a demand under a blank id, then of each. */
  ACCURACY,
  /** By how much ranges were multiplied since earlier ones met what came, by level. */
  RANGES;

  private static final String DEMAND = "demand";

  private StructType schema() {
    StructType own =
        switch (this) {
          case FORECASTS -> ForecastStore.FORECASTS;
          case YEARS -> YearStore.YEARS;
          case NOTES -> NoteStore.NOTES;
          case EXPLANATIONS -> ExplanationStore.EXPLANATIONS;
          case ACCURACY -> AccuracyStore.ACCURACY;
          case RANGES -> RangeStore.RANGES;
        };
    StructType columns = new StructType().add(DEMAND, DataTypes.StringType, false);
    for (StructField field : own.fields()) {
      columns = columns.add(field);
    }
    return columns;
  }

  /** What the rows are sorted by. */
  private String[] order() {
    return switch (this) {
      case FORECASTS -> new String[] {DemandSeries.SERIES_ID, "horizon"};
      case YEARS -> new String[] {DemandSeries.SERIES_ID, "year_kind", "year"};
      case NOTES -> new String[] {DemandSeries.SERIES_ID, "period_start", "note"};
      case EXPLANATIONS -> new String[] {DemandSeries.SERIES_ID, "part"};
      case ACCURACY -> new String[] {DemandSeries.SERIES_ID, "part_kind", "part", "method"};
      case RANGES -> new String[] {"level"};
    };
  }

  private Path folder(Run run) {
    return run.folder().forecasts().resolve(name().toLowerCase(Locale.ROOT));
  }

  /** Writes the rows of all demands, by the demand's name. */
  void write(Run run, Map<String, List<Row>> rows) {
    List<Row> all = new ArrayList<>();
    rows.forEach((demand, own) -> own.forEach(row -> all.add(of(demand, row))));
    run.folder().write(run.spark().createDataFrame(all, schema()).coalesce(1), folder(run));
  }

  private static Row of(String demand, Row row) {
    Object[] cells = new Object[row.size() + 1];
    cells[0] = demand;
    for (int at = 0; at < row.size(); at++) {
      cells[at + 1] = row.get(at);
    }
    return RowFactory.create(cells);
  }

  /** The rows of all demands in their order, by the demand's name. */
  Map<String, List<Row>> read(Run run) {
    Map<String, List<Row>> rows = new HashMap<>();
    for (Row row :
        Rows.sorted(run.folder().read(run.spark(), folder(run), schema()), DEMAND, order())) {
      rows.computeIfAbsent(row.getString(0), any -> new ArrayList<>()).add(row);
    }
    return rows;
  }
}
