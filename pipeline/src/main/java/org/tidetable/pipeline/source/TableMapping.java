package org.tidetable.pipeline.source;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.Serializable;
import java.util.List;

/** A table that is kept as it is, with the types of its columns: a lookup, a reference. */
public record TableMapping(
    @JsonPropertyDescription("Columns that together are never the same in two rows")
        List<String> key)
    implements Serializable {
  public TableMapping {
    key = key == null ? List.of() : List.copyOf(key);
  }
}
