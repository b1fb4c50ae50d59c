package org.tidetable.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.models.evaluation.ForecastAccuracy;
import org.tidetable.models.evaluation.HierarchyForecasts;
import org.tidetable.models.evaluation.RangeUpdate;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.Planning;

class VintageTablesTest {
  private static final DemandProblem PROBLEM =
      new DemandProblem(
          "requests",
          EventKind.CARE_REQUEST,
          Optional.empty(),
          Grain.MONTH,
          3,
          DemandProblem.PUBLISHED_LEVELS);
  private static final StructType FORECASTS =
      new StructType()
          .add("series_id", DataTypes.StringType)
          .add("horizon", DataTypes.IntegerType)
          .add("period_start", DataTypes.DateType)
          .add("origin", DataTypes.DateType)
          .add("method", DataTypes.StringType)
          .add("expected", DataTypes.DoubleType)
          .add("lower_50", DataTypes.DoubleType)
          .add("upper_50", DataTypes.DoubleType)
          .add("lower_80", DataTypes.DoubleType)
          .add("upper_80", DataTypes.DoubleType)
          .add("lower_95", DataTypes.DoubleType)
          .add("upper_95", DataTypes.DoubleType)
          .add("status", DataTypes.StringType)
          .add("reason", DataTypes.StringType);

  @TempDir private Path out;

  private static Row series(String area, double... values) {
    List<Date> periods = new ArrayList<>();
    List<Double> given = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (int month = 0; month < values.length; month++) {
      periods.add(Date.valueOf("2025-0" + (month + 1) + "-01"));
      given.add(values[month]);
      reasons.add(Double.isNaN(values[month]) ? "late" : "");
    }
    return new GenericRowWithSchema(
        new Object[] {
          "requests/" + area,
          area,
          "area",
          "all",
          "all",
          scala(periods),
          scala(given),
          scala(reasons)
        },
        DemandSeries.SCHEMA);
  }

  private static <T> Object scala(List<T> list) {
    return scala.jdk.javaapi.CollectionConverters.asScala(list).toSeq();
  }

  private static Row forecast(String area, String period, double expected) {
    return new GenericRowWithSchema(
        new Object[] {
          "requests/" + area,
          1,
          Date.valueOf(period),
          Date.valueOf(period),
          "naive",
          expected,
          expected - 5,
          expected + 5,
          expected - 10,
          expected + 10,
          expected - 20,
          expected + 20,
          "made",
          ""
        },
        FORECASTS);
  }

  private void release(int number, String run, String origin, String... months) throws IOException {
    new WrittenReleases(out).write(number, run, origin, List.of("east", "west"), months);
  }

  private void rewrite(String run, String was, String is) throws IOException {
    new WrittenReleases(out).rewrite(run, was, is);
  }

  private static List<String> column(Table table, String column) {
    return table.rows().stream()
        .map(row -> row.get(table.indexOf(column)).fold(Plain.TEXT))
        .toList();
  }

  @Test
  void earlier_forecasts_stand_beside_what_came() throws IOException {
    release(1, "first", "2025-02-01", "2025-02-01", "2025-03-01", "2025-04-01");
    Vintages vintages = Vintages.before(out, "this", "ours");

    Table table =
        VintageTables.vintages(
            PROBLEM,
            DimensionTables.OWN,
            List.of(series("east", 100, 108, 125, Double.NaN), series("north", 1, 2, 3)),
            vintages);

    assertThat(column(table, "period_start")).containsExactly("2025-02-01", "2025-03-01");
    assertThat(column(table, "error")).containsExactly("8", "25");
    assertThat(column(table, "in_80")).containsExactly("yes", "no");
    assertThat(column(table, "in_95")).containsExactly("yes", "no");
  }

  private Table drift(Row... series) {
    return VintageTables.drift(
        PROBLEM,
        DimensionTables.OWN,
        List.of(series),
        Vintages.before(out, "this", "ours"),
        RangeUpdate.NONE);
  }

  @Test
  void a_range_without_width_is_missed_without_an_alarm() throws IOException {
    release(1, "first", "2025-02-01", "2025-02-01", "2025-03-01");
    rewrite("first", "95,105,90,110,80,120", "100,100,100,100,100,100");
    Table drift = drift(series("east", 100, 101, 100), series("west", 100, 100, 100));

    assertThat(column(drift, "alarm")).containsOnly("no");
    assertThat(column(drift, "periods")).containsOnly("2");
    assertThat(column(drift, "held_95")).containsExactly("75", "50", "100");
    assertThat(drift.rows().get(1).get(drift.indexOf("newest_error")))
        .isEqualTo(Cell.missing("no range had any width"));
  }

