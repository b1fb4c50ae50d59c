package org.tidetable.export.table;

import java.time.LocalDate;

/**
 * A cell as plain text: ISO dates, shortest exact numbers, true or false, and nothing for a value
 * that is suppressed or missing.
 */
public enum Plain implements Cell.Cases<String> {
  TEXT;

  @Override
  public String text(String value) {
    return value;
  }

  @Override
  public String count(long value) {
    return Long.toString(value);
  }

  @Override
  public String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Double.toString(value);
  }

  @Override
  public String estimate(double value, long basis) {
    return number(value);
  }

  @Override
  public String day(LocalDate value) {
    return value.toString();
  }

  @Override
  public String flag(boolean value) {
    return Boolean.toString(value);
  }

  @Override
  public String suppressed(String reason) {
    return "";
  }

  @Override
  public String missing(String reason) {
    return "";
  }
}
