package org.tidetable.pipeline.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.tidetable.models.card.ModelStore;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.pipeline.publish.Release;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.Sessions;
import org.tidetable.pipeline.run.UserError;

/** Makes the models of a stored run once more, from its features, method and seed. */
public final class Rebuild {
  private static final List<String> COMPARED = List.of("model.pb", "model.json");

  private Rebuild() {}

  /**
   * One model, made again.
   *
   * @param same whether every byte agrees
   * @param words what was found, in words
   */
  public record Rebuilt(String model, boolean same, String words) {}

  /** Every model of the run in that folder, by name. */
  public static List<Rebuilt> of(Path folder) {
    Path root = Release.runIn(folder);
    List<String> names = models(root.resolve("models"));
    if (names.isEmpty() || !Files.isDirectory(root.resolve("features"))) {
      throw UserError.of(
          ExitCode.USAGE,
          "%s  holds no models with their features. Name the --out folder of a run, or the folder of"
              + " the run itself (OUT/runs/ID), of a configuration with risks.",
          folder);
    }
    RunFolder run = new RunFolder(root);
    Path scratch = run.scratch();
    SparkSession spark = Sessions.start("", scratch);
    try {
      List<Rebuilt> rebuilt = new ArrayList<>();
      for (String name : names) {
        rebuilt.add(rebuild(run, spark, name));
      }
      return rebuilt;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      spark.stop();
      RunFolder.delete(scratch);
    }
  }

  private static List<String> models(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(each -> Files.isRegularFile(each.resolve("model.json")))
          .map(each -> String.valueOf(each.getFileName()))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Rebuilt rebuild(RunFolder run, SparkSession spark, String name)
      throws IOException {
    Path kept = run.root().resolve("models").resolve(name);
    boolean joined = JoinedRisks.keeps(run, name);
    if (!joined && !RiskFrames.keeps(run, name)) {
      return new Rebuilt(name, false, "not verified: the run does not keep its features");
    }
    ModelStore.Stored stored = ModelStore.read(kept);
    String method = stored.model().method();
    RiskSample sample =
        joined
            ? JoinedRisks.sample(run, spark, name)
            : Train.sample(RiskFrames.read(run, spark, name).where(s -> s.outcome().isPresent()));
    RiskModel again =
        (joined ? RiskMethod.named(method) : Train.method(method))
            .fit(sample, stored.provenance().seed());
    Path beside = run.scratch().resolve("rebuilt").resolve(name);
    ModelStore.write(beside, again, stored.provenance(), stored.card(), sample.everybody());
    for (String file : COMPARED) {
      if (Files.mismatch(kept.resolve(file), beside.resolve(file)) >= 0) {
        return new Rebuilt(name, false, file + " differs" + otherCode(stored));
      }
    }
    return new Rebuilt(name, true, "the same bytes");
  }

  private static String otherCode(ModelStore.Stored stored) {
    return stored.provenance().codeVersion().equals(Runner.codeVersion())
        ? "; the code is the same, so that the features or the model were changed"
        : "; the model was made by other code (" + stored.provenance().codeVersion() + ")";
  }
}
