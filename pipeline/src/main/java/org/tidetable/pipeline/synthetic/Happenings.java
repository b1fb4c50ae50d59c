package org.tidetable.pipeline.synthetic;

import org.tidetable.models.vocabulary.EventKind;

/** Is told what happens to one person within one month. */
public interface Happenings {
  /** Something happened; {@code code} is what the source calls it. */
  void happened(EventKind kind, String code, double quantity);

  /**
   * Something happens in this month at this rate: whether it may. A future that is followed only
   * while the outcome has not happened says no and adds up the rates.
   */
  default boolean allows(EventKind kind, double rate) {
    return true;
  }

  /** What had started, and lasts, has come to its end. */
  default void ended(EventKind kind) {}
}
