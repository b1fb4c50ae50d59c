package org.tidetable.pipeline.synthetic;

import java.time.LocalDate;

/**
 * What never changes about an invented person.
 *
 * @param index counted from 0 over the whole population
 * @param bornMonth months from the first month of the records to the month of birth; below 0 for
 *     births before it
 * @param frailty latent bodily need: standard normal, never written to a file
 * @param disengagement latent distance from school: standard normal, never written to a file
 * @param schoolPick which of the area's schools
 */
public record Resident(
    int index, int bornMonth, boolean male, double frailty, double disengagement, int schoolPick) {

  /** The day of birth, one of the first 28 of its month. */
  public LocalDate born(SyntheticSettings settings) {
    int day = Streams.of(settings.seed(), "day of birth", index).nextInt(28);
    return settings.from().plusMonths(bornMonth).plusDays(day);
  }

  /** Age in whole years, months of birth taken as their first day; below 0 before birth. */
  public int age(int month) {
    return Math.floorDiv(month - bornMonth, 12);
  }
}
