package org.tidetable.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.pipeline.conf.Planning;
import org.tidetable.pipeline.quality.QualityCheck;

class AdjustmentEffectsTest {
  private static final LocalDateTime ORIGIN = LocalDateTime.parse("2025-04-01T00:00");
  private static final Forecast MADE =
      new Forecast.Made(
          "a/S1",
          ORIGIN,
          "combined",
          IntStream.rangeClosed(1, 6)
              .mapToObj(
                  ahead ->
                      new Forecast.Point(ahead, ORIGIN.plusMonths(ahead - 1L), 10, List.of(), ""))
              .toList(),
          Map.of(),
          "");
  private static final Forecast NOT_MADE =
      new Forecast.NotMade("a/S1", ORIGIN, "left out: it closed");

  private static List<QualityCheck> warnings(
      Forecast forecast, String from, String to, double amount) {
    Planning.Adjustment line =
        new Planning.Adjustment(
            new Planning.Place("a", "S1", "", "", new Planning.Spot("known.csv", 4, 2, "area")),
            LocalDate.parse(from),
            to.isEmpty() ? LocalDate.MAX : LocalDate.parse(to),
            amount,
            false,
            "a ward",
            "team");
    return AdjustmentEffects.without(Map.of("a/S1", List.of(line)), List.of(forecast));
  }

  @Test
  void an_adjustment_that_moves_a_period_ahead_is_no_matter_for_a_warning() {
    assertThat(warnings(MADE, "2020-01-01", "", 5)).isEmpty();
    assertThat(warnings(MADE, "2025-09-01", "2025-09-01", 5)).isEmpty();
  }

  @Test
  void an_adjustment_that_moves_nothing_is_named_by_file_and_line_with_what_to_do() {
    assertThat(warnings(MADE, "2024-01-01", "2025-03-31", 5))
        .singleElement()
        .satisfies(one -> assertThat(one.result()).isEqualTo("warning"))
        .extracting(QualityCheck::detail)
        .asString()
        .startsWith("known.csv:4:2  ")
        .contains("it ends before 2025-04-01", "Take the line out.");
    assertThat(warnings(MADE, "2025-10-01", "", 5).get(0).detail())
        .contains("begins after 2025-09-01", "horizon");
    assertThat(warnings(MADE, "2025-05-03", "2025-05-20", 5).get(0).detail())
        .contains("no period ahead begins between its dates");
    assertThat(warnings(MADE, "2025-05-01", "", 0).get(0).detail()).contains("its change is 0");
    assertThat(warnings(NOT_MADE, "2025-05-01", "", 5).get(0).detail())
        .contains("left out: it closed");
  }
}
