package org.tidetable.pipeline.conf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.identity.GatedColumn;
import org.tidetable.pipeline.identity.GatedColumn.Meaning;
import org.tidetable.pipeline.identity.IdentityGate;

/** Texts of a configuration that are published: each setting passes the gate like a column. */
final class PublishedTexts {
  /** Letters that a reason may have. */
  static final int MOST_LETTERS = 120;

  private final String file;
  private final Map<String, IdentityGate> gates = new TreeMap<>();

  /** Texts of that file. */
  PublishedTexts(Path file) {
    this.file = file.toString();
  }

  /**
   * Adds one.
   *
   * @param setting the name of the setting that holds it, the same for all of its kind
   * @param line in the file, from 1
   */
  void see(String setting, String text, int line) {
    gates
        .computeIfAbsent(
            setting, any -> new IdentityGate(file, List.of(new GatedColumn(setting, Meaning.TEXT))))
        .see(new Line(line, line, -1, -1, List.of(text)));
  }

  /**
   * Refuses the configuration where a text identifies people.
   *
   * @throws org.tidetable.pipeline.run.UserError with exit code 5
   */
  void throwIfAnyIdentifies() {
    gates.values().forEach(IdentityGate::finish);
  }
}
