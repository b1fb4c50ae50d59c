package org.tidetable.export.table;

import static org.tidetable.export.table.Require.require;

import java.time.LocalDate;

/** One value of a table, or the reason why there is none. */
public sealed interface Cell {

  /** Handles every case, so that none can be forgotten. */
  <T> T fold(Cases<T> cases);

  /** A blank text. */
  Cell BLANK = new Text("");

  static Cell text(String value) {
    return new Text(value);
  }

  static Cell count(long persons) {
    return new Count(persons);
  }

  static Cell number(double value) {
    return new Number(value);
  }

  static Cell estimate(double value, long basis) {
    return new Estimate(value, basis);
  }

  static Cell day(LocalDate value) {
    return new Day(value);
  }

  static Cell flag(boolean value) {
    return new Flag(value);
  }

  static Cell suppressed(String reason) {
    return new Suppressed(reason);
  }

  static Cell missing(String reason) {
    return new Missing(reason);
  }

  /** What to do with each kind of cell. */
  interface Cases<T> {
    T text(String value);

    T count(long value);

    T number(double value);

    T estimate(double value, long basis);

    T day(LocalDate value);

    T flag(boolean value);

    T suppressed(String reason);

    T missing(String reason);
  }

  /** Words or a code. */
  record Text(String value) implements Cell {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.text(value);
    }
  }

  /** A whole number of persons, events or periods, 0 or more. */
  record Count(long value) implements Cell {
    public Count {
      require(value >= 0, "a count must be 0 or more, but was %s", value);
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.count(value);
    }
  }

  /** A finite number that stands on published or protected counts only. */
  record Number(double value) implements Cell {
    public Number {
      require(Double.isFinite(value), "a number must be finite, but was %s; use missing", value);
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.number(value);
    }
  }

  /**
   * A finite number made from person-level records.
   *
   * @param basis distinct persons behind the value, 0 or more
   */
  record Estimate(double value, long basis) implements Cell {
    public Estimate {
      require(Double.isFinite(value), "an estimate must be finite, but was %s; use missing", value);
      require(basis >= 0, "a basis must be 0 or more, but was %s", basis);
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.estimate(value, basis);
    }
  }

  /** A day without a zone. */
  record Day(LocalDate value) implements Cell {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.day(value);
    }
  }

  /** Yes or no. */
  record Flag(boolean value) implements Cell {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.flag(value);
    }
  }

  /** A value that is known but may not be shown. */
  record Suppressed(String reason) implements Cell {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.suppressed(reason);
    }
  }

  /** A value that is not known. */
  record Missing(String reason) implements Cell {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.missing(reason);
    }
  }
}
