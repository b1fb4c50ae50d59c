package org.tidetable.models.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Invented areas by age whose base forecasts err as is planted. */
class CoherentForecastsTest {
  private static final int HORIZON = 6;
  private static final int ORIGINS = 12;
  private static final Hierarchy HIERARCHY = ReferenceCase.ofCrossing().crossing().hierarchy();
  private static final Reconciliation HOW = new Reconciliation(HIERARCHY, true, 1);

  /** Forecasts at all origins, the last of which is to be judged, and what came. */
  private record World(double[][][] base, double[][][] actual) {
    PastForecasts past() {
      int[] known = new int[ORIGINS];
      Arrays.setAll(known, origin -> 20 + 2 * origin);
      return new PastForecasts(
          HIERARCHY, known, Arrays.stream(base).map(BaseForecasts::of).toList(), actual);
    }
  }

  /**
   * @param ofTotals the standard deviation of the errors of totals beside those of their parts
   */
  private static World world(long seed, double ofTotals, double ofParts) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][][] base = new double[ORIGINS][HORIZON][];
    double[][][] actual = new double[ORIGINS][HORIZON][];
    for (int origin = 0; origin < ORIGINS; origin++) {
      for (int step = 0; step < HORIZON; step++) {
        double[] truth = new double[HIERARCHY.bottoms()];
        double common = random.nextGaussian();
        for (int bottom = 0; bottom < truth.length; bottom++) {
          truth[bottom] = 100 + 5 * common + 5 * random.nextGaussian();
        }
        double[] sums = HIERARCHY.sums(truth);
        double[] said = new double[sums.length];
        for (int node = 0; node < said.length; node++) {
          double size = HIERARCHY.size(node);
          boolean total = node < HIERARCHY.totals();
          said[node] = 100 * size + random.nextGaussian() * (total ? ofTotals * size : ofParts);
        }
        base[origin][step] = said;
        actual[origin][step] = sums;
      }
    }
    return new World(base, actual);
  }

  @Test
  void worthless_forecasts_of_totals_are_not_used() {
    PastForecasts past = world(1, 300, 1).past();
    LevelGate.Choice choice = new LevelGate(past, HOW).choose(1000);
    assertThat(choice.weighting()).isNotEqualTo(Weighting.STRUCTURE);
    BaseForecasts base = past.base(ORIGINS - 1);
    CoherentForecasts made = CoherentForecasts.make(HOW, choice, base, past, 1000, List.of(80));
    double sum = HOW.bottomUp(base)[0][0];
    assertThat(made.expected(0, 0)).isCloseTo(sum, within(0.01 * sum));
  }

  @Test
  void good_forecasts_of_totals_make_worthless_ones_of_parts_better() {
    PastForecasts past = world(2, 0.1, 60).past();
    LevelGate gate = new LevelGate(past, HOW);
    LevelGate.Choice choice = gate.choose(1000);
    assertThat(choice.weighting()).isNotIn(Weighting.BOTTOM_UP);
    assertThat(choice.ratios()).allMatch(ratio -> ratio < 1.03);
    assertThat(choice.ratios().get(HIERARCHY.levels().size() - 1)).isLessThan(0.8);
    for (double ratio : gate.heldOut(2)) {
      assertThat(ratio).isLessThan(1.05);
    }
  }

  @Test
  void nothing_after_the_date_of_the_choice_has_a_say() {
    World early = world(3, 1, 5);
    World late = world(3, 1, 5);
    for (int origin = ORIGINS - 3; origin < ORIGINS; origin++) {
      for (double[] actual : late.actual[origin]) {
        Arrays.setAll(actual, node -> 1e6 * node);
      }
    }
    int asOf = 20 + 2 * (ORIGINS - 3);
    BaseForecasts base = BaseForecasts.of(early.base[ORIGINS - 3]);
    LevelGate.Choice one = new LevelGate(early.past(), HOW).choose(asOf);
    LevelGate.Choice other = new LevelGate(late.past(), HOW).choose(asOf);
    assertThat(one).isEqualTo(other);
    CoherentForecasts made =
        CoherentForecasts.make(HOW, one, base, early.past(), asOf, List.of(80));
    CoherentForecasts again =
        CoherentForecasts.make(HOW, other, base, late.past(), asOf, List.of(80));
    for (int node = 0; node < HIERARCHY.nodes(); node++) {
      assertThat(made.expected(2, node)).isEqualTo(again.expected(2, node));
      assertThat(made.ranges(2, node).orElseThrow())
          .isDeepEqualTo(again.ranges(2, node).orElseThrow());
    }
  }

  @Test
  void ranges_get_little_narrower_and_at_most_twice_as_wide() {
    PastForecasts past = world(4, 10, 5).past();
    List<Double> ratios = new ArrayList<>(Collections.nCopies(HIERARCHY.levels().size(), 1.0));
    ratios.set(0, 1e-9);
    ratios.set(ratios.size() - 1, 50.0);
    LevelGate.Choice choice = new LevelGate.Choice(Weighting.STRUCTURE, 12, ratios, false);
    CoherentForecasts made =
        CoherentForecasts.make(HOW, choice, past.base(0), past, 1000, List.of(80));
    assertThat(made.widening(0)).isEqualTo(0.9);
    assertThat(made.widening(HIERARCHY.nodes() - 1)).isEqualTo(2);
  }

  @Test
  void every_path_adds_up() {
    PastForecasts past = world(4, 1, 5).past();
    LevelGate.Choice choice = new LevelGate(past, HOW).choose(1000);
    SamplePaths paths =
        CoherentForecasts.make(HOW, choice, past.base(0), past, 1000, List.of(80)).paths();
    int count = 50;
    double[][] offsets = new double[HIERARCHY.nodes()][];
    for (int node = 0; node < offsets.length; node++) {
      offsets[node] = paths.offsets(3, node, count);
    }
    for (int path = 0; path < count; path++) {
      double[] bottom = new double[HIERARCHY.bottoms()];
      for (int index = 0; index < bottom.length; index++) {
        bottom[index] = offsets[HIERARCHY.totals() + index][path];
      }
      double[] sums = HIERARCHY.sums(bottom);
      for (int node = 0; node < HIERARCHY.totals(); node++) {
        assertThat(offsets[node][path]).isCloseTo(sums[node], within(1e-9));
      }
    }
  }

  /** 40 worlds, each with a new origin: nodes of a world err together, so 5 points of leeway. */
  @Test
  void ranges_hold_what_comes_as_often_as_they_say_at_every_level() {
    int levels = HIERARCHY.levels().size();
    int[][] held = new int[levels][2];
    int[] all = new int[levels];
    for (int seed = 100; seed < 140; seed++) {
      World world = world(seed, 1, 5);
      int asOf = 20 + 2 * (ORIGINS - 1);
      PastForecasts past = world.past();
      LevelGate.Choice choice = new LevelGate(past, HOW).choose(asOf);
      CoherentForecasts made =
          CoherentForecasts.make(
              HOW, choice, BaseForecasts.of(world.base[ORIGINS - 1]), past, asOf, List.of(80, 95));
      for (int level = 0; level < levels; level++) {
        Hierarchy.Level one = HIERARCHY.levels().get(level);
        for (int node = one.first(); node < one.first() + one.nodes(); node++) {
          for (int step = 0; step < HORIZON; step++) {
            double[][] ranges = made.ranges(step, node).orElseThrow();
            double came = world.actual[ORIGINS - 1][step][node];
            all[level]++;
            for (int coverage = 0; coverage < 2; coverage++) {
              boolean in = ranges[coverage][0] <= came && came <= ranges[coverage][1];
              held[level][coverage] += in ? 1 : 0;
            }
          }
        }
      }
    }
    for (int level = 0; level < levels; level++) {
      assertThat(100.0 * held[level][0] / all[level]).isCloseTo(80, within(5.0));
      assertThat(100.0 * held[level][1] / all[level]).isCloseTo(95, within(3.0));
    }
  }
}
