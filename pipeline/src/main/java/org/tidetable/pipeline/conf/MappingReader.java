package org.tidetable.pipeline.conf;

import java.nio.file.Path;
import java.util.Optional;
import org.tidetable.pipeline.source.SourceMapping;

/** Reads a mapping by itself, without a run that names it. */
public final class MappingReader {
  private MappingReader() {}

  /**
   * The mapping in that file, with the codes of the lists that it names.
   *
   * @throws org.tidetable.pipeline.run.UserError with exit code 3 and every problem found
   */
  public static SourceMapping read(Path file) {
    Problems problems = new Problems();
    Optional<SourceMapping> mapping =
        new YamlReader(problems)
            .read(file, SourceMapping.class)
            .map(bound -> new MappingCheck(file, bound, problems).checked());
    problems.throwIfAny();
    return mapping.orElseThrow();
  }
}
