package org.tidetable.pipeline.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.synthetic.WrittenPopulation.Event;
import org.tidetable.pipeline.synthetic.WrittenPopulation.Person;

class SyntheticPopulationTest {
  private static final SyntheticSettings SETTINGS = SyntheticSettings.of(10_000, 7);
  private static final LocalDate INDEX = LocalDate.of(2024, 4, 1);
  private static final LocalDate END = LocalDate.of(2025, 4, 1);

  @TempDir static Path folder;

  private static WrittenPopulation written;
  private static SyntheticSummary summary;
  private static Map<String, Map<String, Double>> truth;

  @BeforeAll
  static void write() throws IOException {
    Path truthFile = folder.resolve("truth/true_risk.csv");
    summary = SyntheticPopulation.write(SETTINGS, folder.resolve("in"), Optional.of(truthFile));
    written = WrittenPopulation.read(folder.resolve("in"));
    truth = new HashMap<>();
    for (CSVRecord row : WrittenPopulation.csv(truthFile)) {
      if (row.get("index_date").equals(INDEX.toString())) {
        truth
            .computeIfAbsent(row.get("outcome"), name -> new HashMap<>())
            .put(row.get("link_id"), Double.valueOf(row.get("probability")));
      }
    }
  }

  @Test
  void the_same_settings_give_the_same_bytes_on_any_number_of_threads(@TempDir Path folder)
      throws Exception {
    SyntheticSettings few = SyntheticSettings.of(600, 11);
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    SyntheticPopulation.write(few, one.resolve("in"), Optional.of(one.resolve("truth/t.csv")));
    ForkJoinPool single = new ForkJoinPool(1);
    try {
      single
          .submit(
              () ->
                  SyntheticPopulation.write(
                      few, other.resolve("in"), Optional.of(other.resolve("truth/t.csv"))))
          .get();
    } finally {
      single.shutdown();
    }
    assertThat(contents(other)).isEqualTo(contents(one)).hasSize(10);
  }

  @Test
  void another_seed_gives_other_people(@TempDir Path folder) throws IOException {
    SyntheticPopulation.write(SyntheticSettings.of(50, 1), folder.resolve("a"), Optional.empty());
    SyntheticPopulation.write(SyntheticSettings.of(50, 2), folder.resolve("b"), Optional.empty());
    assertThat(folder.resolve("a/people.csv"))
        .content()
        .isNotEqualTo(Files.readString(folder.resolve("b/people.csv")));
  }

  @Test
  void the_register_holds_exactly_the_people_asked_for() {
    assertThat(written.people()).hasSize(SETTINGS.people());
    assertThat(written.people().values()).extracting(Person::area).contains("SYN01", "SYN12");
  }

  @Test
  void planted_faults_are_in_the_files_to_the_row() {
    Map.of("health", 60, "care", 60, "education", 240)
        .forEach(
            (source, days) -> {
              assertThat(written.faults(source, days))
                  .as(source)
                  .isEqualTo(summary.planted().get(source));
              assertThat((long) written.rows().get(source).size())
                  .isEqualTo(summary.rows().get(source));
            });
  }

  @Test
  void nothing_happens_to_anybody_before_they_came_or_after_they_left() {
    for (String source : List.of("health", "care", "education")) {
      for (Event event : written.events(source)) {
        Person person = written.people().get(event.person());
        assertThat(event.start()).isBetween(SETTINGS.from(), SETTINGS.to());
        assertThat(person.present(event.start())).isTrue();
      }
    }
  }

  @Test
  void no_two_people_or_sources_share_a_pseudonym_and_none_looks_like_an_identifier() {
    Set<String> names = new HashSet<>(written.people().keySet());
    for (String key : written.links().keySet()) {
      assertThat(names.add(key.substring(key.indexOf(' ') + 1))).isTrue();
    }
    assertThat(names).allMatch(name -> name.matches("[LHCP]-[A-HJ-NP-Z2-9]{6}"));
    Map<String, Set<String>> endings = new HashMap<>();
    written
        .links()
        .forEach(
            (key, person) ->
                endings
                    .computeIfAbsent(person, p -> new HashSet<>())
                    .add(key.substring(key.length() - 6)));
    long sources = written.links().size();
    assertThat(endings.values().stream().mapToLong(Set::size).sum()).isEqualTo(sources);
  }

  @Test
  void a_sixth_of_older_people_are_admitted_in_a_year() {
    assertThat(observed(TrueRisk.ADMISSION).rate()).isBetween(0.13, 0.21);
  }

  @Test
  void one_older_person_in_20_starts_long_term_care_in_a_year() {
    assertThat(observed(TrueRisk.LONG_TERM_CARE).rate()).isBetween(0.03, 0.07);
  }

