package org.tidetable.features.frame;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.models.vocabulary.EventKind;

/** People at index dates with their own numbers, and what of them concerns household and area. */
final class Measured {
  static final int PERSON = 0;
  static final int INDEX_DAY = 1;
  static final int HOUSEHOLD = 2;
  static final int AREA = 3;
  static final int WANTED = 4;
  static final int AGE = 5;
  static final int OWN = 6;
  static final int SHARED = 7;
  static final int LOOKED_AFTER = 8;

  static final StructType SCHEMA =
      new StructType()
          .add("person_id", DataTypes.LongType, false)
          .add("index_day", DataTypes.IntegerType, false)
          .add("household_id", DataTypes.StringType)
          .add("area_code", DataTypes.StringType)
          .add("wanted", DataTypes.BooleanType, false)
          .add("age", DataTypes.IntegerType, false)
          .add("own", DataTypes.BinaryType, false)
          .add("shared", DataTypes.BinaryType, false)
          .add(LookedAfter.COLUMN, DataTypes.StringType, false);

  private static final StructType SUMS =
      new StructType()
          .add("place", DataTypes.StringType, false)
          .add("people", DataTypes.LongType, false)
          .add("thousandths", DataTypes.BinaryType, false);
  private static final int KINDS = EventKind.values().length;
  private static final int THOUSAND = 1000;

  private Measured() {}

  /** The area and index date of a row; blank where the area is not known. */
  static String place(Row row) {
    return row.isNullAt(AREA) ? "" : row.getString(AREA) + " " + row.getInt(INDEX_DAY);
  }

  /** The index date of a place. */
  private static String day(String place) {
    return place.substring(place.indexOf(' ') + 1);
  }

  /**
   * For each area and index date the quantity of each kind for each resident in the year before, as
   * a percentage of that of all areas on that date: so it means the same on each.
   */
  static Map<String, float[]> areaRates(Dataset<Row> measured) {
    Map<String, Sums> places = new TreeMap<>();
    Map<String, Sums> days = new TreeMap<>();
    for (Row part : Rows.small(measured.mapPartitions(Measured::sums, Encoders.row(SUMS)))) {
      String place = part.getString(0);
      for (Sums sums :
          List.of(
              places.computeIfAbsent(place, any -> new Sums()),
              days.computeIfAbsent(day(place), any -> new Sums()))) {
        sums.add(part.getLong(1), ByteBuffer.wrap(part.getAs(2)));
      }
    }
    places.remove("");
    Map<String, float[]> rates = new HashMap<>();
    places.forEach(
        (place, sums) -> rates.put(place, sums.percentOf(days.getOrDefault(day(place), sums))));
    return rates;
  }

  private static Iterator<Row> sums(Iterator<Row> rows) {
    Map<String, Sums> places = new TreeMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      places.computeIfAbsent(place(row), any -> new Sums()).add(row.getAs(SHARED));
    }
    List<Row> parts = new ArrayList<>();
    places.forEach(
        (place, sums) -> parts.add(RowFactory.create(place, sums.people, sums.packed())));
    return parts.iterator();
  }

  private static final class Sums implements Serializable {
    private static final long serialVersionUID = 1L;

    private long people;
    private final long[] thousandths = new long[KINDS];

    void add(byte[] shared) {
      people++;
      ByteBuffer bytes = SparseRow.read(shared);
      while (bytes.hasRemaining()) {
        int kind = SparseRow.column(bytes) - KINDS;
        long amount = Math.round((double) bytes.getFloat() * THOUSAND);
        if (kind >= 0) {
          thousandths[kind] += amount;
        }
      }
    }

    void add(long more, ByteBuffer packed) {
      people += more;
      for (int kind = 0; kind < KINDS; kind++) {
        thousandths[kind] += packed.getLong();
      }
    }

    byte[] packed() {
      ByteBuffer bytes = ByteBuffer.allocate(KINDS * Long.BYTES);
      for (long sum : thousandths) {
        bytes.putLong(sum);
      }
      return bytes.array();
    }

    /** The amount a person against theirs; 0 where nobody has any. */
    float[] percentOf(Sums all) {
      float[] rates = new float[KINDS];
      for (int kind = 0; kind < KINDS; kind++) {
        double theirs = (double) all.thousandths[kind] / all.people;
        rates[kind] = theirs > 0 ? (float) (100.0 * thousandths[kind] / people / theirs) : 0;
      }
      return rates;
    }
  }
}
