package org.tidetable.export.table;

import static org.tidetable.export.table.Require.require;

import java.util.regex.Pattern;

/**
 * One column.
 *
 * @param name snake_case, at most 30 characters: the same in every file
 * @param title what a planner reads above the column
 * @param unit blank when there is none; "%" for per cent
 * @param key whether the column is part of the primary key
 */
public record Column(
    String name, String title, Type type, Role role, String description, String unit, boolean key) {

  private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  /** How a value is stored. */
  public enum Type {
    STRING,
    DATE,
    LONG,
    DOUBLE,
    BOOLEAN
  }

  public Column {
    require(
        SNAKE_CASE.matcher(name).matches() && name.length() <= 30,
        "a column name is snake_case of at most 30 characters, but was \"%s\"",
        name);
    require(!title.isBlank(), "column %s needs a title", name);
    require(!description.isBlank(), "column %s needs a description", name);
  }

  /** A dimension without totals that is part of the primary key. */
  public static Column dimension(String name, String title, Type type, String description) {
    return dimension(name, title, type, Hierarchy.NONE, description);
  }

  /** A dimension with totals that is part of the primary key. */
  public static Column dimension(
      String name, String title, Type type, Hierarchy hierarchy, String description) {
    return new Column(name, title, type, new Role.Dimension(hierarchy), description, "", true);
  }

  /** A count of something. */
  public static Column count(
      String name, String title, String counted, String unit, String description) {
    Role role = new Role.Count(counted);
    return new Column(name, title, Type.LONG, role, description, unit, false);
  }

  /** A count that is part of the count column {@code whole}. */
  public static Column part(
      String name, String title, String whole, String unit, String description) {
    return new Column(name, title, Type.LONG, new Role.Part(whole), description, unit, false);
  }

  /** A number made by a model or from persons. */
  public static Column estimate(String name, String title, String unit, String description) {
    Role role = new Role.Estimate();
    return new Column(name, title, Type.DOUBLE, role, description, unit, false);
  }

  /** A share in per cent of two counts of the table. */
  public static Column percentage(
      String name, String title, String numerator, String denominator, String description) {
    Role role = new Role.Ratio(numerator, denominator, 100);
    return new Column(name, title, Type.DOUBLE, role, description, "%", false);
  }

  /** Words. */
  public static Column text(String name, String title, String description) {
    return new Column(name, title, Type.STRING, new Role.Text(), description, "", false);
  }

  /** Whether values are numbers. */
  public boolean numeric() {
    return type == Type.LONG || type == Type.DOUBLE;
  }

  /** Whether the column says what rows are about. */
  public boolean isDimension() {
    return role instanceof Role.Dimension;
  }
}
