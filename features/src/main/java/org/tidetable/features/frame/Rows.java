package org.tidetable.features.frame;

import static org.tidetable.features.history.IndexDates.INDEX_DATE;
import static org.tidetable.features.history.OutcomeLabels.OUTCOME;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;

import java.sql.Date;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tidetable.features.history.IndexDates;
import org.tidetable.features.history.StayWeights;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.vocabulary.Grain;

/** Rows to values of the models: the only place. */
public final class Rows {
  private Rows() {}

  /**
   * One row of a frame of people, without its features.
   *
   * @param lookedAfter empty where people of the frame are not told apart by it
   * @param outcome empty where the outcome is not known
   * @param weight for how many people this one stands, as some went out of view: 1 or more
   */
  public record Subject(
      long personId,
      LocalDate indexDate,
      int age,
      String sex,
      String ethnicGroup,
      String areaCode,
      int deprivationDecile,
      Optional<LookedAfter> lookedAfter,
      Optional<Boolean> outcome,
      double weight) {}

  /** Subjects and their features, row by row, sorted by index date and person. */
  public record PersonFrame(List<Subject> subjects, FeatureMatrix matrix) {
    public PersonFrame {
      subjects = List.copyOf(subjects);
    }

    /** The rows of one kind, in the same order. */
    public PersonFrame where(java.util.function.Predicate<Subject> wanted) {
      int[] rows =
          java.util.stream.IntStream.range(0, subjects.size())
              .filter(row -> wanted.test(subjects.get(row)))
              .toArray();
      return new PersonFrame(
          Arrays.stream(rows).mapToObj(subjects::get).toList(), matrix.select(rows));
    }
  }

  /**
   * A frame brought to the driver, sorted by index date and person. Columns that hold a number in
   * fewer than {@code least} rows, and copies of an earlier column, are left out.
   *
   * @param frame has {@link PersonFrames#FEATURES} beside the columns of a subject
   * @param columns the names of the features by their place: {@code place}, {@code feature}
   */
  public static PersonFrame personFrame(Dataset<Row> frame, Dataset<Row> columns, int least) {
    List<String> names = names(columns);
    List<Row> rows = new ArrayList<>(small(frame));
    rows.sort(
        Comparator.comparing((Row row) -> row.<Date>getAs(INDEX_DATE))
            .thenComparing(row -> row.<Long>getAs(PERSON_ID)));
    List<Subject> subjects = new ArrayList<>(rows.size());
    List<byte[]> packed = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      subjects.add(subject(rows.get(row)));
      packed.add(rows.get(row).getAs(PersonFrames.FEATURES));
      rows.set(row, RowFactory.create());
    }
    return new PersonFrame(subjects, PackedRows.matrix(packed, names, least));
  }

  /** The names of features by their place, from {@code place}, {@code feature}. */
  public static List<String> names(Dataset<Row> columns) {
    return sorted(columns, "place").stream().map(row -> row.<String>getAs("feature")).toList();
  }

  /** The rows of a result that is known to be small: counts, accounts, series. */
  public static List<Row> small(Dataset<Row> rows) {
    return rows.collectAsList();
  }

  /**
   * The same in the order of some columns. One task sorts: an exchange between several would look
   * at the rows once more to divide them.
   */
  public static List<Row> sorted(Dataset<Row> rows, String first, String... then) {
    return small(rows.coalesce(1).sortWithinPartitions(first, then));
  }

  /** A row of a frame without its features. */
  static Subject subject(Row row) {
    Boolean outcome = row.getAs(OUTCOME);
    Integer decile = row.getAs(StoreSchema.DEPRIVATION_DECILE);
    String lookedAfter = row.getAs(LookedAfter.COLUMN);
    return new Subject(
        row.<Long>getAs(PERSON_ID),
        row.<Date>getAs(INDEX_DATE).toLocalDate(),
        row.<Integer>getAs(IndexDates.AGE),
        text(row, StoreSchema.SEX),
        text(row, StoreSchema.ETHNIC_GROUP),
        text(row, StoreSchema.AREA_CODE),
        decile == null ? 0 : decile,
        Optional.ofNullable(lookedAfter).map(LookedAfter::of),
        Optional.ofNullable(outcome),
        row.<Double>getAs(StayWeights.WEIGHT));
  }

  private static String text(Row row, String column) {
    String value = row.getAs(column);
    return value == null ? "unknown" : value;
  }

  /**
   * A row of {@link DemandSeries} as a series: periods that the arrays skip are missing.
   *
   * @param grain the length of its periods
   */
  public static Series series(Row row, Grain grain) {
    List<Date> periods = row.getList(row.fieldIndex(DemandSeries.PERIODS));
    List<Double> given = row.getList(row.fieldIndex(DemandSeries.VALUES));
    LocalDateTime first = periods.get(0).toLocalDate().atStartOfDay();
    LocalDateTime last = periods.get(periods.size() - 1).toLocalDate().atStartOfDay();
    double[] values = new double[(int) grain.between(first, last) + 1];
    Arrays.fill(values, Double.NaN);
    for (int i = 0; i < given.size(); i++) {
      values[(int) grain.between(first, periods.get(i).toLocalDate().atStartOfDay())] =
          given.get(i);
    }
    return new Series(row.getAs(DemandSeries.SERIES_ID), grain, first, values);
  }
}
