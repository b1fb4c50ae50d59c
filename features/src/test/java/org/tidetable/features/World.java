package org.tidetable.features;

import static org.apache.spark.sql.functions.lit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.features.frame.PersonFrames;
import org.tidetable.features.frame.PersonFrames.Making;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.history.IndexDates;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.problem.RiskProblem.TargetCohort;
import org.tidetable.models.vocabulary.Sector;

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

  /** All features of everybody at one index date, by name; records begin in 2000. */
  public List<Map<String, Float>> features(
      Dataset<Row> people, Dataset<Row> events, String date, int lookbackDays) {
    LocalDate day = LocalDate.parse(date);
    Map<Sector, LocalDate> since = new EnumMap<>(Sector.class);
    Arrays.stream(Sector.values()).forEach(sector -> since.put(sector, LocalDate.of(2000, 1, 1)));
    return features(people, events, day, new Making(FeatureCatalogue.all(), since, lookbackDays));
  }

  /** The features of everybody that are not 0, by name, in the order of person_id. */
  public List<Map<String, Float>> features(
      Dataset<Row> people, Dataset<Row> events, LocalDate day, Making making) {
    Dataset<Row> residents =
        IndexDates.residents(people, List.of(day)).withColumn(PersonFrames.WANTED, lit(true));
    PersonFrames.Frame frame = PersonFrames.of(residents, events, day, making);
    List<Row> rows = new ArrayList<>(Rows.small(frame.rows()));
    frame.release();
    rows.sort(Comparator.comparingLong(row -> row.getLong(0)));
    List<Map<String, Float>> all = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Float> named = new TreeMap<>();
      ByteBuffer packed = ByteBuffer.wrap(row.getAs(2)).order(ByteOrder.LITTLE_ENDIAN);
      while (packed.hasRemaining()) {
        int column = Short.toUnsignedInt(packed.getShort());
        named.put(making.features().get(column).name(), packed.getFloat());
      }
      all.add(named);
    }
    return all;
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
