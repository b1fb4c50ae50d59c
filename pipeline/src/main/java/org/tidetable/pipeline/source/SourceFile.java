package org.tidetable.pipeline.source;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import org.apache.spark.sql.Row;

/**
 * A file and the mapping that reads it, as a task gets it.
 *
 * @param file a path that every worker can read
 */
public record SourceFile(SourceMapping mapping, String file) implements Serializable {

  /** The rows of the file, each with its fate; reads as it goes. */
  public Iterator<Row> rows() {
    SourceMapping.CountsMapping counts = mapping.counts();
    return counts == null
        ? new EventsReading(mapping, Objects.requireNonNull(mapping.events()), Path.of(file))
        : new CountsReading(mapping, counts, Path.of(file));
  }
}