  @Test
  void a_fifth_of_children_are_persistently_absent() {
    assertThat(observed(TrueRisk.PERSISTENT_ABSENCE).rate()).isBetween(0.18, 0.22);
  }

  @Test
  void the_true_probabilities_add_up_to_what_happened() {
    for (String outcome : truth.keySet()) {
      Observed observed = observed(outcome);
      double error = Math.sqrt(observed.variance()) / observed.size();
      assertThat(Math.abs(observed.rate() - observed.expected())).isLessThan(3 * error);
    }
  }

  @Test
  void the_true_probabilities_rank_people_well_but_not_perfectly() {
    for (String outcome : truth.keySet()) {
      assertThat(observed(outcome).areaUnderCurve()).as(outcome).isBetween(0.65, 0.90);
    }
  }

  @Test
  void people_with_home_care_are_admitted_more_often() {
    Set<String> care = written.sums("care", "Home care", INDEX.minusMonths(2), INDEX).keySet();
    Observed observed = observed(TrueRisk.ADMISSION);
    double[] yes = {1, 1};
    double[] no = {1, 1};
    observed
        .happened()
        .forEach((person, happened) -> (happened ? yes : no)[care.contains(person) ? 1 : 0]++);
    assertThat(yes[1] * no[0] / (yes[0] * no[1])).isGreaterThan(1.3);
  }

  @Test
  void absence_rises_before_a_child_is_referred() {
    List<Event> absences =
        written.events("education").stream().filter(e -> e.code().equals("ABS")).toList();
    Map<String, List<Event>> byChild = new HashMap<>();
    absences.forEach(e -> byChild.computeIfAbsent(e.person(), p -> new ArrayList<>()).add(e));
    double before = 0;
    double yearBefore = 0;
    for (Event referral : written.events("care")) {
      if (referral.code().equals("Child referral")) {
        for (Event absence : byChild.getOrDefault(referral.person(), List.of())) {
          long days = referral.start().toEpochDay() - absence.start().toEpochDay();
          before += days > 0 && days <= 91 ? absence.quantity() : 0;
          yearBefore += days > 365 && days <= 365 + 91 ? absence.quantity() : 0;
        }
      }
    }
    assertThat(before / yearBefore).isGreaterThan(1.2);
  }

  @Test
  void the_truth_may_not_lie_beside_the_records(@TempDir Path folder) {
    assertThatThrownBy(
            () ->
                SyntheticPopulation.write(
                    SyntheticSettings.of(10, 1), folder, Optional.of(folder.resolve("t.csv"))))
        .hasMessage("the truth must not lie in the folder of the records");
  }

  /** Who of the people with a true probability had the outcome; those who moved are left out. */
  private static Observed observed(String outcome) {
    Map<String, Double> counts =
        switch (outcome) {
          case TrueRisk.ADMISSION -> written.sums("health", "EMERGENCY", INDEX, END);
          case TrueRisk.CARE_REQUEST -> written.sums("care", "Request for support", INDEX, END);
          case TrueRisk.LONG_TERM_CARE -> written.sums("care", "Long-term care", INDEX, END);
          default -> written.sums("education", "ABS", INDEX, END);
        };
    double minimum = outcome.equals(TrueRisk.PERSISTENT_ABSENCE) ? 38 : 1;
    Map<String, Double> probabilities = new HashMap<>(truth.get(outcome));
    probabilities
        .keySet()
        .removeIf(
            person ->
                written.people().get(person).endReason().equals("moved")
                    && !written.people().get(person).present(END));
    Map<String, Boolean> happened = new HashMap<>();
    probabilities
        .keySet()
        .forEach(person -> happened.put(person, counts.getOrDefault(person, 0.0) >= minimum));
    return new Observed(probabilities, happened);
  }

  private record Observed(Map<String, Double> probabilities, Map<String, Boolean> happened) {
    int size() {
      return happened.size();
    }

    double rate() {
      return happened.values().stream().filter(yes -> yes).count() / (double) size();
    }

    double expected() {
      return probabilities.values().stream().mapToDouble(p -> p).sum() / size();
    }

    double variance() {
      return probabilities.values().stream().mapToDouble(p -> p * (1 - p)).sum();
    }

    /** The share of pairs, one with and one without the outcome, in the right order. */
    double areaUnderCurve() {
      double right = 0;
      double pairs = 0;
      for (var one : probabilities.entrySet()) {
        if (happened.get(one.getKey())) {
          for (var other : probabilities.entrySet()) {
            if (!happened.get(other.getKey())) {
              pairs++;
              right += (1 + Integer.signum(Double.compare(one.getValue(), other.getValue()))) / 2.0;
            }
          }
        }
      }
      return right / pairs;
    }
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
