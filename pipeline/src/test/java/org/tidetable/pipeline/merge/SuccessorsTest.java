package org.tidetable.pipeline.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuccessorsTest {
  private static final LocalDate TODAY = LocalDate.of(2024, 4, 1);

  @TempDir private Path folder;

  @Test
  void a_code_leads_through_all_steps_to_that_of_the_day() throws IOException {
    assertThat(read(TODAY, "A,B,2010-04-01", "B,C,2020-04-01").now())
        .isEqualTo(Map.of("A", "C", "B", "C"));
  }

  @Test
  void a_change_after_the_day_has_not_happened() throws IOException {
    assertThat(read(LocalDate.of(2015, 1, 1), "A,B,2010-04-01", "B,C,2020-04-01").now())
        .isEqualTo(Map.of("A", "B"));
  }

  @Test
  void a_split_code_is_told_and_leads_nowhere() throws IOException {
    Successors read = read(TODAY, "A,B,2010-04-01", "A,C,2010-04-01", "D,A,2005-04-01");

    assertThat(read.split()).containsExactly("A");
    assertThat(read.now()).isEqualTo(Map.of("D", "A"));
  }

  @Test
  void a_code_that_follows_itself_is_refused() {
    assertThatThrownBy(() -> read(TODAY, "A,B,2010-04-01", "B,A,2020-04-01"))
        .hasMessageContaining("comes after itself");
  }

  private Successors read(LocalDate asOf, String... rows) throws IOException {
    Path file = folder.resolve("successors.csv");
    Files.write(file, Stream.concat(Stream.of("old_code,new_code,date"), Stream.of(rows)).toList());
    return Successors.read(List.of(file), asOf);
  }
}
