package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

class RefusalTest {
  private static final LocalDateTime SEPTEMBER = LocalDateTime.parse("2022-09-12T00:00");

  /** Counted in the first 16 weeks of each school year, until a week. */
  private static Series autumns(int length, int last) {
    double[] values = new double[length];
    for (int week = 0; week < length; week++) {
      values[week] = week % 52 < 16 && week <= last ? 5 + week % 3 : Double.NaN;
    }
    return new Series("autumns", Grain.WEEK, SEPTEMBER, values);
  }

  @Test
  void what_is_closed_every_summer_has_not_ended_in_the_second_summer() {
    assertThat(Refusal.of(autumns(104, 103))).isEmpty();
  }

  @Test
  void what_did_not_open_again_in_autumn_has_ended() {
    assertThat(Refusal.of(autumns(116, 103)))
        .hasValue("the series ended 48 periods before the last period");
  }
}
