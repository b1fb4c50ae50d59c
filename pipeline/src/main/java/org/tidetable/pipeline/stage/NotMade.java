package org.tidetable.pipeline.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.frame.Rows;
import org.tidetable.pipeline.run.RunFolder;

/** Risks that could not be learnt: one says why, and the run goes on with the others. */
final class NotMade {
  private static final StructType CAUSE =
      new StructType().add("cause", DataTypes.StringType, false);

  private NotMade() {}

  /** Notes why a risk was not made, in place of what an earlier attempt left of it. */
  static void write(Run run, String risk, String cause) {
    RunFolder.delete(validation(run, risk));
    RunFolder.delete(run.folder().models().resolve(risk));
    RunFolder.delete(run.folder().restricted().resolve("cohorts").resolve(risk));
    run.folder()
        .write(
            run.spark().createDataFrame(List.of(RowFactory.create(cause)), CAUSE),
            folder(run, risk));
  }

  /** The risk was made after all. */
  static void delete(Run run, String risk) {
    RunFolder.delete(folder(run, risk));
  }

  /** Why a risk was not made; empty for one that was. */
  static Optional<String> cause(Run run, String risk) {
    Path folder = folder(run, risk);
    return Files.isDirectory(folder)
        ? Optional.of(Rows.small(run.folder().read(run.spark(), folder, CAUSE)).get(0).getString(0))
        : Optional.empty();
  }

  /** The causes of all that were not made, by the risk's name. */
  static Map<String, String> causes(Run run) {
    Map<String, String> causes = new TreeMap<>();
    for (String risk : run.configuration().riskNames()) {
      cause(run, risk).ifPresent(cause -> causes.put(risk, cause));
    }
    return causes;
  }

  private static Path folder(Run run, String risk) {
    return validation(run, risk).resolve("not_made");
  }

  private static Path validation(Run run, String risk) {
    return run.folder().restricted().resolve("validation").resolve(risk);
  }
}
