package org.tidetable.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.models.forecast.SeriesParts;
import org.tidetable.pipeline.merge.Area;

class PartsOfDemandTest {
  private static Row row(Object... cells) {
    return new GenericRowWithSchema(cells, DemandSeries.SCHEMA);
  }

  @Test
  void a_series_is_of_its_area_those_above_it_its_age_and_its_category() {
    SeriesParts parts =
        PartsOfDemand.of(
            List.of(
                row("delays/S1/75plus", "S1", "council", "75plus", "all"),
                row("delays/T9", "T9", "trust", "all", "beds")),
            List.of(
                new Area("S1", "Fife", "council", "H1"),
                new Area("H1", "NHS Fife", "board", "S9"),
                new Area("S9", "Scotland", "nation", "S9")));

    assertThat(parts.of("delays/S1/75plus"))
        .isEqualTo(
            Map.of(
                "area_level", "council",
                "council", "S1",
                "board", "H1",
                "nation", "S9",
                "age_group", "75plus",
                "category", "all"));
    assertThat(parts.of("delays/T9"))
        .isEqualTo(
            Map.of(
                "area_level", "trust",
                "trust", "T9",
                "age_group", "all",
                "category", "beds"));
  }
}
