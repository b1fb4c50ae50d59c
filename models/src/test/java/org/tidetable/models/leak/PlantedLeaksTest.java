package org.tidetable.models.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidetable.models.leak.LeakKind.DATE;
import static org.tidetable.models.leak.LeakKind.FUTURE_COPY;
import static org.tidetable.models.leak.LeakKind.IDENTIFIER;
import static org.tidetable.models.leak.LeakKind.KNOWN_LATER;
import static org.tidetable.models.leak.LeakKind.MISSINGNESS;
import static org.tidetable.models.leak.LeakKind.ROW_ORDER;
import static org.tidetable.models.leak.LeakKind.SAME_PERSON;
import static org.tidetable.models.leak.LeakKind.TARGET_STATISTIC;
import static org.tidetable.models.leak.LeakKind.TOO_STRONG;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Leaks of every kind, five disguises each: all are caught, with their kind and their name. */
class PlantedLeaksTest {
  private static final int PEOPLE = 3000;
  private static final LocalDate INDEX = LocalDate.of(2025, 4, 1);

  private record Plant(LeakKind kind, String feature, String disguise, Consumer<World> planting) {}

  @TestFactory
  Stream<DynamicTest> a_planted_leak_is_caught_and_named() {
    return plants().stream()
        .map(
            plant ->
                DynamicTest.dynamicTest(
                    plant.kind() + ": " + plant.disguise(), () -> isCaught(plant)));
  }

