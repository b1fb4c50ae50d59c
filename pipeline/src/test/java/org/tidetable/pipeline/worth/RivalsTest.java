package org.tidetable.pipeline.worth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.models.matrix.FeatureMatrix;

/** What risks are compared with: rivals that know little, and points. */
class RivalsTest {

  @Test
  void a_rival_is_called_by_what_its_columns_hold() {
    assertThat(AuditGroups.rival(List.of("gender", "age_band"))).isEqualTo("age_sex");
    assertThat(AuditGroups.rival(List.of("region", "imd_band"))).isEqualTo("area");
    assertThat(AuditGroups.rival(List.of("Gender", "region"))).isEqualTo("age_sex_area");
    assertThat(AuditGroups.rival(List.of("gender", "region", "disability"))).isEqualTo("traits");
  }

  @Test
  void points_are_given_for_features_and_what_is_not_there_is_nought(@TempDir Path home)
      throws IOException {
    Path file =
        Files.writeString(
            home.resolve("signs.yaml"),
            """
            name: signs
            source: a test
            share_of: 2
            rules:
              - {column: age_years, points: 1, at_least: 85}
              - {column: falls_count_365d, points: 2, at_least: 1}
              - {column: falls_count_365d, points: 3, at_most: 0}
              - {column: visits_count_730d, points: 5, at_least: 1}
            """);
    FeatureMatrix people =
        FeatureMatrix.ofRows(
            List.of("age_years", "falls_count_365d"),
            List.of(new double[] {90, 0}, new double[] {60, 2}, new double[] {85, 1}));

    Map<String, double[]> scores = PointScores.of(List.of(file), people);

    assertThat(scores).containsOnlyKeys("signs");
    assertThat(scores.get("signs")).containsExactly(2, 1, 1.5);
  }
}
