package org.tidetable.pipeline.profile;

import static org.tidetable.pipeline.run.ExitCode.USAGE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.FileLayout.Format;
import org.tidetable.pipeline.file.SheetHead;
import org.tidetable.pipeline.identity.IdentityGate;
import org.tidetable.pipeline.profile.TablePlace.RawRow;
import org.tidetable.pipeline.run.UserError;

/**
 * The sheets of a workbook, and where the table of one of them begins.
 *
 * @param layout of the sheet that is looked at
 * @param sheets what may be shown of the names of all sheets, in their order
 */
record WorkbookHead(FileLayout layout, List<String> sheets) {
  private static final int LEAST_ROWS = 3;
  private static final int LEAST_CELLS = 3;

  /**
   * Looks into a workbook.
   *
   * @param wanted the sheet; empty for the first that holds a table
   * @throws UserError when there is no such sheet, or the file is no workbook
   */
  static WorkbookHead of(Path file, String wanted) {
    List<SheetHead> heads = SheetHead.all(file);
    List<String> names = new ArrayList<>();
    SheetHead chosen = null;
    for (SheetHead head : heads) {
      names.add(shown(head.sheet(), names.size() + 1));
      boolean fits = wanted.isEmpty() ? holdsTable(rows(head)) : head.sheet().equals(wanted);
      chosen = chosen == null && fits ? head : chosen;
    }
    if (chosen == null && !wanted.isEmpty()) {
      throw UserError.of(
          USAGE, "%s  there is no such sheet. Its sheets are: %s.", file, String.join(", ", names));
    }
    SheetHead sheet = chosen == null ? heads.get(0) : chosen;
    TablePlace place = TablePlace.of(rows(sheet));
    return new WorkbookHead(
        new FileLayout(
            Format.WORKBOOK,
            "",
            "",
            sheet.sheet(),
            place.headingLine(),
            place.headingRows(),
            "",
            false,
            List.of(),
            ""),
        List.copyOf(names));
  }

  private static String shown(String name, int number) {
    return IdentityGate.mayShow(name) ? name : "sheet " + number;
  }

  private static List<RawRow> rows(SheetHead head) {
    return head.rows().stream().map(row -> new RawRow(row.line(), row.cells())).toList();
  }

  /** Several rows of several cells, and numbers or days in some: not a title or a list of notes. */
  private static boolean holdsTable(List<RawRow> rows) {
    long full = rows.stream().filter(row -> row.filled() >= LEAST_CELLS).count();
    return full >= LEAST_ROWS && rows.stream().anyMatch(row -> row.values() > 0.3);
  }
}
