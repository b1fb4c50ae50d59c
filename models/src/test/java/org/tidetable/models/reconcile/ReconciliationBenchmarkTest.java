package org.tidetable.models.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.models.reconcile.Crossing.Totals;

/** A million nodes and more of service, area, age and provider, twelve steps ahead. */
@Tag("benchmark")
class ReconciliationBenchmarkTest {
  private static final long SEED = 20261126;
  private static final int STEPS = 12;
  private static final int SERVICES = 20;
  private static final int COUNCILS = 150;
  private static final int REGIONS = 10;
  private static final int AGES = 18;
  private static final int PROVIDERS = 60;
  private static final int SERIES = 600_000;
  private static final double MOST_SECONDS = 120;

  @Test
  void a_million_nodes_by_twelve_steps_agree_within_two_minutes_on_two_cores() {
    long start = System.nanoTime();
    Hierarchy hierarchy = crossing().hierarchy();
    double built = seconds(start);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] truth = new double[hierarchy.bottoms()];
    Arrays.setAll(truth, bottom -> -20 * Math.log(random.nextDouble()));
    double[] means = hierarchy.sums(truth);
    double[][] base = new double[STEPS][means.length];
    List<Precision> precisions = new ArrayList<>();
    for (int block = 0; block < 3; block++) {
      double[] variances = new double[means.length];
      for (int node = 0; node < means.length; node++) {
        variances[node] = means[node] * (block + 1) * (0.2 + 1.6 * random.nextDouble());
      }
      for (int step = block * STEPS / 3; step < (block + 1) * STEPS / 3; step++) {
        for (int node = 0; node < means.length; node++) {
          base[step][node] =
              means[node] + 2 * Math.sqrt(variances[node]) * (random.nextDouble() * 3.4 - 1.7);
        }
        precisions.add(Precision.variances(variances));
      }
    }
    long begun = System.nanoTime();
    long processor = processor();
    double[][] made =
        new Reconciliation(hierarchy, true, 2).reconcile(BaseForecasts.of(base), precisions);
    double solved = seconds(begun);
    double worked = (processor() - processor) / 1e9;
    long memory = Runtime.getRuntime().totalMemory() >> 20;
    int negative = 0;
    double off = 0;
    for (double[] step : made) {
      assertThat(Arrays.stream(step).min().orElseThrow()).isNotNegative();
      double[] sums =
          hierarchy.sums(Arrays.copyOfRange(step, hierarchy.totals(), hierarchy.nodes()));
      for (int node = 0; node < step.length; node++) {
        off = Math.max(off, Math.abs(sums[node] - step[node]) / Math.max(1, Math.abs(sums[node])));
        negative += node >= hierarchy.totals() && step[node] == 0 ? 1 : 0;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%,d nodes (%,d series, %,d totals in %d levels) x %d steps, seed %d: hierarchy in %.1f s,"
            + " coherent to %.0e and not negative (%,d values at zero) in %.1f s (%.1f s of"
            + " processor time), heap %,d MB%n",
        hierarchy.nodes(),
        hierarchy.bottoms(),
        hierarchy.totals(),
        hierarchy.levels().size() - 1,
        STEPS,
        SEED,
        built,
        off,
        negative,
        solved,
        worked,
        memory);
    assertThat(hierarchy.nodes()).isGreaterThan(1_000_000);
    assertThat(off).isLessThan(1e-9);
    assertThat(solved).isLessThan(MOST_SECONDS);
  }

  private static Crossing crossing() {
    Dimension service = Dimension.flat("service", names("s", SERVICES));
    List<List<String>> areas = new ArrayList<>();
    for (int council = 0; council < COUNCILS; council++) {
      areas.add(List.of("r" + council % REGIONS, "c" + council));
    }
    Dimension area = Dimension.tree("area", List.of("region", "council"), areas);
    Dimension age = Dimension.flat("age", names("a", AGES));
    Dimension provider = Dimension.flat("provider", names("p", PROVIDERS));
    SplittableRandom random = new SplittableRandom(SEED);
    int all = SERVICES * COUNCILS * AGES * PROVIDERS;
    int[][] leaves = new int[4][SERIES];
    int series = 0;
    // Every series of all that could be has the same chance to be one of those that are.
    for (int one = 0; one < all && series < SERIES; one++) {
      if (random.nextInt(all - one) < SERIES - series) {
        leaves[0][series] = one % SERVICES;
        leaves[1][series] = one / SERVICES % COUNCILS;
        leaves[2][series] = one / SERVICES / COUNCILS % AGES;
        leaves[3][series] = one / SERVICES / COUNCILS / AGES;
        series++;
      }
    }
    return Crossing.of(List.of(service, area, age, provider), leaves, Totals.EVERY);
  }

  private static List<String> names(String start, int count) {
    return IntStream.range(0, count).mapToObj(number -> start + number).toList();
  }

  /** Nanoseconds that all threads have worked: on a busy machine the clock tells little. */
  private static long processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
