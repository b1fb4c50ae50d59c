package org.tidetable.pipeline.synthetic;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Everything that happened to one household, and its state on the dates at which true risks are
 * wanted.
 *
 * @param occurrences what the plain files tell
 * @param leftMonth the month at whose end they moved away; {@link #STAYED} if they did not
 * @param diedMonth by the index of the resident
 */
public record LifeCourse(
    Household household,
    List<Occurrence> occurrences,
    int leftMonth,
    Map<Integer, Integer> diedMonth,
    List<Snapshot> snapshots) {

  public static final int STAYED = Integer.MAX_VALUE;

  private static final double MOVES_AWAY_IN_A_MONTH = 0.0018;

  /** A household at the start of a month, with the conditions of those alive and born. */
  public record Snapshot(int month, HouseholdCondition home, Map<Integer, Condition> conditions) {}

  /** Lives the household through the records, with snapshots at the starts of these months. */
  static LifeCourse live(
      Household household, SyntheticSettings settings, List<Integer> snapshotAt) {
    List<Occurrence> occurrences = new ArrayList<>();
    Chronicle plain = new PlainChronicle(household, settings, occurrences);
    LifeCourse lived = live(household, settings, snapshotAt, plain);
    return new LifeCourse(
        household, occurrences, lived.leftMonth(), lived.diedMonth(), lived.snapshots());
  }

  /** The same, told to a chronicle; without occurrences. */
  public static LifeCourse live(
      Household household,
      SyntheticSettings settings,
      List<Integer> snapshotAt,
      Chronicle chronicle) {
    SplittableRandom random = Streams.of(settings.seed(), "life", household.number());
    Map<Integer, Condition> conditions = new HashMap<>();
    HouseholdCondition home = new HouseholdCondition(conditions);
    household.residents().forEach(who -> conditions.put(who.index(), new Condition()));
    Map<Integer, Integer> died = new HashMap<>();
    List<Snapshot> snapshots = new ArrayList<>();
    int left = STAYED;
    int end = settings.months();
    int first = household.entersMonth() - settings.rates().monthsBefore();
    for (int number = first; number <= end; number++) {
      if (number >= household.entersMonth() && snapshotAt.contains(number)) {
        snapshots.add(snapshot(number, household, home, conditions));
      }
      if (number == end) {
        break;
      }
      Month month = Month.of(settings, number);
      home.begin(household, random);
      boolean recorded = number >= household.entersMonth();
      for (Resident resident : household.residents()) {
        Condition condition = requireNonNull(conditions.get(resident.index()));
        if (condition.alive && resident.age(number) >= 0) {
          Happenings happenings = chronicle.begin(resident, month, random);
          liveMonth(household, resident, month, home, condition, happenings, random);
          if (!condition.alive && recorded) {
            died.put(resident.index(), number);
          }
          condition.alive |= !recorded;
        }
      }
      if (recorded && everyoneIsBorn(household, number) && moves(random)) {
        left = number;
        break;
      }
    }
    return new LifeCourse(household, List.of(), left, died, snapshots);
  }

  /** Nobody is born elsewhere, so that the register holds everybody who was asked for. */
  private static boolean everyoneIsBorn(Household household, int month) {
    return household.residents().stream().allMatch(who -> who.bornMonth() <= month);
  }

  private static boolean moves(SplittableRandom random) {
    return random.nextDouble() < MOVES_AWAY_IN_A_MONTH;
  }

  /** Moves one person through one month, whatever the age. */
  static void liveMonth(
      Household household,
      Resident resident,
      Month month,
      HouseholdCondition home,
      Condition condition,
      Happenings happenings,
      SplittableRandom random) {
    if (resident.age(month.number()) >= 18) {
      new AdultMonth(household, resident, month, home, condition, happenings, random).live();
    } else {
      new ChildMonth(household, resident, month, home, condition, happenings, random).live();
    }
  }

  private static Snapshot snapshot(
      int month, Household household, HouseholdCondition home, Map<Integer, Condition> conditions) {
    Map<Integer, Condition> present = new HashMap<>();
    for (Resident resident : household.residents()) {
      Condition condition = requireNonNull(conditions.get(resident.index()));
      if (condition.alive && resident.age(month) >= 0) {
        present.put(resident.index(), condition.copy());
      }
    }
    return new Snapshot(month, home.copy(present), present);
  }
}
