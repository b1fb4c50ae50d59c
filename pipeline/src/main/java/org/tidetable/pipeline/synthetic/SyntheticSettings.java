package org.tidetable.pipeline.synthetic;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * What population to invent; the same settings give the same bytes.
 *
 * @param people how many, from 1 to 100 million
 * @param from the first day of the records, the first of a month
 * @param to the last day of the records, the last of a month, a year or more after {@code from}
 * @param seed any number
 * @param contacts whether plain files also tell of everyday contacts: the family doctor, and school
 *     attendance and home care by week
 * @param rates how often things happen, as factors
 * @param truth base rates and what they depend on
 */
public record SyntheticSettings(
    int people,
    LocalDate from,
    LocalDate to,
    long seed,
    boolean contacts,
    Rates rates,
    Truth truth) {
  public SyntheticSettings {
    require(people >= 1 && people <= 100_000_000, "people must be 1 to 100000000, was %s", people);
    require(from.getDayOfMonth() == 1, "from must be the first day of a month, but was %s", from);
    require(
        to.equals(YearMonth.from(to).atEndOfMonth()),
        "to must be the last day of a month, but was %s",
        to);
    require(
        !to.isBefore(from.plusYears(1).minusDays(1)),
        "to must be a year or more after from, but was %s after %s",
        to,
        from);
  }

  /** With the truth that comes with Tidetable: plain files have one of their own. */
  public SyntheticSettings(
      int people, LocalDate from, LocalDate to, long seed, boolean contacts, Rates rates) {
    this(
        people,
        from,
        to,
        seed,
        contacts,
        rates,
        rates.equals(Rates.PLAIN) ? Truth.standard() : Truth.england());
  }

  /** Plain files, without everyday contacts. */
  public SyntheticSettings(int people, LocalDate from, LocalDate to, long seed) {
    this(people, from, to, seed, false, Rates.PLAIN);
  }

  /** Four years of records, from 1 April 2021 to 31 March 2025. */
  public static SyntheticSettings of(int people, long seed) {
    return new SyntheticSettings(people, LocalDate.of(2021, 4, 1), LocalDate.of(2025, 3, 31), seed);
  }

  /** Months of records. */
  public int months() {
    return (int) ChronoUnit.MONTHS.between(from, to.plusDays(1));
  }
}
