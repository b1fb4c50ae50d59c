package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.paper.Papers;

/** A stored run makes its models again, to the same bytes, and publishes its papers. */
@ExtendWith(SmallRun.Once.class)
class RebuiltModelsTest {

  @Test
  void every_model_is_made_again_and_one_that_was_changed_is_named(
      SmallRun run, @TempDir Path folder) throws IOException {
    copy(run.folder().resolve("models"), folder.resolve("models"));
    copy(run.folder().resolve("features"), folder.resolve("features"));
    Typed same = Typed.run("runs", "verify", folder);
    assertThat(same.code()).as(same.screen()).isZero();
    assertThat(SmallRun.RISKS)
        .allSatisfy(risk -> assertThat(same.out()).contains(risk + ": the same bytes"));

    Path json = folder.resolve("models").resolve(SmallRun.RISKS.get(1)).resolve("model.json");
    String stored = Files.readString(json, StandardCharsets.UTF_8);
    Files.writeString(json, stored.replaceFirst("\"seed\" : \\d+", "\"seed\" : 99"));
    Typed changed = Typed.run("runs", "verify", folder);
    assertThat(changed.code()).isEqualTo(4);
    assertThat(changed.err()).contains("1 of 3 models").contains(SmallRun.RISKS.get(1));
    assertThat(changed.out()).contains(SmallRun.RISKS.get(0) + ": the same bytes");
  }

  @Test
  void a_folder_without_models_is_a_matter_of_usage(@TempDir Path folder) {
    assertThat(Typed.run("runs", "verify", folder).code()).isEqualTo(2);
  }

  @Test
  void the_papers_of_each_model_are_published(SmallRun run) throws IOException {
    for (String risk : SmallRun.RISKS) {
      for (String paper : Papers.NAMES) {
        assertThat(run.current().resolve("model-papers").resolve(risk).resolve(paper)).exists();
      }
      assertThat(Files.readString(run.current().resolve("model-cards/" + risk + ".md")))
          .contains("Leaks were looked for in")
          .contains("none stands");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    }
  }
}
