package org.tidetable.features.feature;

import static org.tidetable.models.vocabulary.Require.require;

import org.apache.spark.sql.Column;

/**
 * One feature: what it is called, what it means and how it is computed.
 *
 * @param name unique in snake_case; the window is part of the name because it is part of the value
 * @param unit what the number counts
 * @param description in words that a planner understands
 * @param basis whether the column is a plain one of a person or an aggregate of the history
 * @param column a number that is 0 or more and never null
 */
public record Feature(String name, String unit, String description, Basis basis, Column column) {

  /** What the column of a feature is computed over. */
  public enum Basis {
    PERSON,
    HISTORY
  }

  public Feature {
    require(name.matches("[a-z][a-z0-9_]*"), "a feature's name is snake_case, but was %s", name);
    require(!description.isBlank(), "feature %s needs a description", name);
  }
}
