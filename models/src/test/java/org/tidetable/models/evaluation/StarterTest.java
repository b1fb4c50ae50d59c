package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidetable.models.pool.Starter;
import org.tidetable.models.vocabulary.Grain;

/**
 * What comes with Tidetable is what its sources give. Needs -Dtidetable.data=FOLDER; with
 * -Dtidetable.starter=FOLDER it is written there anew, to be committed.
 */
@Tag("benchmark")
class StarterTest {
  @ParameterizedTest
  @EnumSource(
      value = Grain.class,
      names = {"YEAR", "QUARTER", "MONTH"})
  void what_was_learnt_is_learnt_again_to_the_same_bytes(Grain grain) throws IOException {
    String folder = System.getProperty("tidetable.data", "");
    assumeTrue(!folder.isEmpty(), "give -Dtidetable.data=FOLDER");
    StarterLearning learning = StarterLearning.of(Path.of(folder), grain, id -> true);
    StarterLearning.Learnt learnt = learning.learnt();
    learning.report(System.out);

    String target = System.getProperty("tidetable.starter", "");
    if (!target.isEmpty()) {
      Path written = Files.createDirectories(Path.of(target));
      Files.write(written.resolve(grain.code() + ".json"), learnt.text());
      Files.write(written.resolve(grain.code() + ".trees.gz"), learnt.packed());
    } else {
      assertThat(learnt.text()).isEqualTo(shipped(grain.code() + ".json"));
      // Unpacked, since another JDK may pack the same bytes in another way.
      assertThat(learnt.trees()).isEqualTo(unpacked(shipped(grain.code() + ".trees.gz")));
    }
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return stream.readAllBytes();
    }
  }

  private static byte[] shipped(String name) throws IOException {
    try (InputStream stream = Starter.class.getResourceAsStream("starter/" + name)) {
      return stream.readAllBytes();
    }
  }
}
