package org.tidetable.models.cohort.clinical;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * Who enters, when, and until when.
 *
 * @param entries records that may make somebody enter
 * @param priorDays days under observation that are needed before the record
 * @param postDays days under observation that are needed after it
 * @param primary which of these records count
 * @param additional what must hold around a record
 * @param qualified which of those that are left count, where something additional is asked
 * @param inclusion what must hold besides, rule by rule
 * @param expression which of those that are left count
 * @param censoring records that end the membership
 * @param eraPad days by which memberships are prolonged before they are joined
 * @param earliest memberships begin no earlier, as days since 1970-01-01
 * @param latest and end no later
 */
public record ClinicalCohort(
    List<Criterion> entries,
    int priorDays,
    int postDays,
    Limit primary,
    Group additional,
    Limit qualified,
    List<Group> inclusion,
    Limit expression,
    EndStrategy end,
    List<Criterion> censoring,
    int eraPad,
    int earliest,
    int latest)
    implements Serializable {

  /** Which of a person's records count. */
  public enum Limit {
    ALL,
    FIRST,
    LAST
  }

  /** When membership ends: at the latest with the observation. */
  public sealed interface EndStrategy extends Serializable {}

  /** With the observation. */
  public record EndOfObservation() implements EndStrategy {}

  /** So many days after the record's first or last day. */
  public record Offset(boolean fromEnd, int days) implements EndStrategy {}

  /**
   * With the era of drugs that the entry lies in.
   *
   * @param gapDays the longest gap between exposures of one era
   * @param offset days added to its end
   */
  public record DrugEra(Set<Long> concepts, int gapDays, int offset) implements EndStrategy {
    public DrugEra {
      concepts = Set.copyOf(concepts);
    }
  }

  public ClinicalCohort {
    entries = List.copyOf(entries);
    inclusion = List.copyOf(inclusion);
    censoring = List.copyOf(censoring);
  }
}
