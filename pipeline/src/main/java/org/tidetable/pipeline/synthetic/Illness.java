package org.tidetable.pipeline.synthetic;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A long-term condition of one person and the day of its first record.
 *
 * @param onset before, in or after the records; nothing knows of it earlier
 */
public record Illness(LongTermCondition condition, LocalDate onset) {
  /** What is prescribed lasts four weeks. */
  public static final int DAYS_PRESCRIBED = 28;

  /** Of frailer and more deprived people sooner; those that begin after the records left out. */
  public static List<Illness> of(
      Resident resident, double deprivation, SyntheticSettings settings) {
    SplittableRandom random = Streams.of(settings.seed(), "illness", resident.index());
    double level = StrictMath.exp(0.35 * resident.frailty() + 0.3 * deprivation);
    LocalDate born = resident.born(settings);
    List<Illness> illnesses = new ArrayList<>();
    for (LongTermCondition condition : LongTermCondition.values()) {
      double age = condition.onset(-StrictMath.log(1 - random.nextDouble()), level);
      LocalDate onset = born.plusDays((long) (365.25 * Math.min(age, 150)));
      if (age >= 0 && !onset.isAfter(settings.to())) {
        illnesses.add(new Illness(condition, onset));
      }
    }
    return illnesses;
  }

  /** The days of prescriptions from a day to another, both included. */
  public List<LocalDate> prescriptions(LocalDate from, LocalDate to) {
    long before = Math.max(0, ChronoUnit.DAYS.between(onset, from));
    long first = (before + DAYS_PRESCRIBED - 1) / DAYS_PRESCRIBED;
    List<LocalDate> days = new ArrayList<>();
    LocalDate day = onset.plusDays(first * DAYS_PRESCRIBED);
    while (!day.isAfter(to)) {
      days.add(day);
      day = day.plusDays(DAYS_PRESCRIBED);
    }
    return days;
  }
}
