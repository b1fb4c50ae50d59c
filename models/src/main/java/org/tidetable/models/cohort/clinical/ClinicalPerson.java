package org.tidetable.models.cohort.clinical;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the OMOP tables hold of one person, in days since 1970-01-01.
 *
 * @param gender a concept
 */
public record ClinicalPerson(
    long id, int birthYear, long gender, List<Period> periods, List<Happening> events) {

  /** A time under observation, both days included. */
  public record Period(int start, int end) {
    boolean holds(int day) {
      return start <= day && day <= end;
    }
  }

  /**
   * A record.
   *
   * @param row its number in its table
   * @param concept 0 where the table has none
   * @param end as recorded, else the day after the start; for drugs the end of supply comes between
   * @param supply days of supply of a drug, else 0
   * @param visit the visit it belongs to, else 0
   */
  public record Happening(
      Domain domain, long row, long concept, int start, int end, int supply, long visit) {
    static final Comparator<Happening> BY_START =
        Comparator.comparingInt(Happening::start)
            .thenComparing(Happening::domain)
            .thenComparingLong(Happening::row);
  }

  public ClinicalPerson {
    periods = periods.stream().sorted(Comparator.comparingInt(Period::start)).toList();
    events = events.stream().sorted(Happening.BY_START).toList();
  }

  /** The time under observation that a day lies in. */
  Optional<Period> periodOf(int day) {
    return periods.stream().filter(period -> period.holds(day)).findFirst();
  }
}
