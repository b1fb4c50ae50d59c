package org.tidetable.pipeline.source;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.run.UserError;

/** Looks at the headings and first rows of a file, as the mapping would read them. */
public final class SourceCheck {
  private static final int ROWS = 1000;

  private SourceCheck() {}

  /**
   * What was seen.
   *
   * @param rows how many were looked at; of files about people, all
   * @param drift how the headings differ from the mapping
   */
  public record Seen(int rows, Drift drift) {}

  /** Refuses a file whose headings or first rows the mapping cannot read, with the place. */
  public static Seen firstRows(SourceMapping mapping, Path file, String keyFile) {
    boolean persons = mapping.personLevel();
    SourceReading rows = new SourceFile(mapping, file.toString(), keyFile).open();
    // A row of a reading is a row without a schema: its places are those of the stores.
    var schema = SourceReading.schema(mapping);
    int seen = 0;
    int faulty = 0;
    Row first = null;
    while (rows.hasNext() && (persons || seen < ROWS)) {
      Row row = rows.next();
      seen++;
      if (row.getString(schema.fieldIndex(StoreSchema.FATE)).equals(Fate.SET_ASIDE.code())) {
        faulty++;
        first = first == null ? row : first;
      }
    }
    rows.judge();
    double limit = mapping.setAsideLimit() == null ? 0 : mapping.setAsideLimit();
    if (first != null && faulty > limit * seen) {
      throw UserError.of(
          INPUT,
          "%s:%d:%d  %s. %d of the first %d rows are faulty; the mapping allows %s %%. Mend the "
              + "file, or declare the format, the code or the mark in the mapping.",
          file,
          first.getLong(schema.fieldIndex(StoreSchema.LINE)),
          first.getInt(schema.fieldIndex(StoreSchema.COLUMN)),
          first.getString(schema.fieldIndex(StoreSchema.REASON)),
          faulty,
          seen,
          limit * 100);
    }
    return new Seen(seen, rows.drift());
  }
}