  @Test
  void a_level_that_moved_raises_the_alarm_within_two_periods() throws IOException {
    release(1, "first", "2025-02-01", "2025-02-01", "2025-03-01");
    Table kept = drift(series("east", 100, 101, 97), series("west", 100, 99, 105));
    Table broken = drift(series("east", 100, 100, 134), series("west", 100, 99, 131));

    assertThat(column(kept, "alarm")).containsOnly("no").hasSize(3);
    assertThat(column(kept, "held_80")).containsOnly("100");
    assertThat(column(broken, "alarm")).containsExactly("yes", "yes", "yes");
    assertThat(column(broken, "held_95")).containsOnly("50");
  }

  @Test
  void before_a_second_release_nothing_is_said_of_drift() {
    Table drift = drift(series("east", 1, 2));

    assertThat(column(drift, "alarm")).containsOnly("no");
    assertThat(drift.rows().get(0).get(drift.indexOf("held_80")))
        .isEqualTo(Cell.missing("no period that an earlier release had forecast is known yet"));
  }

  @Test
  void what_is_expected_now_is_compared_with_the_last_release_over_the_same_periods()
      throws IOException {
    release(1, "first", "2025-02-01", "2025-02-01", "2025-03-01", "2025-04-01");
    Table changes =
        VintageTables.changes(
            PROBLEM,
            DimensionTables.OWN,
            List.of(series("east", 100, 100)),
            List.of(forecast("east", "2025-03-01", 110), forecast("east", "2025-05-01", 500)),
            Vintages.before(out, "this", "ours"));

    assertThat(column(changes, "periods")).containsExactly("1");
    assertThat(column(changes, "expected_before")).containsExactly("100");
    assertThat(column(changes, "expected_now")).containsExactly("110");
    assertThat(column(changes, "change_percent").get(0)).startsWith("10");
  }

  @Test
  void adjustments_stand_beside_what_the_model_expects_and_never_inside_it() {
    Planning.Place place =
        new Planning.Place("requests", "east", "", "", new Planning.Spot("", 1, 1, ""));
    Planning.Adjustment ward =
        new Planning.Adjustment(
            place,
            java.time.LocalDate.parse("2025-04-01"),
            java.time.LocalDate.MAX,
            40,
            false,
            "A new ward",
            "Planning");
    Planning.Adjustment closure =
        new Planning.Adjustment(
            place,
            java.time.LocalDate.parse("2025-05-01"),
            java.time.LocalDate.parse("2025-05-31"),
            -10,
            true,
            "Works",
            "Estates");
    Table table =
        DemandTables.forecast(
            PROBLEM,
            DimensionTables.OWN,
            List.of(series("east", 100)),
            List.of(
                forecast("east", "2025-03-01", 100),
                forecast("east", "2025-04-01", 100),
                forecast("east", "2025-05-01", 100)),
            Map.of("requests/east", List.of(ward, closure)),
            new SeriesTotals(List.of(), List.of()));

    assertThat(column(table, "expected")).containsExactly("100", "100", "100");
    assertThat(column(table, "adjustment")).containsExactly("", "40", "30");
    assertThat(column(table, "adjusted_expected")).containsExactly("", "140", "130");
    assertThat(column(table, "adjustment_reason"))
        .containsExactly("", "A new ward (Planning)", "A new ward (Planning); Works (Estates)");
  }

  @Test
  void rates_are_per_1000_people_as_last_counted() {
    List<Planning.Headcount> people =
        List.of(
            new Planning.Headcount("east", java.time.LocalDate.parse("2025-02-01"), 50_000),
            new Planning.Headcount("east", java.time.LocalDate.parse("2025-03-01"), 40_000));
    Table table =
        RateTables.rates(
            PROBLEM,
            DimensionTables.OWN,
            List.of(series("east", 100, 100, 100), series("west", 1)),
            List.of(forecast("east", "2025-04-01", 80)),
            new Source.OpenSource("Office", "Open licence", "https://example.org"),
            people);

    assertThat(column(table, "rate")).containsExactly("2", "2", "2.5", "2");
    assertThat(column(table, "rate_lower_80")).containsExactly("", "", "", "1.75");
    assertThat(column(table, "area_code")).containsOnly("east");
    assertThat(column(table, "population_source"))
        .containsOnly("published by Office under Open licence at https://example.org");
    assertThat(table.columns()).noneMatch(column -> column.name().equals("population"));
  }

  @Test
  void every_method_that_a_forecast_may_name_is_described() {
    assertThat(column(DimensionTables.models(List.of()), "method"))
        .containsAll(Methods.ALL)
        .contains(HierarchyForecasts.FROM_TOTALS, Forecast.Made.COMBINED, ForecastAccuracy.CHOSEN)
        .contains(ForecastAccuracy.AVERAGE)
        .doesNotHaveDuplicates();
  }
}
