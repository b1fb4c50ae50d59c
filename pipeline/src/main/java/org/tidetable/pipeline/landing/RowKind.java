package org.tidetable.pipeline.landing;

import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.source.SourceMapping;

/** What the rows of a source are: each kind is landed in columns of its own. */
// A StructType is never changed; its library does not say so.
@SuppressWarnings("ImmutableEnumChecker")
public enum RowKind {
  COUNTS(StoreSchema.COUNTS),
  EVENTS(StoreSchema.RAW_EVENTS),
  PEOPLE(StoreSchema.RAW_PEOPLE);

  private final StructType read;
  private final StructType landed;

  RowKind(StructType read) {
    this.read = read;
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
    this.landed = kept;
  }

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
    return mapping.counts() != null ? COUNTS : EVENTS;
  }

  /** The columns of a row as it is read. */
  public StructType read() {
    return read;
  }

  /** The columns that are kept of a row in use; its event kind is a number. */
  public StructType landed() {
    return landed;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
