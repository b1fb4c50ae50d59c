package org.tidetable.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;
import org.tidetable.models.evaluation.RangeUpdate;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

/** Two releases expected 90 to 110 (80 %) of every area and month; then months came. */
class RangesOfReleasesTest {
  private static final LocalDate FIRST = LocalDate.parse("2023-01-01");
  private static final int AREAS = 20;
  private static final DemandProblem PROBLEM =
      new DemandProblem(
          "requests",
          EventKind.CARE_REQUEST,
          Optional.empty(),
          Grain.MONTH,
          3,
          DemandProblem.PUBLISHED_LEVELS);
  private static final StructType SERIES =
      new StructType()
          .add("series_id", DataTypes.StringType)
          .add("periods", DataTypes.createArrayType(DataTypes.DateType))
          .add("series_values", DataTypes.createArrayType(DataTypes.DoubleType));

  @TempDir private Path out;

  /** The releases know two years, and two years and a month, of series that begin in 2023. */
  @BeforeEach
  void two_releases() throws IOException {
    release(1, "first", 24);
    release(2, "second", 25);
  }

  private void release(int number, String run, int known) throws IOException {
    releases()
        .write(
            number,
            run,
            FIRST.plusMonths(known).toString(),
            IntStream.range(0, AREAS).mapToObj(String::valueOf).toList(),
            IntStream.range(0, PROBLEM.horizon())
                .mapToObj(ahead -> FIRST.plusMonths(known + ahead).toString())
                .toArray(String[]::new));
  }

  private WrittenReleases releases() {
    return new WrittenReleases(out);
  }

  /** Its drift as a release publishes it. */
  private void told(String run, RangeUpdate ranges) throws IOException {
    Table drift =
        VintageTables.drift(PROBLEM, DimensionTables.OWN, List.of(), Vintages.NONE, ranges);
    String header = drift.columns().stream().map(Column::name).collect(Collectors.joining(","));
    String row =
        drift.rows().get(0).stream()
            .map(cell -> cell.fold(Plain.TEXT))
            .collect(Collectors.joining(","));
    releases().table(run, VintageTables.DRIFT, header + "\n" + row + "\n");
  }

  /** Areas of which as many months are known: 100 each, and {@code last} in those that came. */
  private static List<Row> series(int months, double... last) {
    double[] values = new double[months];
    Arrays.fill(values, 100);
    System.arraycopy(last, 0, values, months - last.length, last.length);
    return IntStream.range(0, AREAS).mapToObj(area -> row(area, months, values)).toList();
  }

  private static Row row(int area, int months, double[] values) {
    List<Date> periods =
        IntStream.range(0, months).mapToObj(at -> Date.valueOf(FIRST.plusMonths(at))).toList();
    List<Double> given = Arrays.stream(values).boxed().toList();
    return new GenericRowWithSchema(
        new Object[] {"requests/" + area, scala(periods), scala(given)}, SERIES);
  }

  private static <T> Object scala(List<T> list) {
    return scala.jdk.javaapi.CollectionConverters.asScala(list).toSeq();
  }

  private RangeUpdate now(List<Row> series) {
    return Vintages.before(out, "this", "ours").alike(Grain.MONTH, false).update(PROBLEM, series);
  }

  @Test
  void what_came_since_the_newest_release_widens_ranges_that_missed_it() {
    RangeUpdate missed = now(series(26, 130));
    RangeUpdate held = now(series(26, 100));

    assertThat(missed.factor(80)).isBetween(1.05, 1.25);
    assertThat(held.factor(80)).isBetween(0.9, 0.99);
    assertThat(missed)
        .as("both releases forecast that month")
        .isEqualTo(
            RangeUpdate.NONE.after(
                new TreeMap<>(
                    java.util.Map.of(
                        50, new RangeUpdate.Met(AREAS, 2 * AREAS, 0),
                        80, new RangeUpdate.Met(AREAS, 2 * AREAS, 0),
                        95, new RangeUpdate.Met(AREAS, 2 * AREAS, 0)))));
  }

  @Test
  void what_the_newest_release_knew_is_not_counted_again() {
    assertThat(now(series(25, 130))).isEqualTo(RangeUpdate.NONE);
    assertThat(now(series(26, 130, 100))).isEqualTo(now(series(26, 100)));
  }

  @Test
  void a_release_goes_on_from_what_the_one_before_it_told() throws IOException {
    RangeUpdate then = new RangeUpdate(new TreeMap<>(java.util.Map.of(50, 1.1, 80, 1.2, 95, 1.3)));
    told("second", then);

    assertThat(now(series(25)).factor(80)).isEqualTo(1.2);
    assertThat(now(series(26, 130)).factor(80) / now(series(25)).factor(80)).isBetween(1.05, 1.25);
  }

  @Test
  void what_a_release_told_and_cannot_be_read_is_begun_anew() throws IOException {
    told("second", new RangeUpdate(new TreeMap<>(java.util.Map.of(80, 1.2))));
    Path drift = releases().path("second", VintageTables.DRIFT);
    Files.writeString(drift, Files.readString(drift).replace("1.2", "9e9"));

    assertThat(now(series(25)).factor(80)).isCloseTo(1, within(1e-12));
  }

  @Test
  void a_demand_that_is_known_later_than_another_is_asked_all_the_same() throws IOException {
    RangeUpdate alone = now(series(26, 130));
    Path newest = releases().path("second", DemandTables.FORECAST);
    Files.writeString(
        newest,
        Files.readString(newest)
            + "other/1,month,2026-01-01,1,100,95,105,90,110,80,120,2026-01-01,false\n");

    assertThat(now(series(26, 130))).isEqualTo(alone).isNotEqualTo(RangeUpdate.NONE);
  }

  @Test
  void forecasts_that_knew_less_than_two_seasons_are_not_asked() throws IOException {
    release(1, "first", 23);
    release(2, "second", 23);

    assertThat(now(series(26, 130))).isEqualTo(RangeUpdate.NONE);
  }
}
