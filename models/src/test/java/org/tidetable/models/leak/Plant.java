package org.tidetable.models.leak;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/**
 * A leak to plant, and what the tables that hold it are made with.
 *
 * @param disguise what it looks like
 */
record Plant(LeakKind kind, String feature, String disguise, Consumer<World> planting) {
  static final int PEOPLE = 3000;
  static final LocalDate INDEX = LocalDate.of(2025, 4, 1);

  static void add(
      List<Plant> plants,
      LeakKind kind,
      String feature,
      String disguise,
      Consumer<World> planting) {
    plants.add(new Plant(kind, feature, disguise, planting));
  }

  static String day(int later) {
    return INDEX.plusDays(later).toString();
  }

  static void dated(World world) {
    world.add("index_date", i -> INDEX.toString());
    world.index = Optional.of("index_date");
  }

  static List<Integer> sorted(World world, IntToDoubleFunction by) {
    double[] keys = new double[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
      keys[i] = by.applyAsDouble(i);
    }
    List<Integer> order = world.shuffled();
    order.sort(Comparator.comparingDouble(i -> keys[i]));
    return order;
  }

  /** Numbers dealt in an order that follows the outcome, on rows in an order that does not. */
  static void numbered(World world, String name, IntToDoubleFunction number) {
    List<Integer> order = sorted(world, i -> world.random.nextDouble() + (world.bad[i] ? 0.4 : 0));
    String[] cells = new String[PEOPLE];
    for (int place = 0; place < PEOPLE; place++) {
      double value = number.applyAsDouble(place);
      cells[order.get(place)] = value >= 1000 ? "" + (int) value : World.shown(value);
    }
    world.add(name, i -> cells[i]);
  }

  static List<Integer> blocks(World world) {
    List<Integer> yes = new ArrayList<>();
    List<Integer> no = new ArrayList<>();
    world.shuffled().forEach(i -> (world.bad[i] ? yes : no).add(i));
    List<Integer> order = new ArrayList<>();
    while (order.size() < PEOPLE) {
      boolean turn = order.size() / 150 % 4 == 1 ? !yes.isEmpty() : no.isEmpty();
      List<Integer> from = turn ? yes : no;
      order.add(from.remove(from.size() - 1));
    }
    return order;
  }

  interface Statistic {
    double of(double yes, double all, double base);
  }

  static void statistic(World world, String name, Statistic statistic) {
    int[] team = new int[PEOPLE];
    double[] all = new double[120];
    double[] yes = new double[120];
    double total = 0;
    for (int i = 0; i < PEOPLE; i++) {
      team[i] = world.random.nextInt(120);
      all[team[i]]++;
      yes[team[i]] += world.bad[i] ? 1 : 0;
      total += world.bad[i] ? 1 : 0;
    }
    double base = total / PEOPLE;
    world.add(name, i -> Double.toString(statistic.of(yes[team[i]], all[team[i]], base)));
  }
}
