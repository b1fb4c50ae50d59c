package org.tidetable.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.Planning;
import org.tidetable.pipeline.merge.Area;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

class PlannedDemandTest {
  private static final StructType SERIES =
      new StructType()
          .add("series_id", DataTypes.StringType)
          .add("area_code", DataTypes.StringType)
          .add("age_group", DataTypes.StringType)
          .add("category", DataTypes.StringType);
  private static final List<Row> ROWS =
      List.of(
          row("delays/S1", "S1", "all"),
          row("delays/S1/75plus", "S1", "75plus"),
          row("delays/S2", "S2", "all"));
  private static final List<Area> AREAS =
      List.of(new Area("S1", "Fife", "council", "S9"), new Area("S2", "Stirling", "council", "S9"));
  private static final Planning.Break COVID =
      new Planning.Break(
          "", LocalDate.parse("2020-03-01"), LocalDate.parse("2020-05-31"), "COVID-19");

  private static Row row(String id, String area, String age) {
    return new GenericRowWithSchema(new Object[] {id, area, age, "all"}, SERIES);
  }

  private static PlannedDemand leftOut(String area, String age) {
    Planning.Place place =
        new Planning.Place("delays", area, age, "", new Planning.Spot("run.yaml", 7, 9, "area"));
    return PlannedDemand.of(
        new Planning(
            List.of(),
            List.of(new Planning.LeftOut(place, "it closed")),
            List.of(COVID),
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        "delays",
        ROWS,
        AREAS);
  }

  @Test
  void an_area_is_found_by_its_code_or_its_name() {
    assertThat(leftOut("S1", "").leftOut("delays/S1")).contains("it closed");
    assertThat(leftOut("fife", "75plus").leftOut("delays/S1/75plus")).contains("it closed");
    assertThat(leftOut("Fife", "75plus").leftOut("delays/S1")).isEmpty();
  }

  @Test
  void an_unknown_area_is_shown_with_its_place_and_the_nearest_name() {
    assertThatThrownBy(() -> leftOut("Fyfe", ""))
        .isInstanceOfSatisfying(
            UserError.class,
            error -> assertThat(error.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining("run.yaml:7:9  area", "\"Fyfe\" is no area of delays", "Fife")
        .hasMessageContaining("Did you mean \"Fife\"?");
    assertThatThrownBy(() -> leftOut("Fife", "18-74"))
        .hasMessageContaining("has no such age group or category in delays");
  }

  @Test
  void periods_in_a_declared_break_are_missing_for_what_learns() {
    double[] values = {1, 2, 3, 4, 5, 6};
    Series known =
        new Series("delays/S1", Grain.MONTH, LocalDateTime.parse("2020-01-01T00:00"), values);

    assertThat(leftOut("Fife", "").learned(known).values())
        .containsExactly(1, 2, Double.NaN, Double.NaN, Double.NaN, 6);
    assertThat(known.value(2)).isEqualTo(3);
  }

  @Test
  void a_series_that_a_break_hides_to_its_end_is_not_said_to_have_ended() {
    double[] values = new double[30];
    Arrays.fill(values, 100);
    LocalDateTime first = LocalDateTime.parse("2018-01-01T00:00");
    PlannedDemand planned = leftOut("Stirling", "");
    // The break takes March to May 2020: three months may be late, of June nothing is known.
    Series goesOn = new Series("delays/S1", Grain.MONTH, first, Arrays.copyOf(values, 29));
    Series hidden = new Series("delays/S1", Grain.MONTH, first, values.clone());
    double[] lateToo = values.clone();
    lateToo[29] = Double.NaN;
    double[] ended = values.clone();
    Arrays.fill(ended, 20, 30, Double.NaN);

    assertThat(planned.notForecast(goesOn)).isEmpty();
    assertThat(planned.notForecast(hidden)).isEmpty();
    assertThat(planned.notForecast(new Series("delays/S1", Grain.MONTH, first, lateToo)))
        .contains("a declared break holds its last periods: COVID-19");
    assertThat(planned.notForecast(new Series("delays/S1", Grain.MONTH, first, ended))).isEmpty();
    assertThat(planned.notForecast(new Series("delays/S2", Grain.MONTH, first, values)))
        .contains("left out: it closed");
  }

  @Test
  void a_declared_break_is_noted_and_not_found_again_as_a_gap() {
    double[] values = new double[24];
    java.util.Arrays.setAll(values, month -> month < 2 || month > 4 ? 50 : 5);
    Series known =
        new Series("delays/S1", Grain.MONTH, LocalDateTime.parse("2020-01-01T00:00"), values);

    List<Row> notes = NoteStore.rows(List.of(known), leftOut("Fife", ""), Set.of(), true);

    assertThat(notes).hasSize(1);
    assertThat(notes.get(0).getString(3)).isEqualTo("declared_break");
    assertThat(notes.get(0).get(1)).hasToString("2020-03-01");
    assertThat(notes.get(0).get(2)).hasToString("2020-05-01");
    assertThat(notes.get(0).getString(5)).contains("COVID-19");
  }

  @Test
  void a_total_says_that_it_still_holds_what_is_left_out() {
    double[] values = new double[24];
    java.util.Arrays.setAll(values, month -> 50 + month % 3);
    Series whole =
        new Series("delays/S1", Grain.MONTH, LocalDateTime.parse("2021-01-01T00:00"), values);

    List<Row> notes = NoteStore.rows(List.of(whole), leftOut("Fife", "75plus"), Set.of(), true);

    assertThat(notes).hasSize(1);
    assertThat(notes.get(0).getString(3)).isEqualTo("part_left_out");
    assertThat(notes.get(0).get(1)).hasToString("2023-01-01");
    assertThat(notes.get(0).getString(5))
        .contains("hold what is left out by itself: Fife (it closed)");
    assertThat(NoteStore.rows(List.of(whole), leftOut("Stirling", ""), Set.of(), true)).isEmpty();
  }

  private static PlannedDemand planned(String area) {
    Planning.Place place =
        new Planning.Place("delays", area, "", "", new Planning.Spot("plan.csv", 3, 1, "area"));
    Planning.PlannedValue april =
        new Planning.PlannedValue(place, LocalDate.parse("2020-04-01"), 70);
    Planning.PlannedValue may = new Planning.PlannedValue(place, LocalDate.parse("2020-05-01"), 80);
    return PlannedDemand.of(
        new Planning(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Planning.Plan("delays", "The board", List.of(april, may))),
            List.of()),
        "delays",
        ROWS,
        AREAS);
  }

  @Test
  void a_plan_is_found_by_area_and_an_unknown_area_of_it_is_told_once() {
    assertThat(planned("S2").plans().get("delays/S2"))
        .containsEntry(LocalDateTime.parse("2020-04-01T00:00"), 70.0)
        .containsEntry(LocalDateTime.parse("2020-05-01T00:00"), 80.0);
    assertThatThrownBy(() -> planned("S3"))
        .hasMessageContaining("has a problem:")
        .hasMessageContaining("plan.csv:3:1  area");
  }
}
