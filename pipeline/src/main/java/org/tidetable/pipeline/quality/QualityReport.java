package org.tidetable.pipeline.quality;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tidetable.pipeline.run.RunFolder;

/** The findings of the stages, one JSON file each, read back for publishing. */
public final class QualityReport {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private QualityReport() {}

  /** Writes the findings of one stage. */
  public static void write(Path folder, String stage, List<QualityCheck> checks) {
    try {
      JSON.writeValue(folder.resolve(stage + ".json").toFile(), checks);
      // The counts are exact, those of person-level files too.
      RunFolder.close(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** All findings, by stage and then in the order in which they were found. */
  public static List<QualityCheck> read(Path folder) {
    List<QualityCheck> checks = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files
              .filter(file -> file.toString().endsWith(".json"))
              .sorted(Comparator.comparing(Path::toString))
              .toList()) {
        checks.addAll(JSON.readValue(file.toFile(), new TypeReference<List<QualityCheck>>() {}));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return checks;
  }
}
