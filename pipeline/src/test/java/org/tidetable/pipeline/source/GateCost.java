package org.tidetable.pipeline.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.tidetable.pipeline.conf.MappingReader;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.identity.CellGate;
import org.tidetable.pipeline.identity.GatedColumn;
import org.tidetable.pipeline.identity.IdentityGate;

/**
 * What the identity gate costs: the time of reading the files of a population behind it, less the
 * time of reading them without it. Only a test can read without it.
 */
public final class GateCost {
  private static final List<List<String>> FILES =
      List.of(
          List.of("synthetic-health.yaml", "health_events.csv"),
          List.of("synthetic-education.yaml", "school_events.csv"),
          List.of("synthetic-care.yaml", "care_events.csv"));

  private GateCost() {}

  /** Seconds on two threads, the largest file first; the median of some rounds. */
  public static double seconds(Path mappings, Path people, int rounds) throws Exception {
    double[] cost = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      double open = read(mappings, people, (name, columns) -> NONE);
      cost[round] = read(mappings, people, IdentityGate::new) - open;
    }
    Arrays.sort(cost);
    return Math.max(0, cost[rounds / 2]);
  }

  private static double read(
      Path mappings, Path people, BiFunction<String, List<GatedColumn>, CellGate> gate)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    long started = System.nanoTime();
    List<Future<?>> readings = new ArrayList<>();
    for (List<String> file : FILES) {
      SourceMapping mapping = MappingReader.read(mappings.resolve(file.get(0)));
      Path rows = people.resolve(file.get(1));
      readings.add(
          threads.submit(
              () -> {
                SourceReading reading = new SourceReading(mapping, rows, id -> id, gate);
                while (reading.hasNext()) {
                  reading.next();
                }
              }));
    }
    for (Future<?> reading : readings) {
      reading.get();
    }
    threads.shutdown();
    return (System.nanoTime() - started) / 1e9;
  }

  private static final CellGate NONE =
      new CellGate() {
        @Override
        public void see(Line row) {}

        @Override
        public void seeOutside(String text) {}

        @Override
        public void finish() {}
      };
}
