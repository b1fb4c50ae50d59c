package org.tidetable.pipeline.stage;

import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.tidetable.features.frame.Rows;

/**
 * The days that the event store covers.
 *
 * @param firstDay the first one
 * @param asOf the first one after the last
 */
record Coverage(LocalDate firstDay, LocalDate asOf) {
  static Coverage read(Run run) {
    Row row =
        Rows.small(
                run.folder()
                    .read(run.spark(), run.folder().store().resolve("coverage"), Merge.COVERAGE))
            .get(0);
    return new Coverage(row.getDate(0).toLocalDate(), row.getDate(1).toLocalDate());
  }
}
