package org.tidetable.features;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.history.IndexDates;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.problem.RiskProblem.TargetCohort;

/**
 * Little worlds written as tables: a heading, cells between bars. A column that a table leaves out,
 * and a blank cell, have the value that a test need not speak of.
 */
public record World(SparkSession spark) {
  private static final int LETTERS_AND_DIGITS = 36;

  /** Everybody, of any age. */
  public static final TargetCohort EVERYBODY =
      new TargetCohort("everybody", 0, 120, List.of(), "everybody");

  /** The person_id of somebody with that name. */
  public static long id(String name) {
    return Long.parseLong(name, LETTERS_AND_DIGITS);
  }

  /** The name of the person with that person_id. */
  public static String name(long id) {
    return Long.toString(id, LETTERS_AND_DIGITS);
  }

  /** People born in 1950 who have lived here since 1990. */
  public Dataset<Row> people(String table) {
    return table(
        StoreSchema.PEOPLE,
        Map.of("birth_month", "1950-01-01", "valid_from", "1990-01-01", "area_code", "A1"),
        table);
  }

  /** Events of quantity 1, known on the day they start. */
  public Dataset<Row> events(String table) {
    return table(
        StoreSchema.EVENTS,
        Map.of("sector", "health", "quantity", "1", "source", "test", "source_row", "1"),
        table);
  }

  /** Monthly counts of everybody in an area. */
  public Dataset<Row> counts(String table) {
    return table(
        StoreSchema.COUNTS,
        Map.of(
            "source", "test",
            "kind", "emergency_attendance",
            "grain", "month",
            "area_level", "area",
            "age_group", "all",
            "category", "all",
            "fate", "used"),
        table);
  }

  /** Which area lies in which. */
  public Dataset<Row> parents(String table) {
    return table(
        new StructType()
            .add("area_code", DataTypes.StringType)
            .add("parent_code", DataTypes.StringType),
        Map.of(),
        table);
  }

  /** Those people at one index date. */
  public Dataset<Row> index(Dataset<Row> people, String date) {
    return IndexDates.select(
        people, events("person_id | kind"), EVERYBODY, List.of(LocalDate.parse(date)));
  }

  private Dataset<Row> table(StructType schema, Map<String, String> usual, String table) {
    List<String> lines = table.strip().lines().toList();
    List<String> heading = cells(lines.get(0));
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      Map<String, String> written = new HashMap<>(usual);
      List<String> cells = cells(line);
      for (int i = 0; i < heading.size(); i++) {
        if (i < cells.size() && !cells.get(i).isEmpty()) {
          written.put(heading.get(i), cells.get(i));
        }
      }
      if (written.containsKey("start_date")) {
        written.putIfAbsent("known_date", written.get("start_date"));
      }
      rows.add(
          RowFactory.create(
              Arrays.stream(schema.fields())
                  .map(field -> value(field, written.get(field.name())))
                  .toArray()));
    }
    StructType lenient = new StructType();
    for (StructField field : schema.fields()) {
      lenient = lenient.add(field.name(), field.dataType(), true);
    }
    return spark.createDataFrame(rows, lenient);
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
  }

  private static @Nullable Object value(StructField field, @Nullable String cell) {
    if (cell == null) {
      return null;
    }
    if (field.name().equals("person_id")) {
      return id(cell);
    }
    return switch (field.dataType().typeName().toLowerCase(Locale.ROOT)) {
      case "long" -> Long.valueOf(cell);
      case "integer" -> Integer.valueOf(cell);
      case "double" -> Double.valueOf(cell);
      case "date" -> Date.valueOf(cell);
      case "boolean" -> Boolean.valueOf(cell);
      default -> cell;
    };
  }
}
