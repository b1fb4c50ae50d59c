package org.tidetable.models.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Leaks of every kind, five disguises each: all are caught, with their kind and their name. */
class PlantedLeaksTest {

  @TestFactory
  Stream<DynamicTest> a_planted_leak_is_caught_and_named() {
    return plants().stream()
        .map(
            plant ->
                DynamicTest.dynamicTest(
                    plant.kind() + ": " + plant.disguise(), () -> isCaught(plant)));
  }

  private static void isCaught(Plant plant) {
    World world = new World(Plant.PEOPLE, 0.25, 7);
    plant.planting().accept(world);
    LeakReport report = world.report();
    List<Finding> all = new ArrayList<>(report.refused());
    all.addAll(report.leftOut());
    assertThat(all)
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(plant.kind());
              assertThat(finding.feature()).isEqualTo(plant.feature());
            });
    assertThat(all.stream().map(Finding::feature))
        .as("no honest column is named beside it")
        .doesNotContain("age", "visits", "ward", "score", "sex", "practice", "bmi", "pulse");
  }

  private static List<Plant> plants() {
    List<Plant> plants = new ArrayList<>();
    FeaturePlants.plant(plants);
    RowPlants.plant(plants);
    assertThat(plants).hasSize(45);
    return plants;
  }
}
