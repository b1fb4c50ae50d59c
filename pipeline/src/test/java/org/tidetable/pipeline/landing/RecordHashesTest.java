package org.tidetable.pipeline.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordHashesTest {
  @Test
  void hashes_that_stand_twice_are_found_within_a_run_and_across_files(@TempDir Path folder)
      throws IOException {
    List<String> runs = new ArrayList<>();
    // Runs of three hashes: 5 repeats within the first file, 7 across its runs, 9 across files.
    runs.addAll(written(folder.resolve("one"), 5, 1, 5, 7, 9, 2, 7));
    runs.addAll(written(folder.resolve("two"), 9, 3, -4));

    assertThat(runs).hasSize(4);
    assertThat(all(RecordHashes.repeated(runs))).containsExactly(5L, 7L, 9L);
  }

  @Test
  void keys_of_different_sources_do_not_meet() {
    assertThat(RecordHashes.of("health", "1")).isNotEqualTo(RecordHashes.of("care", "1"));
    assertThat(RecordHashes.of("health", "1")).isEqualTo(RecordHashes.of("health", "1"));
  }

  private static List<Long> all(Iterator<Long> hashes) {
    List<Long> all = new ArrayList<>();
    hashes.forEachRemaining(all::add);
    return all;
  }

  private static List<String> written(Path folder, long... hashes) throws IOException {
    Files.createDirectories(folder);
    try (RecordHashes writer = new RecordHashes(folder, 3)) {
      for (long hash : hashes) {
        writer.add(hash);
      }
    }
    return RecordHashes.runs(folder);
  }
}
