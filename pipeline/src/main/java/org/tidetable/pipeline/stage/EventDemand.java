package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trunc;

import java.sql.Date;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.export.disclosure.LeafCube;
import org.tidetable.export.disclosure.ProtectedCounts;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.source.EventsMapping;

/**
 * Demand counted from people's events. The counts are protected before anything is made of them, so
 * that series, forecasts and their accuracy tell no more than the protected counts do.
 */
final class EventDemand {
  /** The area that stands for all areas of the people. */
  static final String ALL_AREAS = "all-areas";

  private static final StructType COUNTS =
      new StructType()
          .add(StoreSchema.AREA_CODE, DataTypes.StringType, false)
          .add(StoreSchema.AREA_NAME, DataTypes.StringType)
          .add(StoreSchema.AREA_LEVEL, DataTypes.StringType, false)
          .add(StoreSchema.KIND, DataTypes.StringType, false)
          .add(StoreSchema.AGE_GROUP, DataTypes.StringType, false)
          .add(StoreSchema.CATEGORY, DataTypes.StringType, false)
          .add(StoreSchema.PERIOD_START, DataTypes.DateType, false)
          .add(StoreSchema.VALUE, DataTypes.DoubleType)
          .add(StoreSchema.MISSING_REASON, DataTypes.StringType);

  private EventDemand() {}

  /** The word under which the gate knows the counts of a demand. */
  static String counted(Configuration.Demand demand) {
    return demand.problem().kind().code();
  }

  /** Protected counts by area and period, and their totals. */
  static Dataset<Row> counts(Run run, Configuration.Demand demand) {
    LeafCube cube = cube(run, demand);
    ProtectedCounts counts = Protection.gate(run.configuration()).protect(cube);
    return run.spark().createDataFrame(rows(demand, cube, counts), COUNTS);
  }

  /** A row for every place of the cube and every period of the total: what is not there is 0. */
  static List<Row> rows(Configuration.Demand demand, LeafCube cube, ProtectedCounts counts) {
    Map<List<String>, Long> byArea =
        counts.totalsBy(List.of(StoreSchema.AREA_CODE, StoreSchema.PERIOD_START));
    Map<List<String>, Long> together = counts.totalsBy(List.of(StoreSchema.PERIOD_START));
    List<Row> rows = new ArrayList<>();
    TreeSet<String> periods = new TreeSet<>();
    for (List<String> place : cube.counts().keySet()) {
      periods.add(place.get(1));
      rows.add(row(demand, place.get(0), "area", place.get(1), byArea.getOrDefault(place, 0L)));
    }
    for (String period : periods) {
      long n = together.getOrDefault(List.of(period), 0L);
      rows.add(row(demand, ALL_AREAS, "nation", period, n));
    }
    return rows;
  }

  private static Row row(
      Configuration.Demand demand, String area, String level, String day, long n) {
    return RowFactory.create(
        area,
        null,
        level,
        demand.problem().kind().code(),
        StoreSchema.ALL,
        StoreSchema.ALL,
        Date.valueOf(LocalDate.parse(day)),
        (double) n,
        null);
  }

  /** Events by area and whole settled period; a period without events holds a true zero. */
  private static LeafCube cube(Run run, Configuration.Demand demand) {
    Coverage coverage = Coverage.read(run);
    Grain grain = demand.problem().grain();
    Dataset<Row> counted =
        run.folder()
            .read(run.spark(), run.folder().store().resolve("events"), StoreSchema.EVENTS)
            .filter(col(StoreSchema.KIND).equalTo(demand.problem().kind().code()))
            .filter(col(StoreSchema.KNOWN_DATE).lt(Date.valueOf(coverage.asOf())))
            .filter(col(StoreSchema.AREA_CODE).isNotNull())
            .groupBy(col(StoreSchema.AREA_CODE), startOf(grain).as(StoreSchema.PERIOD_START))
            .agg(count(lit(1)).as("n"));
    Map<List<String>, Long> found = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    TreeSet<String> areas = new TreeSet<>();
    for (Row row : Rows.small(counted)) {
      areas.add(row.getString(0));
      found.put(List.of(row.getString(0), row.getDate(1).toString()), row.getLong(2));
    }
    SortedMap<List<String>, Long> places =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    LocalDate settled = coverage.asOf().minusDays(settlingDays(run, demand));
    // Other sources may reach further back: before its own first event a kind is not known to be
    // none.
    LocalDate firstDay =
        found.keySet().stream()
            .map(place -> LocalDate.parse(place.get(1)))
            .min(LocalDate::compareTo)
            .filter(first -> first.isAfter(coverage.firstDay()))
            .orElse(coverage.firstDay());
    LocalDateTime period = grain.startOf(firstDay.atStartOfDay());
    if (period.toLocalDate().isBefore(firstDay)) {
      period = grain.plus(period, 1);
    }
    while (!grain.plus(period, 1).toLocalDate().isAfter(settled)) {
      for (String area : areas) {
        List<String> place = List.of(area, period.toLocalDate().toString());
        places.put(place, found.getOrDefault(place, 0L));
      }
      period = grain.plus(period, 1);
    }
    return new LeafCube(
        counted(demand), List.of(StoreSchema.AREA_CODE, StoreSchema.PERIOD_START), places);
  }

  /** The first day of the period of an event; the truncation knows no day. */
  private static Column startOf(Grain grain) {
    Column day = col(StoreSchema.START_DATE);
    return grain == Grain.DAY ? day : to_date(trunc(day, grain.code()));
  }

  /** Days until the rows of a kind are all in: the longest that its sources declare. */
  private static int settlingDays(Run run, Configuration.Demand demand) {
    int days = 0;
    for (Configuration.Source source : run.configuration().sources()) {
      EventsMapping events = source.mapping().events();
      if (events != null
          && events.possibleKinds().contains(demand.problem().kind())
          && events.lateAfterDays() != null) {
        days = Math.max(days, events.lateAfterDays());
      }
    }
    return days;
  }
}
