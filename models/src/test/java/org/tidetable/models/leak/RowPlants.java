package org.tidetable.models.leak;

import static org.tidetable.models.leak.LeakKind.DATE;
import static org.tidetable.models.leak.LeakKind.MISSINGNESS;
import static org.tidetable.models.leak.LeakKind.ROW_ORDER;
import static org.tidetable.models.leak.LeakKind.SAME_PERSON;
import static org.tidetable.models.leak.LeakKind.TARGET_STATISTIC;
import static org.tidetable.models.leak.Plant.INDEX;
import static org.tidetable.models.leak.Plant.PEOPLE;
import static org.tidetable.models.leak.Plant.add;
import static org.tidetable.models.leak.Plant.blocks;
import static org.tidetable.models.leak.Plant.day;
import static org.tidetable.models.leak.Plant.sorted;
import static org.tidetable.models.leak.Plant.statistic;

import java.util.ArrayList;
import java.util.List;

/** Leaks of dates, of the order of rows, of persons and of statistics. */
final class RowPlants {
  private RowPlants() {}

  static void plant(List<Plant> plants) {
    dates(plants);
    orders(plants);
    persons(plants);
    statistics(plants);
    gaps(plants);
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
}
