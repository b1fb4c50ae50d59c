package org.tidetable.export.disclosure;

import java.time.LocalDate;
import java.util.Optional;
import org.tidetable.export.table.Cell;

/** Reads a cell as a count: empty for a missing one, refused for anything else. */
final class Counts implements Cell.Cases<Optional<Long>> {
  private final DisclosureRefused refusal;

  Counts(DisclosureRefused refusal) {
    this.refusal = refusal;
  }

  @Override
  public Optional<Long> count(long value) {
    return Optional.of(value);
  }

  @Override
  public Optional<Long> missing(String reason) {
    return Optional.empty();
  }

  @Override
  public Optional<Long> text(String value) {
    throw refusal;
  }

  @Override
  public Optional<Long> number(double value) {
    throw refusal;
  }

  @Override
  public Optional<Long> estimate(double value, long basis) {
    throw refusal;
  }

  @Override
  public Optional<Long> day(LocalDate value) {
    throw refusal;
  }

  @Override
  public Optional<Long> flag(boolean value) {
    throw refusal;
  }

  @Override
  public Optional<Long> suppressed(String reason) {
    throw refusal;
  }
}
