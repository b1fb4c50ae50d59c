package org.tidetable.pipeline.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Invented people who live together and share their family need.
 *
 * @param number counted from 0
 * @param need latent family need, shared by all: standard normal, never written to a file
 * @param entersMonth the month in which they move in; 0 for those who were there before
 * @param move a move within the areas; in plain files nobody makes one
 */
public record Household(
    long number,
    Area area,
    int decile,
    String ethnicGroup,
    double need,
    int entersMonth,
    Optional<Move> move,
    List<Resident> residents) {

  /**
   * Another home within the areas.
   *
   * @param month the month at whose start they move in there
   */
  public record Move(int month, Area area) {}

  private static final String[] ETHNIC_GROUPS = {"white", "asian", "black", "mixed", "other"};
  private static final double[] ETHNIC_SHARES = {0.78, 0.11, 0.05, 0.04, 0.02};
  private static final double MOVED_IN_DURING_THE_RECORDS = 0.07;

  /** The household with that number: its members get indices from {@code firstIndex} on. */
  public static Household draw(
      long number, int firstIndex, int mostPeople, SyntheticSettings settings) {
    int months = settings.months();
    SplittableRandom random = Streams.of(settings.seed(), "household", number);
    Area area = Area.ALL.get(random.nextInt(Area.ALL.size()));
    int decile = (int) Math.round(area.decile() + 2 * Draw.normal(random));
    List<Resident> residents = new ArrayList<>();
    for (int bornMonth : birthMonths(random, months)) {
      if (residents.size() < mostPeople) {
        residents.add(resident(firstIndex + residents.size(), bornMonth, random));
      }
    }
    boolean movesIn = random.nextDouble() < MOVED_IN_DURING_THE_RECORDS;
    String ethnicGroup = ETHNIC_GROUPS[Draw.choice(random, ETHNIC_SHARES)];
    double need = Draw.normal(random);
    int entersMonth = movesIn ? 1 + random.nextInt(months - 1) : 0;
    return new Household(
        number,
        area,
        Math.max(1, Math.min(10, decile)),
        ethnicGroup,
        need,
        entersMonth,
        move(number, area, entersMonth, settings),
        List.copyOf(residents));
  }

  /** Where they live in that month. */
  public Area areaIn(int month) {
    return move.isPresent() && month >= move.get().month() ? move.get().area() : area;
  }

  private static Optional<Move> move(
      long number, Area area, int entersMonth, SyntheticSettings settings) {
    SplittableRandom random = Streams.of(settings.seed(), "move", number);
    double share = settings.rates().movingInAMonth() * settings.months();
    int month = 1 + random.nextInt(settings.months() - 1);
    if (random.nextDouble() >= share || month <= entersMonth) {
      return Optional.empty();
    }
    List<Area> others = Area.ALL.stream().filter(other -> !other.equals(area)).toList();
    return Optional.of(new Move(month, others.get(random.nextInt(others.size()))));
  }

  /** How deprived, from -1 for decile 10 to 1 for decile 1. */
  public double deprivation() {
    return (5.5 - decile) / 4.5;
  }

  private static Resident resident(int index, int bornMonth, SplittableRandom random) {
    return new Resident(
        index,
        bornMonth,
        random.nextBoolean(),
        Draw.normal(random),
        Draw.normal(random),
        random.nextInt(4));
  }

  /** Older people alone or in pairs, working-age adults, and families; no three generations. */
  private static List<Integer> birthMonths(SplittableRandom random, int months) {
    List<Integer> births = new ArrayList<>();
    double kind = random.nextDouble();
    if (kind < 0.28) {
      int age = 63 + (int) Math.min(34, -12 * StrictMath.log(1 - random.nextDouble()));
      addAdults(births, age, random.nextDouble() < 0.5 ? 2 : 1, random);
    } else if (kind < 0.66) {
      addAdults(births, 18 + random.nextInt(44), random.nextDouble() < 0.55 ? 2 : 1, random);
    } else {
      addAdults(births, 26 + random.nextInt(24), random.nextDouble() < 0.75 ? 2 : 1, random);
      int children = 1 + Draw.choice(random, 0.42, 0.42, 0.16);
      for (int child = 0; child < children; child++) {
        births.add(random.nextInt(17 * 12 + months) - 17 * 12);
      }
    }
    return births;
  }

  private static void addAdults(List<Integer> births, int age, int count, SplittableRandom random) {
    for (int adult = 0; adult < count; adult++) {
      births.add(-12 * (age + random.nextInt(4)) - random.nextInt(12));
    }
  }
}
