package org.tidetable.pipeline.identity;

import java.util.List;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.run.UserError;

/** Files of a few rows, seen by the gate without its search for hashes. */
final class Gates {
  private Gates() {}

  /** The message with which a file is refused; empty if it passes. */
  static String message(String file, List<GatedColumn> columns, List<List<String>> rows) {
    try {
      IdentityGate gate =
          new IdentityGate(file, columns, SearchLedger.nowhere(), "", WeakPseudonyms.of(List.of()));
      for (int i = 0; i < rows.size(); i++) {
        gate.see(new Line(i + 1, i + 2, -1, -1, rows.get(i)));
      }
      gate.finish();
      return "";
    } catch (UserError refused) {
      return refused.getMessage();
    }
  }

  /** The message for one undeclared column. */
  static String message(String heading, List<String> cells) {
    return message(
        "a.csv",
        List.of(column("row"), column(heading)),
        cells.stream().map(cell -> List.of("x", cell)).toList());
  }

  static GatedColumn column(String heading) {
    return new GatedColumn(heading, GatedColumn.Meaning.UNDECLARED);
  }

  static GatedColumn column(String heading, GatedColumn.Meaning meaning) {
    return new GatedColumn(heading, meaning);
  }
}
