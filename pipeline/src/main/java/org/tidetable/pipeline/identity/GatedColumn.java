package org.tidetable.pipeline.identity;

import java.io.Serializable;

/** A column of a table as the gate meets it: after its mapping. */
public record GatedColumn(String heading, Meaning meaning) implements Serializable {

  /** What the mapping declares of the column's cells. */
  public enum Meaning {
    /** Nothing: cells are looked at and not kept. */
    UNDECLARED,
    /** Text or a code that is kept. */
    TEXT,
    /** A number that is kept. */
    NUMBER,
    /** The day of an event that is kept. */
    EVENT_DATE,
    /** A pseudonym that somebody else made. */
    PSEUDONYM,
    /** Dropped, banded or keyed in memory: what the gate sees is the result. */
    TRANSFORMED
  }
}
