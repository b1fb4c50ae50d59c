package org.tidetable.features.frame;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.trunc;
import static org.tidetable.features.store.StoreSchema.KIND;
import static org.tidetable.features.store.StoreSchema.KNOWN_DATE;
import static org.tidetable.features.store.StoreSchema.START_DATE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Sector;

/**
 * What the records themselves tell of when they begin and how late facts come.
 *
 * @param collectedFrom for each sector the first month that has as much as a hundredth of the
 *     events of its usual month; a few stray old ones are no records
 * @param settled for each kind the day until which nearly all facts have become known
 */
public record EventFacts(Map<Sector, LocalDate> collectedFrom, Map<EventKind, LocalDate> settled) {
  private static final double STRAY = 0.01;
  private static final double NEARLY_ALL = 0.99;
  private static final int LATEST = 400;

  public EventFacts {
    collectedFrom = Map.copyOf(collectedFrom);
    settled = Map.copyOf(settled);
  }

  /** The facts of the store's events, in one aggregation. */
  public static EventFacts of(Dataset<Row> events) {
    Map<Sector, TreeMap<LocalDate, Long>> months = new EnumMap<>(Sector.class);
    Map<EventKind, long[]> delays = new EnumMap<>(EventKind.class);
    Map<EventKind, LocalDate> latest = new EnumMap<>(EventKind.class);
    for (Row row : Rows.small(counted(events))) {
      EventKind kind = EventKind.ofCode(row.getString(0));
      long rows = row.getLong(3);
      months
          .computeIfAbsent(kind.sector(), sector -> new TreeMap<>())
          .merge(row.getDate(1).toLocalDate(), rows, Long::sum);
      delays.computeIfAbsent(kind, any -> new long[LATEST + 1])[row.getInt(2)] += rows;
      latest.merge(kind, row.getDate(4).toLocalDate(), (a, b) -> a.isAfter(b) ? a : b);
    }
    Map<Sector, LocalDate> from = new HashMap<>();
    months.forEach((sector, counts) -> from.put(sector, first(counts)));
    Map<EventKind, LocalDate> settled = new HashMap<>();
    latest.forEach(
        (kind, day) ->
            settled.put(kind, day.minusDays(usualDelay(delays.getOrDefault(kind, new long[1])))));
    return new EventFacts(from, settled);
  }

  private static Dataset<Row> counted(Dataset<Row> events) {
    return events
        .groupBy(
            col(KIND),
            trunc(col(START_DATE), "MM").as("month"),
            least(greatest(datediff(col(KNOWN_DATE), col(START_DATE)), lit(0)), lit(LATEST))
                .as("delay"))
        .agg(count(lit(1)).as("events"), max(KNOWN_DATE).as("known"));
  }

  private static LocalDate first(TreeMap<LocalDate, Long> months) {
    List<Long> counts = new ArrayList<>(months.values());
    counts.sort(null);
    double usual = counts.get(counts.size() / 2);
    return months.entrySet().stream()
        .filter(month -> month.getValue() >= STRAY * usual)
        .findFirst()
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  private static int usualDelay(long[] delays) {
    long all = 0;
    for (long count : delays) {
      all += count;
    }
    long soFar = 0;
    for (int days = 0; days < delays.length; days++) {
      soFar += delays[days];
      if (soFar >= NEARLY_ALL * all) {
        return days;
      }
    }
    return delays.length;
  }

  /** How many days before {@code asOf} an outcome window must end for its facts to be known. */
  public int settlingDays(List<EventKind> kinds, LocalDate asOf) {
    long most = 0;
    for (EventKind kind : kinds) {
      LocalDate until = settled.get(kind);
      if (until != null) {
        most = Math.max(most, asOf.toEpochDay() - until.toEpochDay());
      }
    }
    return (int) Math.min(most, LATEST);
  }
}
