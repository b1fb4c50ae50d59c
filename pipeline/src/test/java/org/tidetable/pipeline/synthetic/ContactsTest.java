package org.tidetable.pipeline.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.synthetic.WrittenPopulation.Event;

class ContactsTest {
  private static final LocalDate FROM = LocalDate.of(2021, 4, 1);
  private static final LocalDate TO = LocalDate.of(2025, 3, 31);

  @TempDir static Path folder;

  private static WrittenPopulation without;
  private static WrittenPopulation with;

  @BeforeAll
  static void write() throws IOException {
    without = written("without", false);
    with = written("with", true);
  }

  @Test
  void a_truth_of_effects_that_add_up_keeps_its_bytes(@TempDir Path in) throws Exception {
    SyntheticSettings usual = SyntheticSettings.of(3_000, 5);
    SyntheticPopulation.write(
        new SyntheticSettings(
            3_000, usual.from(), usual.to(), 5, false, Rates.PLAIN, Truth.england()),
        in,
        Optional.empty());
    Map<String, String> hashes =
        Map.of(
            "health_events.csv", "ce4212b641ef8f2ecf77e6d9c1250ae0d848a7ee5763f48b9de60f4e3c555181",
            "care_events.csv", "73370d885bd95304621dcc3f40e493832de18ceaeee743b7609354cb743bf12a",
            "school_events.csv", "0f753d436ecd4024e000a51bf50e88f58e46996e3d96b67ac2ceee6ae7d44bfd",
            "people.csv", "3d0a6468c27d19111c2af0f6b636e6a80bfb4e68b5e7af4afa4839a7760c4420");
    for (Map.Entry<String, String> file : hashes.entrySet()) {
      byte[] bytes = Files.readAllBytes(in.resolve(file.getKey()));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertThat(HexFormat.of().formatHex(hash)).as(file.getKey()).isEqualTo(file.getValue());
    }
  }

  @Test
  void the_lives_stay_the_same() throws IOException {
    assertThat(folder.resolve("with/people.csv"))
        .hasSameTextualContentAs(folder.resolve("without/people.csv"));
    assertThat(count(with, "health", "EMERGENCY")).isEqualTo(count(without, "health", "EMERGENCY"));
    assertThat(count(with, "care", "Child referral"))
        .isEqualTo(count(without, "care", "Child referral"));
  }

  @Test
  void absence_by_week_adds_up_to_absence_by_month_and_fits_the_week() {
    assertThat(with.sums("education", "ABS", FROM, TO.plusDays(1)))
        .isEqualTo(without.sums("education", "ABS", FROM, TO.plusDays(1)));
    Map<String, Double> possible = with.sums("education", "POSS", FROM, TO.plusDays(1));
    with.sums("education", "ABS", FROM, TO.plusDays(1))
        .forEach((child, missed) -> assertThat(missed).isLessThan(possible.get(child)));
  }

  @Test
  void school_and_home_care_weeks_begin_on_mondays() {
    for (Event event : with.events("education")) {
      if (event.code().equals("POSS")) {
        assertThat(event.start().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(event.quantity()).isBetween(1.0, 10.0);
      }
    }
    List<Event> care =
        with.events("care").stream().filter(event -> event.code().equals("Home care")).toList();
    assertThat(care).isNotEmpty();
    assertThat(care).allMatch(event -> event.start().getDayOfWeek() == DayOfWeek.MONDAY);
  }

  @Test
  void everybody_together_has_about_a_hundred_events_in_five_years() {
    long rows = with.rows().values().stream().mapToLong(List::size).sum();
    assertThat(rows / 800.0 / 4 * 5).isBetween(80.0, 140.0);
  }

  private static long count(WrittenPopulation population, String source, String code) {
    return population.events(source).stream().filter(event -> event.code().equals(code)).count();
  }

  private static WrittenPopulation written(String name, boolean contacts) throws IOException {
    var settings = new SyntheticSettings(800, FROM, TO, 4, contacts, Rates.PLAIN);
    SyntheticPopulation.write(settings, folder.resolve(name), Optional.empty());
    return WrittenPopulation.read(folder.resolve(name));
  }
}
