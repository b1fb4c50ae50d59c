package org.tidetable.pipeline.landing;

import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.source.SourceMapping;
import org.tidetable.pipeline.source.SourceReading;

/** What the rows of a source are: each kind is landed in columns of its own. */
public enum RowKind {
  COUNTS,
  EVENTS,
  PEOPLE,
  /** A table that is kept as it is, in the columns of its mapping. */
  TABLE;

  /** What is told by the receipt, or by the folder's source. */
  private static Set<String> notKept() {
    return Set.of(
        StoreSchema.SOURCE,
        StoreSchema.SECTOR,
        StoreSchema.LINE,
        StoreSchema.OFFSET,
        StoreSchema.FIRST,
        StoreSchema.FATE,
        StoreSchema.REASON,
        StoreSchema.COLUMN);
  }

  /** The kind of rows that a mapping makes. */
  public static RowKind of(SourceMapping mapping) {
    if (mapping.counts() != null) {
      return COUNTS;
    }
    if (mapping.events() != null) {
      return EVENTS;
    }
    return mapping.people() != null ? PEOPLE : TABLE;
  }

  /** The columns that are kept of a row in use; an event kind is a number. */
  public static StructType landed(SourceMapping mapping) {
    return landed(SourceReading.schema(mapping));
  }

  /** The same for a kind whose columns do not depend on the mapping. */
  public StructType landed() {
    return switch (this) {
      case COUNTS -> landed(StoreSchema.COUNTS);
      case EVENTS -> landed(StoreSchema.RAW_EVENTS);
      case PEOPLE -> landed(StoreSchema.RAW_PEOPLE);
      case TABLE -> throw new IllegalStateException("a table has the columns of its mapping");
    };
  }

  private static StructType landed(StructType read) {
    StructType kept = new StructType();
    for (StructField field : read.fields()) {
      if (!notKept().contains(field.name())) {
        // The place of the kind in its enum: the code version is part of a landing's key.
        boolean numbered = field.name().equals(StoreSchema.KIND);
        kept =
            kept.add(
                field.name(),
                numbered ? DataTypes.IntegerType : field.dataType(),
                field.nullable());
      }
    }
    return kept;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
