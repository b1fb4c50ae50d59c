package org.tidetable.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tidetable.models.calibration.LogOdds;
import org.tidetable.models.matrix.FeatureMatrix;

class PlaceSourceTest {
  private static final int TAUGHT = 800;
  private final boolean[] outcomes = new boolean[TAUGHT + 2];
  private final String[] places = new String[TAUGHT + 2];
  private final FeatureMatrix found = found();

  /** In the south one in two has it, in the north one in ten; the last two rows do not teach. */
  private FeatureMatrix found() {
    List<double[]> cells = new ArrayList<>();
    String[] persons = new String[outcomes.length];
    for (int row = 0; row < outcomes.length; row++) {
      boolean south = row % 2 == 0;
      places[row] = south ? "south" : "north";
      outcomes[row] = row < TAUGHT && row / 2 % (south ? 2 : 10) == 0;
      persons[row] = "p" + row;
      cells.add(new double[] {row, south ? 7 : 0});
    }
    places[TAUGHT + 1] = "a place that nobody taught";
    RiskSample sample =
        new RiskSample(
            FeatureMatrix.ofRows(List.of("age", "deprivation"), cells), outcomes, persons);
    return new PlaceSource(sample, List.of("deprivation", "not there"), places, 3)
        .learn(IntStream.range(0, TAUGHT).toArray())
        .encode(IntStream.range(0, outcomes.length).toArray());
  }

  @Test
  void it_knows_the_places_and_nothing_else() {
    assertThat(found.names()).containsExactly("deprivation", PlaceSource.RATE);
    assertThat(value(TAUGHT, 0)).isEqualTo(7);
  }

  @Test
  void a_row_that_did_not_teach_has_the_rate_of_all_who_did() {
    double pulled = (200 + 20 * 0.3) / 420;
    assertThat(value(TAUGHT, 1)).isCloseTo(LogOdds.of(pulled) - LogOdds.of(0.3), within(1e-6));
    assertThat(value(TAUGHT + 1, 1)).isZero();
  }

  @Test
  void the_rate_of_a_row_that_taught_does_not_tell_its_own_outcome() {
    // Would each row be among those that its rate is made of, those with the outcome had more.
    double[] mean = new double[2];
    int[] rows = new int[2];
    for (int row = 0; row < TAUGHT; row += 2) {
      mean[outcomes[row] ? 1 : 0] += value(row, 1);
      rows[outcomes[row] ? 1 : 0]++;
    }
    assertThat(mean[1] / rows[1]).isLessThanOrEqualTo(mean[0] / rows[0]);
  }

  private double value(int row, int column) {
    return IntStream.range(found.start(row), found.start(row + 1))
        .filter(entry -> found.column(entry) == column)
        .mapToDouble(found::value)
        .sum();
  }
}
