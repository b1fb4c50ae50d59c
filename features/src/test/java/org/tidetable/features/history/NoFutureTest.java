package org.tidetable.features.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.frame.Rows;
import org.tidetable.models.problem.RiskProblem.TargetCohort;
import org.tidetable.models.vocabulary.EventKind;

/** Nothing that happens, or becomes known, on or after the index date changes a frame. */
@ExtendWith(SharedSpark.class)
class NoFutureTest {
  private static final LocalDate INDEX = LocalDate.parse("2024-01-01");
  private static final int PEOPLE = 40;
  private static final int EVENTS = 600;
  private static final TargetCohort TARGET =
      new TargetCohort(
          "everybody", 0, 120, List.of(EventKind.LONG_TERM_CARE_START), "without care so far");

  private final World world;

  NoFutureTest(World world) {
    this.world = world;
  }

  private record Happening(int person, EventKind kind, LocalDate start, LocalDate known) {
    boolean isPast() {
      return start.isBefore(INDEX) && known.isBefore(INDEX);
    }

    String line() {
      return "p%d | %s | %s | %s%n".formatted(person, kind.code(), start, known);
    }
  }

  @Test
  void what_is_deleted_added_or_moved_after_the_index_date_changes_no_feature() {
    for (long seed = 1; seed <= 2; seed++) {
      Random random = new Random(seed);
      List<Happening> all = random(random, EVENTS);
      List<Happening> past = all.stream().filter(Happening::isPast).toList();
      assertThat(past).hasSizeBetween(EVENTS / 4, EVENTS - EVENTS / 4);

      List<Happening> other = new ArrayList<>(past);
      for (Happening one : all) {
        if (!one.isPast() && random.nextBoolean()) {
          int days = 1 + random.nextInt(300);
          other.add(
              new Happening(
                  one.person(),
                  one.kind(),
                  one.start().plusDays(days),
                  one.known().plusDays(days)));
        }
      }
      random(random, EVENTS).stream().filter(one -> !one.isPast()).forEach(other::add);

      List<String> expected = frame(all);
      assertThat(expected).as("seed %s", seed).hasSizeGreaterThan(PEOPLE / 4);
      assertThat(frame(other)).as("seed %s", seed).isEqualTo(expected);
    }
  }

  @Test
  void what_was_known_the_day_before_does_change_features() {
    List<Happening> none = List.of();
    List<Happening> one =
        List.of(
            new Happening(
                7, EventKind.EMERGENCY_ATTENDANCE, INDEX.minusDays(9), INDEX.minusDays(1)));
    assertThat(frame(one)).isNotEqualTo(frame(none));
  }

  private static List<Happening> random(Random random, int count) {
    EventKind[] kinds = EventKind.values();
    List<Happening> happenings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LocalDate start = INDEX.plusDays(random.nextInt(800) - 550);
      boolean onTheDay = start.isBefore(INDEX) && random.nextInt(10) == 0;
      LocalDate known = onTheDay ? INDEX : start.plusDays(random.nextInt(120));
      EventKind kind = kinds[random.nextInt(kinds.length)];
      happenings.add(new Happening(random.nextInt(PEOPLE), kind, start, known));
    }
    return happenings;
  }

  private List<String> frame(List<Happening> happenings) {
    Map<String, Integer> ids = placesById();
    StringBuilder rows = new StringBuilder("person_id | household_id\n");
    for (int person = 0; person < PEOPLE; person++) {
      rows.append("p%d | h%d%n".formatted(person, person / 3));
    }
    Dataset<Row> people = world.people(rows.toString());
    StringBuilder lines = new StringBuilder("person_id | kind | start_date | known_date\n");
    happenings.forEach(happening -> lines.append(happening.line()));
    Dataset<Row> events = world.events(lines.toString());
    Set<Long> target =
        Rows.small(IndexDates.select(people, events, TARGET, List.of(INDEX))).stream()
            .map(row -> row.<Long>getAs("person_id"))
            .collect(Collectors.toSet());
    List<Map<String, Float>> features = world.features(people, events, INDEX.toString(), 800);
    return IntStream.range(0, PEOPLE)
        .filter(person -> target.contains(World.id("p" + person)))
        .mapToObj(person -> person + " " + features.get(ids.get("p" + person)))
        .toList();
  }

  /** The place of each person in the order of person_id. */
  private static Map<String, Integer> placesById() {
    List<String> names =
        IntStream.range(0, PEOPLE)
            .mapToObj(person -> "p" + person)
            .sorted(Comparator.comparingLong(World::id))
            .toList();
    return IntStream.range(0, PEOPLE).boxed().collect(Collectors.toMap(names::get, i -> i));
  }
}
