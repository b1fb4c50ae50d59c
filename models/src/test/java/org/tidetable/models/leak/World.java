package org.tidetable.models.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.models.risk.TextTable;

/** Invented people with honest columns, to which a test adds one that is not. */
final class World {
  final SplittableRandom random;
  final List<String> header = new ArrayList<>();
  final List<String[]> rows = new ArrayList<>();
  final Map<String, String> known = new TreeMap<>();
  final Map<String, String> accepted = new TreeMap<>();
  final Set<String> drop = new TreeSet<>();
  Optional<String> person = Optional.empty();
  Optional<String> time = Optional.empty();
  Optional<String> index = Optional.empty();
  boolean[] bad;

  World(int people, double share, long seed) {
    random = new SplittableRandom(seed);
    bad = new boolean[people];
    double intercept = Math.log(share / (1 - share)) - 0.9;
    header.addAll(
        List.of(
            "age",
            "visits",
            "ward",
            "score",
            "sex",
            "practice",
            "bmi",
            "pulse",
            "district",
            "weekday"));
    for (int i = 0; i < people; i++) {
      int age = 18 + random.nextInt(75);
      int visits = (int) Math.floor(-1.5 * Math.log(random.nextDouble()));
      int ward = random.nextInt(6);
      double score = normal();
      double logit = intercept + 0.02 * (age - 50) + 0.3 * visits + 0.6 * score + 0.1 * ward;
      bad[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit));
      rows.add(
          new String[] {
            "" + age,
            "" + visits,
            "w" + ward,
            shown(50 + 10 * score),
            random.nextBoolean() ? "f" : "m",
            "g" + random.nextInt(40),
            shown(26 + 4 * normal()),
            "" + (int) (72 + 9 * normal()),
            "d" + random.nextInt(60),
            "" + random.nextInt(7)
          });
    }
  }

  static String shown(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }

  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  /** A number that is so many standard deviations higher with the outcome. */
  double shifted(int row, double by) {
    return normal() + (bad[row] ? by : 0);
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  World add(String name, IntFunction<String> cell) {
    header.add(name);
    for (int row = 0; row < rows.size(); row++) {
      String[] wider = Arrays.copyOf(rows.get(row), header.size());
      wider[header.size() - 1] = cell.apply(row);
      rows.set(row, wider);
    }
    return this;
  }

  /** Puts the rows into another order. */
  World order(List<Integer> order) {
    List<String[]> before = new ArrayList<>(rows);
    boolean[] outcomes = bad.clone();
    for (int i = 0; i < order.size(); i++) {
      rows.set(i, before.get(order.get(i)));
      bad[i] = outcomes[order.get(i)];
    }
    return this;
  }

  List<Integer> shuffled() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      order.add(i);
    }
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }

  /** Adds rows again, each changed a little, at places of their own; a third of all. */
  World twins(UnaryOperator<String[]> change) {
    int people = rows.size();
    boolean[] outcomes = Arrays.copyOf(bad, people + people / 3);
    for (int i = 0; i < people / 3; i++) {
      rows.add(change.apply(rows.get(i).clone()));
      outcomes[people + i] = bad[i];
    }
    bad = outcomes;
    return order(shuffled());
  }

  LeakReport report() {
    List<String> names = new ArrayList<>(header);
    names.add("bad");
    List<String[]> full = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      String[] cells = Arrays.copyOf(rows.get(row), names.size());
      cells[names.size() - 1] = bad[row] ? "yes" : "no";
      full.add(cells);
    }
    RiskTable table =
        new RiskTable(
            TextTable.read(names, full, Set.of()),
            new RiskTable.Roles("bad", "yes", person, time, drop, Map.of()));
    return LeakFinder.in(table, new Declared(index, known, accepted));
  }
}
