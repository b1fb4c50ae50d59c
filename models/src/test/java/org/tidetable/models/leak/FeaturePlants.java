package org.tidetable.models.leak;

import static org.tidetable.models.leak.LeakKind.FUTURE_COPY;
import static org.tidetable.models.leak.LeakKind.IDENTIFIER;
import static org.tidetable.models.leak.LeakKind.KNOWN_LATER;
import static org.tidetable.models.leak.LeakKind.TOO_STRONG;
import static org.tidetable.models.leak.Plant.PEOPLE;
import static org.tidetable.models.leak.Plant.add;
import static org.tidetable.models.leak.Plant.dated;
import static org.tidetable.models.leak.Plant.day;
import static org.tidetable.models.leak.Plant.numbered;
import static org.tidetable.models.leak.Plant.sorted;

import java.util.List;
import java.util.Optional;

/** Leaks within one column. */
final class FeaturePlants {
  private FeaturePlants() {}

  static void plant(List<Plant> plants) {
    copies(plants);
    known(plants);
    strong(plants);
    keys(plants);
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
}
