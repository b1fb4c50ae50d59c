package org.tidetable.models.cohort.clinical;

import java.io.Serializable;

/**
 * A condition on a number or a day.
 *
 * @param extent the other end, for the two that speak of a span
 */
public record Range(Op op, double value, double extent) implements Serializable {
  /** No condition. */
  public static final Range ANY = new Range(Op.ANY, 0, 0);

  /** How to compare; the spans include both ends. */
  public enum Op {
    ANY,
    LT,
    LTE,
    EQ,
    GTE,
    GT,
    BETWEEN,
    NOT_BETWEEN
  }

  /** Whether the number passes. */
  public boolean holds(double number) {
    return switch (op) {
      case ANY -> true;
      case LT -> number < value;
      case LTE -> number <= value;
      case EQ -> number == value;
      case GTE -> number >= value;
      case GT -> number > value;
      case BETWEEN -> number >= value && number <= extent;
      case NOT_BETWEEN -> number < value || number > extent;
    };
  }
}
