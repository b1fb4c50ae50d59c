package org.tidetable.pipeline.synthetic.statutory;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A time of being looked after, with its episodes: a new one begins with every change of placement
 * or legal status.
 *
 * @param end empty while it lasts at the end of the records
 * @param need the code of the child's need
 */
record LookedAfterSpell(
    LocalDate start,
    Optional<LocalDate> end,
    String need,
    boolean adopted,
    List<Episode> episodes,
    List<Absence> absences) {

  /**
   * @param number 0 for the first of the spell
   * @param reason why it began: S being looked after, P placement, L legal status
   */
  record Episode(
      int number,
      LocalDate start,
      Optional<LocalDate> end,
      String reason,
      String legalStatus,
      String placement,
      String provider,
      String endReason,
      String changeReason,
      String ofstedNumber) {

    /** Whether it lasted on a day after {@code after} and up to {@code until}. */
    boolean open(LocalDate after, LocalDate until) {
      return !start.isAfter(until) && end.filter(day -> !day.isAfter(after)).isEmpty();
    }
  }

  /** A time away from the placement; {@code missing}, or away without leave. */
  record Absence(LocalDate start, LocalDate end, boolean missing) {}

  private record Change(LocalDate day, boolean placement) {}

  private static final double DAYS_IN_A_PLACEMENT = 420;
  private static final double DAYS_BETWEEN_ABSENCES = 900;

  static LookedAfterSpell of(Person person, Person.Spell spell, SplittableRandom random) {
    LocalDate until = spell.end().orElse(person.settings().to());
    List<Change> changes = changes(spell.start(), until, random);
    boolean young = person.age(until) < 5;
    boolean adopted = spell.end().isPresent() && young && random.nextDouble() < 0.3;
    String need = Codes.pick(random, "N1", "N1", "N1", "N1", "N2", "N4", "N5", "N5", "N6", "N8");
    List<Episode> episodes = new ArrayList<>();
    String legal = Codes.pick(random, "C1", "C1", "V2", "V2", "J1");
    String placement = placement(random);
    for (int number = 0; number < changes.size(); number++) {
      Change change = changes.get(number);
      boolean last = number == changes.size() - 1;
      if (number > 0 && change.placement()) {
        placement = placement(random);
      } else if (number > 0) {
        legal = "C2";
      }
      episodes.add(
          new Episode(
              number,
              change.day(),
              last ? spell.end() : Optional.of(changes.get(number + 1).day()),
              number == 0 ? "S" : change.placement() ? "P" : "L",
              legal,
              placement,
              Codes.pick(random, "PR1", "PR1", "PR4"),
              last ? endReason(person, spell, adopted, random) : "X1",
              Codes.pick(random, "CARPL", "PLACE", "STAND", "CHILD", "OTHER"),
              String.valueOf(9_000_000 + random.nextInt(900_000))));
    }
    List<Absence> absences = absences(person, spell.start(), until, random);
    return new LookedAfterSpell(spell.start(), spell.end(), need, adopted, episodes, absences);
  }

  boolean open(LocalDate after, LocalDate until) {
    return !start.isAfter(until) && end.filter(day -> !day.isAfter(after)).isEmpty();
  }

  private static String placement(SplittableRandom random) {
    return Codes.pick(random, "U1", "U3", "U4", "U4", "U4", "U6", "U6", "K2", "P1", "H5");
  }

  private static String endReason(
      Person person, Person.Spell spell, boolean adopted, SplittableRandom random) {
    LocalDate end = spell.end().orElse(person.settings().to());
    if (adopted) {
      return "E11";
    }
    if (person.died() && end.equals(person.last())) {
      return "E2";
    }
    if (!end.isBefore(person.born().plusYears(18).minusDays(1))) {
      return "E6";
    }
    return Codes.pick(random, "E4A", "E4B", "E46", "E8");
  }

  /** The first day, then days that are all different and at least a week apart. */
  private static List<Change> changes(LocalDate start, LocalDate until, SplittableRandom random) {
    List<Change> drawn = new ArrayList<>();
    LocalDate day = start;
    while (true) {
      day = day.plusDays(7 + (long) exponential(DAYS_IN_A_PLACEMENT, random));
      if (!day.isBefore(until)) {
        break;
      }
      drawn.add(new Change(day, true));
    }
    LocalDate order = start.plusDays(120 + (long) random.nextInt(200));
    if (random.nextDouble() < 0.4 && order.isBefore(until)) {
      drawn.add(new Change(order, false));
    }
    drawn.sort(Comparator.comparing(Change::day));
    List<Change> changes = new ArrayList<>(List.of(new Change(start, true)));
    for (Change change : drawn) {
      LocalDate before = changes.get(changes.size() - 1).day();
      if (ChronoUnit.DAYS.between(before, change.day()) >= 7) {
        changes.add(change);
      }
    }
    return changes;
  }

  private static List<Absence> absences(
      Person person, LocalDate start, LocalDate until, SplittableRandom random) {
    List<Absence> absences = new ArrayList<>();
    LocalDate tenth = person.born().plusYears(10);
    LocalDate day = start.isBefore(tenth) ? tenth : start;
    while (true) {
      day = day.plusDays(14 + (long) exponential(DAYS_BETWEEN_ABSENCES, random));
      if (!day.isBefore(until)) {
        return absences;
      }
      LocalDate end = day.plusDays(random.nextInt(9));
      end = end.isAfter(until) ? until : end;
      boolean missing = random.nextDouble() < 0.85;
      if (!day.isBefore(person.settings().from())) {
        absences.add(new Absence(day, end, missing));
      }
    }
  }

  private static double exponential(double mean, SplittableRandom random) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }
}
