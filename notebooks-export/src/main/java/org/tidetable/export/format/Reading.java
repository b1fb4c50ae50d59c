package org.tidetable.export.format;

import java.time.LocalDate;
import java.util.Optional;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Plain;

/** Reads published cells back for charts and sentences. */
final class Reading {
  private Reading() {}

  /** The number of a cell; empty where it holds none. */
  static Optional<Double> number(Cell cell) {
    if (cell instanceof Cell.Count count) {
      return Optional.of((double) count.value());
    }
    if (cell instanceof Cell.Number number) {
      return Optional.of(number.value());
    }
    if (cell instanceof Cell.Estimate estimate) {
      return Optional.of(estimate.value());
    }
    return Optional.empty();
  }

  /** The day of a date, or of a text that begins with an ISO date. */
  static LocalDate day(Cell cell) {
    return LocalDate.parse(cell.fold(Plain.TEXT).substring(0, 10));
  }
}
