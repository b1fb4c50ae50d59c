package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.pipeline.quality.QualityCheck;

/** What was found about the input. */
public final class QualityTables {
  public static final String CHECKS = "fact_quality_check";

  private static final String IN = "rows_in";
  private static final String USED = "rows_used";
  private static final String LEFT_OUT = "rows_left_out";
  private static final String SET_ASIDE = "rows_set_aside";
  private static final String OBJECTED = "rows_objected";
  private static final String LINKED = "rows_linked";
  private static final String REASON = "set_aside: ";

  /** The rows in use that become no event. */
  private static final List<String> NOT_KEPT =
      List.of(
          "rows_duplicate",
          "rows_superseded",
          "rows_not_yet_known",
          "rows_joined",
          "rows_unlinked");

  private QualityTables() {}

  /**
   * The rows of one source by what became of them: the parts add up to the rows used, left out and
   * set aside, and these to the rows read. Rows of person-level files are counts of what people
   * did; they are protected like any other, as parts first and then added up again.
   */
  public static Table rows(List<QualityCheck> checks, Source source) {
    List<QualityCheck> rows = new ArrayList<>();
    Map<String, String> parents = new HashMap<>();
    for (QualityCheck check : checks) {
      if (isOfTheAccount(check)) {
        rows.add(check);
        parent(check.check()).ifPresent(parent -> parents.put(check.check(), parent));
      }
    }
    linked(rows).ifPresent(rows::add);
    parents.put(LINKED, USED);
    return table(rows, source, "rows of files", new Hierarchy(IN, parents));
  }

  /** The other findings of one source: late rows, which are counted apart, and shares. */
  public static Table others(List<QualityCheck> checks, Source source) {
    return table(
        checks.stream().filter(check -> !isOfTheAccount(check)).toList(),
        source,
        "rows recorded late",
        Hierarchy.NONE);
  }

  private static boolean isOfTheAccount(QualityCheck check) {
    return check.check().equals(IN)
        || List.of(USED, LEFT_OUT, SET_ASIDE, OBJECTED).contains(check.check())
        || parent(check.check()).isPresent();
  }

  private static Optional<String> parent(String check) {
    if (check.startsWith(REASON)) {
      return Optional.of(SET_ASIDE);
    }
    return NOT_KEPT.contains(check) ? Optional.of(USED) : Optional.empty();
  }

  /** The rows in use that became events; none where it is not known which did not. */
  private static Optional<QualityCheck> linked(List<QualityCheck> rows) {
    long notKept = 0;
    boolean known = false;
    for (QualityCheck check : rows) {
      if (NOT_KEPT.contains(check.check())) {
        notKept += Math.round(check.value());
        known = true;
      }
    }
    if (!known) {
      return Optional.empty();
    }
    long without = notKept;
    return rows.stream()
        .filter(check -> check.check().equals(USED))
        .findFirst()
        .map(
            used ->
                QualityCheck.ok(
                    used.source(),
                    LINKED,
                    Math.round(used.value()) - without,
                    "Rows used that lead to a person"));
  }

  private static Table table(
      List<QualityCheck> checks, Source source, String counted, Hierarchy hierarchy) {
    List<Column> columns =
        List.of(
            Column.dimension("source", "Source", Column.Type.STRING, "The mapping's name"),
            Column.dimension("check", "Check", Column.Type.STRING, hierarchy, "What was looked at"),
            Column.text("result", "Result", "ok, note or warning"),
            Column.count("rows", "Rows", counted, "", "Rows found; blank for a share"),
            Column.estimate("share_percent", "Share", "%", "A share; blank for rows"),
            Column.text("detail", "Detail", "What it means"),
            Column.text("reason", "Reason", "Why a share is withheld; blank if it is not"));
    List<List<Cell>> rows = new ArrayList<>();
    for (QualityCheck check : checks) {
      boolean share = check.isShare();
      rows.add(
          List.of(
              Cell.text(check.source()),
              Cell.text(check.check()),
              Cell.text(check.result()),
              share ? Cell.missing("") : Cell.count(Math.round(check.value())),
              share
                  ? Cell.estimate(Math.rint(100 * check.value()), check.basis())
                  : Cell.missing(""),
              Cell.text(check.detail()),
              Cell.BLANK));
    }
    return new Table(
        CHECKS, "Data quality", "What was found about the input", source, columns, rows);
  }
}
