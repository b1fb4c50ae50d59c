package org.tidetable.export.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidetable.export.disclosure.GateDecision;
import org.tidetable.export.format.WrittenFile;

class ManifestTest {
  @Test
  void files_are_sorted_and_nobody_learns_whether_a_count_was_moved() {
    GateDecision decision =
        new GateDecision(
            "cohort", "events", "v1", "demo only", 9, 0, 2, GateDecision.Verdict.PROTECTED, "");
    Manifest manifest =
        new Manifest(
            "9f2c",
            "1.0.0",
            "a1b2",
            List.of(new WrittenFile("b", 2, "h2", 1), new WrittenFile("a", 1, "h1", 0)),
            List.of(decision));
    assertThat(manifest.json())
        .containsSubsequence(
            "\"pseudonym_key_id\" : \"a1b2\"",
            "\"path\" : \"a\"",
            "\"path\" : \"b\"",
            "\"verdict\" : \"protected\"")
        .doesNotContain("rounded");
  }
}
