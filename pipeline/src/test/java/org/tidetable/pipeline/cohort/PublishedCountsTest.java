package org.tidetable.pipeline.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.export.disclosure.Crowd;
import org.tidetable.export.disclosure.CrowdRounding.Published;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

class PublishedCountsTest {
  @TempDir private Path folder;

  private static List<String> questions(int number) {
    return IntStream.range(0, number).mapToObj(each -> "question " + each).toList();
  }

  @Test
  void what_was_published_is_found_again_and_is_for_the_owner_only() throws IOException {
    TreeMap<Integer, Long> spread = new TreeMap<>();
    spread.put(3, 2L);
    spread.put(200, 1L);
    List<Published> published = List.of(new Published(new Crowd(3, -5, spread), 8));
    PublishedCounts.in(folder).keep(published);
    assertThat(PublishedCounts.in(folder).crowds()).isEqualTo(published);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("published.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_run_answers_so_many_questions_and_repeats_them_freely() throws IOException {
    PublishedCounts first = PublishedCounts.in(folder);
    first.ask(questions(7));
    first.ask(questions(9));
    assertThat(first.left()).isEqualTo(91);
    first.ask(questions(PublishedCounts.MOST));
    first.keep(List.of());
    PublishedCounts next = PublishedCounts.in(folder);
    next.ask(questions(5));
    assertThat(next.left()).isZero();
    UserError refused = catchThrowableOfType(UserError.class, () -> next.ask(List.of("another")));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.PRIVACY);
    assertThat(refused).hasMessageContaining("at most 100 questions");
  }

  @Test
  void a_damaged_record_lets_nothing_leave() throws IOException {
    for (String damaged : List.of("{\"questions\":[", "{}", "null")) {
      Files.writeString(folder.resolve("published.json"), damaged);
      UserError refused = catchThrowableOfType(UserError.class, () -> PublishedCounts.in(folder));
      assertThat(refused.exitCode()).as(damaged).isEqualTo(ExitCode.PRIVACY);
    }
  }
}
