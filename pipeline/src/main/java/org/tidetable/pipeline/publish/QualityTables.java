package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.List;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.pipeline.quality.QualityCheck;

/** What was found about the input. */
public final class QualityTables {
  public static final String CHECKS = "fact_quality_check";

  private QualityTables() {}

  /**
   * The findings of sources, one row each. Rows of person-level files are counts of what people
   * did, and are protected like any other.
   */
  public static Table checks(List<QualityCheck> checks, Source source) {
    List<Column> columns =
        List.of(
            Column.dimension("source", "Source", Column.Type.STRING, "The mapping's name"),
            Column.dimension("check", "Check", Column.Type.STRING, "What was looked at"),
            Column.text("result", "Result", "ok, note or warning"),
            Column.count("rows", "Rows", "rows of files", "", "Rows found; blank for a share"),
            Column.estimate("share_percent", "Share", "%", "A share; blank for rows"),
            Column.text("detail", "Detail", "What it means"));
    List<List<Cell>> rows = new ArrayList<>();
    for (QualityCheck check : checks) {
      boolean share = check.isShare();
      rows.add(
          List.of(
              Cell.text(check.source()),
              Cell.text(check.check()),
              Cell.text(check.result()),
              share ? Cell.missing("a share") : Cell.count(Math.round(check.value())),
              share ? Cell.estimate(100 * check.value(), check.basis()) : Cell.missing("rows"),
              Cell.text(check.detail())));
    }
    return new Table(
        CHECKS, "Data quality", "What was found about the input", source, columns, rows);
  }
}
