package org.tidetable.features.cohort;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.cohort.CodeSet;
import org.tidetable.models.cohort.EventPattern;
import org.tidetable.models.cohort.EventPattern.Reach;
import org.tidetable.models.cohort.PersonRecord;
import org.tidetable.models.vocabulary.EventKind;

/** What the store holds of each person, cut to what the patterns of a cohort ask for. */
final class PersonRows {
  private static final String RECEIVER = "receiver";

  private final List<EventPattern> patterns;

  PersonRows(List<EventPattern> patterns) {
    this.patterns = patterns;
  }

  Dataset<Row> of(Dataset<Row> people, Dataset<Row> events) {
    Dataset<Row> rows = spans(people);
    if (has(Reach.OWN)) {
      rows = rows.union(own(events));
    }
    return has(Reach.HOUSEHOLD) ? rows.union(household(people, events)) : rows;
  }

  private boolean has(Reach reach) {
    return patterns.stream().anyMatch(pattern -> pattern.reach() == reach);
  }

  private static Dataset<Row> spans(Dataset<Row> people) {
    Column to = unix_date(col(StoreSchema.VALID_TO));
    return shaped(
        people,
        List.of(
            col(StoreSchema.PERSON_ID),
            lit(0L),
            lit(0),
            lit(0),
            lit(0.0),
            unix_date(col(StoreSchema.VALID_FROM)),
            coalesce(to, lit(PersonRecord.OPEN)),
            unix_date(col(StoreSchema.BIRTH_MONTH)),
            coalesce(col(StoreSchema.SEX), lit("")),
            coalesce(col(StoreSchema.AREA_CODE), lit("")),
            coalesce(col(StoreSchema.END_REASON).equalTo(StoreSchema.DIED), lit(false)),
            lit(null)));
  }

  private Dataset<Row> own(Dataset<Row> events) {
    Dataset<Row> asked = asked(events, Reach.OWN);
    return shaped(
        asked,
        happening(col(StoreSchema.PERSON_ID), lit(Integer.MIN_VALUE), lit(PersonRecord.OPEN)));
  }

  /** Events of the others, with the days on which they and the person shared a household. */
  private Dataset<Row> household(Dataset<Row> people, Dataset<Row> events) {
    Dataset<Row> spans =
        people
            .filter(col(StoreSchema.HOUSEHOLD_ID).isNotNull())
            .select(
                col(StoreSchema.HOUSEHOLD_ID),
                col(StoreSchema.PERSON_ID),
                unix_date(col(StoreSchema.VALID_FROM)).as(CohortSchema.FROM),
                coalesce(unix_date(col(StoreSchema.VALID_TO)), lit(PersonRecord.OPEN))
                    .as(CohortSchema.TO));
    Dataset<Row> receivers =
        spans.select(
            col(StoreSchema.HOUSEHOLD_ID),
            col(StoreSchema.PERSON_ID).as(RECEIVER),
            col(CohortSchema.FROM).as("since"),
            col(CohortSchema.TO).as("until"));
    Column from = greatest(col(CohortSchema.FROM), col("since"));
    Column to = least(col(CohortSchema.TO), col("until"));
    Dataset<Row> together =
        spans
            .join(receivers, StoreSchema.HOUSEHOLD_ID)
            .filter(col(StoreSchema.PERSON_ID).notEqual(col(RECEIVER)).and(from.lt(to)))
            .select(
                col(StoreSchema.PERSON_ID),
                col(RECEIVER),
                from.as(CohortSchema.FROM),
                to.as(CohortSchema.TO));
    Dataset<Row> theirs = asked(events, Reach.HOUSEHOLD).join(together, StoreSchema.PERSON_ID);
    return shaped(theirs, happening(col(RECEIVER), col(CohortSchema.FROM), col(CohortSchema.TO)));
  }

  private static List<Column> happening(Column person, Column from, Column to) {
    return List.of(
        person,
        col(CohortSchema.PATTERNS),
        unix_date(col(StoreSchema.START_DATE)),
        unix_date(col(StoreSchema.KNOWN_DATE)),
        col(StoreSchema.QUANTITY),
        from,
        to,
        lit(null),
        lit(null),
        lit(null),
        lit(null),
        coalesce(unix_date(col(StoreSchema.END_DATE)), lit(PersonRecord.OPEN)));
  }

  private static Dataset<Row> shaped(Dataset<Row> rows, List<Column> values) {
    StructField[] fields = CohortSchema.PERSON_ROWS.fields();
    Column[] columns =
        IntStream.range(0, fields.length)
            .mapToObj(
                place -> values.get(place).cast(fields[place].dataType()).as(fields[place].name()))
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  /** Events of some pattern of that reach, with the bits of their patterns. */
  private Dataset<Row> asked(Dataset<Row> events, Reach reach) {
    List<EventPattern> own = patterns.stream().filter(each -> each.reach() == reach).toList();
    Object[] kinds =
        own.stream()
            .map(EventPattern::kinds)
            .flatMap(Collection::stream)
            .distinct()
            .map(EventKind::code)
            .toArray();
    Column bits = lit(0L);
    for (EventPattern pattern : own) {
      long bit = 1L << patterns.indexOf(pattern);
      bits = bits.bitwiseOR(when(is(pattern), lit(bit)).otherwise(lit(0L)));
    }
    List<Column> kept = new ArrayList<>();
    Stream.of(
            StoreSchema.PERSON_ID,
            StoreSchema.START_DATE,
            StoreSchema.KNOWN_DATE,
            StoreSchema.END_DATE,
            StoreSchema.QUANTITY)
        .forEach(name -> kept.add(col(name)));
    kept.add(bits.cast(DataTypes.LongType).as(CohortSchema.PATTERNS));
    return events
        .filter(col(StoreSchema.KIND).isin(kinds))
        .select(kept.toArray(Column[]::new))
        .filter(col(CohortSchema.PATTERNS).notEqual(0L));
  }

  private static Column is(EventPattern pattern) {
    Column is = col(StoreSchema.KIND).isin(pattern.kinds().stream().map(EventKind::code).toArray());
    for (CodeSet codes : pattern.codes()) {
      is = is.and(col(codes.column()).isin(codes.codes().toArray()));
    }
    return is;
  }
}
