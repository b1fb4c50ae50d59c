package org.tidetable.pipeline.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
  @TempDir private Path base;

  @BeforeEach
  void write_an_extract() throws IOException {
    Files.createDirectories(base.resolve("ecds/2024"));
    Files.createDirectories(base.resolve("ecds/.old"));
    for (String name :
        List.of(
            "ecds/b.csv",
            "ecds/a.csv",
            "ecds/2024/c.csv",
            "ecds/notes.txt",
            "ecds/README.md",
            "ecds/.hidden.csv",
            "ecds/.old/d.csv")) {
      Files.writeString(base.resolve(name), "x");
    }
  }

  @Test
  void a_folder_means_all_its_files_but_hidden_ones_and_notes_to_readers() {
    assertThat(found("ecds"))
        .containsExactly("ecds/2024/c.csv", "ecds/a.csv", "ecds/b.csv", "ecds/notes.txt");
  }

  @Test
  void a_glob_means_what_matches_in_a_fixed_order() {
    assertThat(found("ecds/*.csv")).containsExactly("ecds/a.csv", "ecds/b.csv");
    assertThat(found("ecds/**.csv")).containsExactly("ecds/2024/c.csv", "ecds/a.csv", "ecds/b.csv");
  }

  @Test
  void a_file_means_itself_and_nothing_means_nothing() {
    assertThat(found("ecds/README.md")).containsExactly("ecds/README.md");
    assertThat(found("ecds/x.csv")).isEmpty();
    assertThat(found("apc/*.csv")).isEmpty();
  }

  private List<String> found(String entry) {
    return SourceFiles.expand(base, entry).stream()
        .map(file -> base.relativize(file).toString().replace('\\', '/'))
        .toList();
  }
}
