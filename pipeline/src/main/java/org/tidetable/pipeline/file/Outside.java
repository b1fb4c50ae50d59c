package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tidetable.pipeline.run.UserError;

/** Text of a file outside its table, each cell by itself; blank ones are left out. */
final class Outside {
  private final String name;
  private final List<String> texts = new ArrayList<>();
  private long chars;

  Outside(String name) {
    this.name = name;
  }

  void add(String... cells) {
    for (String cell : cells) {
      if (!RawRow.isBlank(cell)) {
        texts.add(cell);
        chars += cell.length();
      }
    }
    if (chars > Limits.OUTSIDE_CHARS) {
      throw UserError.of(
          INPUT,
          "%s  holds more than %d characters outside the table, the limit. Correct where the table "
              + "begins and ends in the mapping.",
          name,
          Limits.OUTSIDE_CHARS);
    }
  }

  List<String> texts() {
    return Collections.unmodifiableList(texts);
  }
}
