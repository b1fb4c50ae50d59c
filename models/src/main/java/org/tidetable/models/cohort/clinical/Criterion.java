package org.tidetable.models.cohort.clinical;

import java.io.Serializable;
import java.util.Set;

/**
 * Which records count.
 *
 * @param concepts one of these, unless {@code anyConcept}
 * @param first only the first such record of the person, before anything else is asked of it
 * @param start a condition on its first day, as days since 1970-01-01
 * @param end a condition on its last day
 * @param age a condition on the year of its start less the year of birth
 * @param genders one of these; empty for any
 * @param supply a condition on days of supply
 * @param around what must hold around the record
 */
public record Criterion(
    Domain domain,
    boolean anyConcept,
    Set<Long> concepts,
    boolean first,
    Range start,
    Range end,
    Range age,
    Set<Long> genders,
    Range supply,
    Group around)
    implements Serializable {
  public Criterion {
    concepts = Set.copyOf(concepts);
    genders = Set.copyOf(genders);
  }
}