  private static void isCaught(Plant plant) {
    World world = new World(PEOPLE, 0.25, 7);
    plant.planting().accept(world);
    LeakReport report = world.report();
    List<Finding> all = new ArrayList<>(report.refused());
    all.addAll(report.leftOut());
    assertThat(all)
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(plant.kind());
              assertThat(finding.feature()).isEqualTo(plant.feature());
            });
    assertThat(all.stream().map(Finding::feature))
        .as("no honest column is named beside it")
        .doesNotContain("age", "visits", "ward", "score", "sex", "practice", "bmi", "pulse");
  }

  private static List<Plant> plants() {
    List<Plant> plants = new ArrayList<>();
    copies(plants);
    known(plants);
    strong(plants);
    keys(plants);
    dates(plants);
    orders(plants);
    persons(plants);
    statistics(plants);
    gaps(plants);
    assertThat(plants).hasSize(45);
    return plants;
  }

  private static void copies(List<Plant> plants) {
    add(
        plants,
        FUTURE_COPY,
        "closed_as",
        "other words, some wrong",
        w -> w.add("closed_as", i -> w.bad[i] != w.chance(0.005) ? "A" : "B"));
    add(
        plants,
        FUTURE_COPY,
        "tariff",
        "scaled and noised",
        w -> w.add("tariff", i -> World.shown((w.bad[i] ? 3.7 : 0) + 0.3 * w.normal())));
    add(
        plants,
        FUTURE_COPY,
        "pathway",
        "joined to a code",
        w -> w.add("pathway", i -> "E" + w.random.nextInt(20) + "|" + (w.bad[i] ? "1" : "0")));
    add(
        plants,
        FUTURE_COPY,
        "bed_days_after",
        "what followed, as a number",
        w -> w.add("bed_days_after", i -> w.bad[i] ? "" + (1 + w.random.nextInt(40)) : "0"));
    add(
        plants,
        FUTURE_COPY,
        "place",
        "as an inverted rank",
        w -> w.add("place", i -> World.shown(9000 - 1000 * w.shifted(i, 6))));
  }

  private static void known(List<Plant> plants) {
    add(
        plants,
        KNOWN_LATER,
        "assessed",
        "a known date that is declared",
        w -> {
          dated(w);
          w.add("assessed", i -> "" + w.random.nextInt(9));
          w.add("assessed_on", i -> day(w.chance(0.3) ? 20 : -20));
          w.known.put("assessed", "assessed_on");
        });
    add(
        plants,
        KNOWN_LATER,
        "review_date",
        "an ISO date after the index date",
        w -> {
          dated(w);
          w.add("review_date", i -> day(w.random.nextInt(100) - 60));
        });
    add(
        plants,
        KNOWN_LATER,
        "closed",
        "a date in another form",
        w -> {
          dated(w);
          w.add(
              "closed",
              i -> w.chance(0.1) ? "17/06/2025" : w.chance(0.5) ? "03/02/2025" : "01/01/2024");
        });
    add(
        plants,
        KNOWN_LATER,
        "second_score",
        "a compact known date, a single row late",
        w -> {
          dated(w);
          w.add("second_score", i -> "" + w.random.nextInt(50));
          w.add("second_day", i -> i == 17 ? "20250402" : "20250331");
          w.known.put("second_score", "second_day");
        });
    add(
        plants,
        KNOWN_LATER,
        "mark",
        "days since a start, as numbers",
        w -> {
          w.add("index_day", i -> "60");
          w.index = Optional.of("index_day");
          w.add("mark", i -> w.chance(0.5) ? "" : "" + w.random.nextInt(100));
          w.add("submitted", i -> "" + w.random.nextInt(120));
          w.known.put("mark", "submitted");
        });
  }

  private static void strong(List<Plant> plants) {
    add(
        plants,
        TOO_STRONG,
        "index_score",
        "a number",
        w -> w.add("index_score", i -> World.shown(w.shifted(i, 2.1))));
    add(
        plants,
        TOO_STRONG,
        "flag",
        "a mark",
        w -> w.add("flag", i -> w.bad[i] != w.chance(0.06) ? "yes" : "no"));
    add(
        plants,
        TOO_STRONG,
        "far_off",
        "both ends of a number",
        w ->
            w.add(
                "far_off",
                i -> World.shown((w.random.nextBoolean() ? 1 : -1) * w.shifted(i, 2.5))));
    add(
        plants,
        TOO_STRONG,
        "team",
        "a category of thirty",
        w ->
            w.add(
                "team", i -> "t" + (w.random.nextInt(15) + (w.bad[i] != w.chance(0.07) ? 15 : 0))));
    add(
        plants,
        TOO_STRONG,
        "summary",
        "just under the alarm, and far above all others",
        w -> w.add("summary", i -> World.shown(w.shifted(i, 1.74))));
  }

  private static void keys(List<Plant> plants) {
    add(
        plants,
        IDENTIFIER,
        "admission_no",
        "a number of the row that follows the outcome",
        w -> numbered(w, "admission_no", place -> 10_000 + place));
    add(
        plants,
        IDENTIFIER,
        "case",
        "a text with a part",
        w -> w.add("case", i -> (w.bad[i] != w.chance(0.15) ? "C-" : "D-") + (100_000 + i * 7)));
    add(
        plants,
        IDENTIFIER,
        "serial",
        "a number with decimals",
        w -> numbered(w, "serial", place -> 3 + place / 1000.0));
    add(
        plants,
        IDENTIFIER,
        "bed_key",
        "a key that comes back with its outcome",
        w -> {
          List<Integer> order = sorted(w, i -> w.bad[i] ? 1 : 0);
          String[] keys = new String[PEOPLE];
          for (int i = 0; i < PEOPLE; i++) {
            keys[order.get(i)] = "k" + (i / 3 * 7919 % 10_007);
          }
          w.add("bed_key", i -> keys[i]);
        });
    add(
        plants,
        IDENTIFIER,
        "token",
        "a hash with a telling last sign",
        w ->
            w.add(
                "token",
                i ->
                    Long.toHexString(w.random.nextLong())
                        + (w.bad[i] != w.chance(0.2) ? "a" : "b")));
  }

  private static void dates(List<Plant> plants) {
    add(
        plants,
        DATE,
        "form_date",
        "ISO",
        w -> w.add("form_date", i -> day((int) (90 * w.shifted(i, 0.9)))));
    add(
        plants,
        DATE,
        "form_day",
        "eight digits",
        w -> w.add("form_day", i -> day((int) (90 * w.shifted(i, -0.9))).replace("-", "")));
    add(
        plants,
        DATE,
        "entry_day",
        "days of a spreadsheet",
        w ->
            w.add(
                "entry_day",
                i -> "" + (25_569 + INDEX.toEpochDay() + (int) (90 * w.shifted(i, 0.9)))));
    add(
        plants,
        DATE,
        "written",
        "milliseconds",
        w ->
            w.add(
                "written",
                i -> "" + (INDEX.toEpochDay() * 86_400_000L + (long) (7e9 * w.shifted(i, 0.9)))));
    add(
        plants,
        DATE,
        "year_seen",
        "years with decimals",
        w -> w.add("year_seen", i -> World.shown(2024 + 0.4 * w.shifted(i, 0.9))));
  }

  private static void orders(List<Plant> plants) {
    add(
        plants,
        ROW_ORDER,
        "row order",
        "sorted by the outcome",
        w -> w.order(sorted(w, i -> w.bad[i] ? 1 : 0)));
    add(
        plants,
        ROW_ORDER,
        "row order",
        "sorted, then a tenth shuffled",
        w -> w.order(sorted(w, i -> w.chance(0.1) ? w.random.nextDouble() : w.bad[i] ? 1 : 0)));
    add(
        plants,
        ROW_ORDER,
        "row order",
        "every fourth row",
        w -> {
          List<Integer> yes = new ArrayList<>();
          List<Integer> no = new ArrayList<>();
          w.shuffled().forEach(i -> (w.bad[i] ? yes : no).add(i));
          List<Integer> order = new ArrayList<>();
          while (order.size() < PEOPLE) {
            boolean turn = order.size() % 4 == 0 ? !yes.isEmpty() : no.isEmpty();
            List<Integer> from = turn ? yes : no;
            order.add(from.remove(from.size() - 1));
          }
          w.order(order);
        });
    add(plants, ROW_ORDER, "row order", "in blocks", w -> w.order(blocks(w)));
    add(
        plants,
        ROW_ORDER,
        "line",
        "a column that follows the order",
        w -> {
          w.order(sorted(w, i -> 0.8 * w.random.nextDouble() + (w.bad[i] ? 0.3 : 0)));
          w.add("line", i -> World.shown(0.5 * i + 3 * w.normal()));
        });
  }

  private static void persons(List<Plant> plants) {
    add(
        plants,
        SAME_PERSON,
        "patient_ref",
        "a person's key that is not declared",
        w -> w.add("patient_ref", i -> "p" + w.random.nextInt(1500)));
    add(plants, SAME_PERSON, "rows alike", "rows twice", w -> w.twins(row -> row));
    add(
        plants,
        SAME_PERSON,
        "rows alike",
        "rows twice, one visit later",
        w ->
            w.twins(
                row -> {
                  row[1] = "" + (Integer.parseInt(row[1]) + 1);
                  row[9] = "" + w.random.nextInt(7);
                  return row;
                }));
    add(
        plants,
        SAME_PERSON,
        "rows alike",
        "rows twice with noise on numbers",
        w ->
            w.twins(
                row -> {
                  row[3] = World.shown(Double.parseDouble(row[3]) + 0.2 * w.normal());
                  row[6] = World.shown(Double.parseDouble(row[6]) + 0.2 * w.normal());
                  return row;
                }));
    add(
        plants,
        SAME_PERSON,
        "pupil_number",
        "a number of the pupil",
        w -> w.add("pupil_number", i -> "" + (800_000 + 13 * w.random.nextInt(2000))));
  }

  private static void statistics(List<Plant> plants) {
    add(
        plants,
        TARGET_STATISTIC,
        "team_rate",
        "a mean over the file",
        w -> statistic(w, "team_rate", (yes, all, base) -> yes / all));
    add(
        plants,
        TARGET_STATISTIC,
        "team_rate",
        "a mean pulled to the whole",
        w -> statistic(w, "team_rate", (yes, all, base) -> (yes + 10 * base) / (all + 10)));
    add(
        plants,
        TARGET_STATISTIC,
        "team_odds",
        "weights of evidence",
        w ->
            statistic(
                w, "team_odds", (yes, all, base) -> Math.log((yes + 0.5) / (all - yes + 0.5))));
    add(
        plants,
        TARGET_STATISTIC,
        "team_rate",
        "percent without the outcome",
        w -> statistic(w, "team_rate", (yes, all, base) -> 100 * (1 - yes / all)));
    add(
        plants,
        TARGET_STATISTIC,
        "team_place",
        "stretched like a rank",
        w -> statistic(w, "team_place", (yes, all, base) -> 1000 * Math.pow(yes / all, 3)));
  }

  private static void gaps(List<Plant> plants) {
    add(
        plants,
        MISSINGNESS,
        "letter",
        "filled for most with the outcome",
        w -> w.add("letter", i -> w.bad[i] && w.chance(0.7) ? "" + w.random.nextInt(5) : ""));
    add(
        plants,
        MISSINGNESS,
        "follow_up",
        "blank only with the outcome",
        w -> w.add("follow_up", i -> w.bad[i] && w.chance(0.6) ? "" : "" + w.random.nextInt(5)));
    add(
        plants,
        MISSINGNESS,
        "note",
        "filled nearly as the outcome is",
        w ->
            w.add(
                "note",
                i -> w.chance(w.bad[i] ? 0.95 : 0.04) ? "x" + w.random.nextInt(3) : "NULL"));
    add(
        plants,
        MISSINGNESS,
        "satisfied",
        "filled for those without it",
        w -> w.add("satisfied", i -> !w.bad[i] && w.chance(0.93) ? World.shown(w.normal()) : "NA"));
    add(
        plants,
        MISSINGNESS,
        "days_until",
        "days until the outcome",
        w -> w.add("days_until", i -> w.bad[i] ? "" + (1 + w.random.nextInt(90)) : ""));
  }

  private static void add(
      List<Plant> plants,
      LeakKind kind,
      String feature,
      String disguise,
      Consumer<World> planting) {
    plants.add(new Plant(kind, feature, disguise, planting));
  }

  private static String day(int later) {
    return INDEX.plusDays(later).toString();
  }

  private static void dated(World world) {
    world.add("index_date", i -> INDEX.toString());
    world.index = Optional.of("index_date");
  }

  private static List<Integer> sorted(World world, IntToDoubleFunction by) {
    double[] keys = new double[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
      keys[i] = by.applyAsDouble(i);
    }
    List<Integer> order = world.shuffled();
    order.sort(Comparator.comparingDouble(i -> keys[i]));
    return order;
  }

  /** Numbers dealt in an order that follows the outcome, on rows in an order that does not. */
  private static void numbered(World world, String name, IntToDoubleFunction number) {
    List<Integer> order = sorted(world, i -> world.random.nextDouble() + (world.bad[i] ? 0.4 : 0));
    String[] cells = new String[PEOPLE];
    for (int place = 0; place < PEOPLE; place++) {
      double value = number.applyAsDouble(place);
      cells[order.get(place)] = value >= 1000 ? "" + (int) value : World.shown(value);
    }
    world.add(name, i -> cells[i]);
  }

  private static List<Integer> blocks(World world) {
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

  private interface Statistic {
    double of(double yes, double all, double base);
  }

  private static void statistic(World world, String name, Statistic statistic) {
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
