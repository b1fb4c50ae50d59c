package org.tidetable.features.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_date;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.cohort.CompiledCohort;
import org.tidetable.models.cohort.Fate;
import org.tidetable.models.cohort.PersonRecord;
import org.tidetable.models.cohort.PersonRecord.Happening;
import org.tidetable.models.cohort.PersonRecord.Span;
import org.tidetable.models.cohort.SourceCoverage;
import org.tidetable.models.cohort.SourceCoverage.Seen;
import org.tidetable.models.vocabulary.EventKind;

/** Judges every person of the store in one pass over the events of each. */
public final class CohortPass {
  private CohortPass() {}

  /** Which days the sources of each kind cover, from the events that they hold. */
  public static SourceCoverage coverage(Dataset<Row> events) {
    List<Seen> seen = new ArrayList<>();
    for (Row row :
        Rows.small(
            events
                .groupBy(StoreSchema.SOURCE, StoreSchema.KIND, StoreSchema.KNOWN_DATE)
                .agg(
                    min(unix_date(col(StoreSchema.START_DATE))),
                    max(unix_date(col(StoreSchema.START_DATE)))))) {
      seen.add(
          new Seen(
              row.getString(0),
              EventKind.ofCode(row.getString(1)),
              (int) row.getDate(2).toLocalDate().toEpochDay(),
              row.getInt(3),
              row.getInt(4)));
    }
    return SourceCoverage.of(seen);
  }

  /**
   * What becomes of everybody on each index date: the rows of {@link CohortSchema#FATES}, in no
   * order. The same rows for any partitioning.
   *
   * @param people the store's people
   * @param events the store's events
   */
  public static Dataset<Row> fates(
      Dataset<Row> people,
      Dataset<Row> events,
      CohortDefinition definition,
      SourceCoverage coverage) {
    Dataset<Row> rows = new PersonRows(CompiledCohort.patterns(definition)).of(people, events);
    MapPartitionsFunction<Row, Row> judge =
        sorted -> {
          CompiledCohort cohort = new CompiledCohort(definition, coverage);
          return new ByPerson(sorted, own -> judged(own, cohort));
        };
    return rows.repartition(col(CohortSchema.PERSON_ID))
        .sortWithinPartitions(CohortSchema.PERSON_ID)
        .mapPartitions(judge, Encoders.row(CohortSchema.FATES));
  }

  private static List<Row> judged(List<Row> rows, CompiledCohort cohort) {
    List<Row> fates = new ArrayList<>();
    person(rows).ifPresent(person -> cohort.fates(person).forEach(fate -> fates.add(row(fate))));
    return fates;
  }

  /** The person of these rows; none where the store has events but no such person. */
  static Optional<PersonRecord> person(List<Row> rows) {
    int birth = 0;
    List<Span> spans = new ArrayList<>();
    List<Happening> happenings = new ArrayList<>();
    for (Row row : rows) {
      if (row.isNullAt(7)) {
        happenings.add(
            new Happening(
                row.getLong(1),
                row.getInt(2),
                row.getInt(3),
                row.getDouble(4),
                row.getInt(5),
                row.getInt(6),
                row.getInt(11)));
      } else {
        birth = row.getInt(7);
        spans.add(
            new Span(
                row.getInt(5),
                row.getInt(6),
                row.getString(8),
                row.getString(9),
                row.getBoolean(10)));
      }
    }
    return spans.isEmpty()
        ? Optional.empty()
        : Optional.of(new PersonRecord(rows.get(0).getLong(0), birth, spans, happenings));
  }

  private static Row row(Fate fate) {
    return RowFactory.create(
        fate.personId(),
        Date.valueOf(LocalDate.ofEpochDay(fate.indexDay())),
        fate.area(),
        fate.age(),
        fate.step(),
        fate.unseen());
  }
}
