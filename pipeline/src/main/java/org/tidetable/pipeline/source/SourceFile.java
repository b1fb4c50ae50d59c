package org.tidetable.pipeline.source;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.tidetable.pipeline.run.UserError;

/**
 * A file and the mapping that reads it, as a task gets it.
 *
 * @param file a path that every worker can read
 */
public record SourceFile(SourceMapping mapping, String file) implements Serializable {

  /**
   * The rows of the file, each with its fate; reads as it goes.
   *
   * @throws UserError when there is none
   */
  public Iterator<Row> rows() {
    SourceMapping.CountsMapping counts = mapping.counts();
    Iterator<Row> rows =
        counts == null
            ? new EventsReading(mapping, Objects.requireNonNull(mapping.events()), Path.of(file))
            : new CountsReading(mapping, counts, Path.of(file));
    if (!rows.hasNext()) {
      throw UserError.of(INPUT, "%s:1:1  has a heading row but no data. Supply the data.", file);
    }
    return rows;
  }
}
