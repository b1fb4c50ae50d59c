package org.tidetable.pipeline.conf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.tidetable.pipeline.source.ColumnMapping;
import org.tidetable.pipeline.source.SourceMapping;

/** Whether risks of joined tables name what there is. */
final class JoinedRiskCheck {
  private final Map<String, SourceMapping> mappings;
  private final Function<String, Path> beside;
  private final BiConsumer<String, String> note;

  /**
   * @param beside where a named file stands
   * @param note takes a setting's path and what is wrong with it
   */
  JoinedRiskCheck(
      Map<String, SourceMapping> mappings,
      Function<String, Path> beside,
      BiConsumer<String, String> note) {
    this.mappings = mappings;
    this.beside = beside;
    this.note = note;
  }

  void check(List<JoinedRiskConfig> risks, Set<String> takenNames) {
    Set<String> names = new HashSet<>(takenNames);
    for (int i = 0; i < risks.size(); i++) {
      JoinedRiskConfig risk = risks.get(i);
      String path = "joined_risk[" + i + "]";
      if (!risk.name().matches("[a-z][a-z0-9_]*")) {
        note.accept(path + ".name", "is not snake_case: small letters, digits and underscores.");
      }
      if (!names.add(risk.name())) {
        note.accept(path + ".name", "stands twice. Give each risk its own name.");
      }
      if (!Files.isRegularFile(beside.apply(risk.query()))) {
        note.accept(
            path + ".query",
            "there is no file " + beside.apply(risk.query()) + ". Check the path.");
      }
      checkIndex(risk, path);
      risk.tables().forEach((table, clock) -> checkTable(risk, table, clock, path));
      checkOutcome(risk, path);
      checkSplit(risk, path);
    }
  }

  private void checkIndex(JoinedRiskConfig risk, String path) {
    if ((risk.indexDay() == null) == risk.indexDate().isEmpty()) {
      note.accept(path, "needs one of \"index_day\" and \"index_date\".");
    }
    if (!risk.indexDate().isEmpty()) {
      try {
        LocalDate.parse(risk.indexDate());
      } catch (DateTimeParseException notOne) {
        note.accept(path + ".index_date", "is not a date. Write yyyy-MM-dd.");
      }
    }
  }

  private void checkTable(
      JoinedRiskConfig risk, String table, JoinedRiskConfig.Clock clock, String path) {
    String place = path + ".tables." + table;
    SourceMapping mapping = mappings.get(table);
    if (mapping == null || mapping.table() == null) {
      List<String> known =
          mappings.values().stream()
              .filter(m -> m.table() != null)
              .map(SourceMapping::name)
              .toList();
      note.accept(place, "names no table source of this run. Those are: " + known + ".");
      return;
    }
    clock.columns().forEach(column -> checkColumn(mapping, column, place));
    List<String> days = new ArrayList<>(clock.cells().values());
    if (!clock.row().isEmpty()) {
      days.add(clock.row());
    }
    boolean numbers = risk.indexDay() != null;
    for (String day : days) {
      ColumnMapping column = mapping.columns().get(day);
      if (column != null && isDate(column) == numbers) {
        note.accept(
            place,
            "counts time by column \"%s\", which is %s; the index is %s."
                .formatted(
                    day,
                    isDate(column) ? "a date" : "a number or text",
                    numbers ? "a number of days" : "a date"));
      }
    }
  }

  private static boolean isDate(ColumnMapping column) {
    return column.type() == ColumnMapping.Type.DATE;
  }

  private void checkColumn(SourceMapping mapping, String column, String place) {
    if (!mapping.columns().containsKey(column)) {
      note.accept(place, "names column \"%s\", which %s lacks.".formatted(column, mapping.name()));
    }
  }

  private void checkOutcome(JoinedRiskConfig risk, String path) {
    SourceMapping mapping = mappings.get(risk.outcome().table());
    if (!risk.tables().containsKey(risk.outcome().table()) || mapping == null) {
      note.accept(path + ".outcome.table", "is not one of \"tables\".");
      return;
    }
    checkColumn(mapping, risk.outcome().column(), path + ".outcome");
    risk.key().forEach(column -> checkColumn(mapping, column, path + ".key"));
    if (risk.outcome().values().isEmpty()) {
      note.accept(path + ".outcome.values", "names no value that is the outcome.");
    }
    if (!risk.key().contains(risk.person())) {
      note.accept(path + ".person", "is not a column of \"key\".");
    }
    if (!risk.key().contains(risk.split().column())) {
      note.accept(path + ".split.column", "is not a column of \"key\".");
    }
  }

  private void checkSplit(JoinedRiskConfig risk, String path) {
    if (risk.split().train().isEmpty() || risk.split().test().isEmpty()) {
      note.accept(path + ".split", "needs values that teach and later ones that judge.");
    }
    for (String value : risk.split().test()) {
      if (risk.split().train().contains(value)) {
        note.accept(path + ".split.test", "\"" + value + "\" also teaches. Name other rows.");
      }
    }
  }
}
