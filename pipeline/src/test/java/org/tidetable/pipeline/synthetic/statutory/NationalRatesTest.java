package org.tidetable.pipeline.synthetic.statutory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.synthetic.Rates;
import org.tidetable.pipeline.synthetic.SyntheticSettings;

/** The rates of England that docs/methods.md names, within bounds that chance leaves room for. */
class NationalRatesTest {
  private static final LocalDate FROM = LocalDate.of(2021, 4, 1);
  private static final LocalDate DAY = LocalDate.of(2025, 3, 31);
  private static final int YEARS = 4;

  @TempDir static Path folder;

  private static List<String[]> events;
  private static final Map<String, CSVRecord> LIVING = new HashMap<>();

  @BeforeAll
  static void write() throws IOException {
    var settings = new SyntheticSettings(8_000, FROM, DAY, 12, true, Rates.NATIONAL);
    StatutoryPopulation.write(
        settings, Set.of(), folder.resolve("in"), Optional.of(folder.resolve("truth/t.csv")));
    events =
        WrittenFiles.truth(folder.resolve("truth")).stream()
            .map(line -> line.split(",", -1))
            .toList();
    for (CSVRecord row : WrittenFiles.rows(folder.resolve("in/register.csv"))) {
      if (row.get("to").isEmpty()) {
        LIVING.put(row.get("link_id"), row);
      }
    }
  }

  @Test
  void emergency_departments_see_450_of_1000_people_a_year() {
    assertThat(aYear("emergency_attendance", 1_000, people(0, 120))).isBetween(370.0, 530.0);
  }

  @Test
  void emergency_admissions_are_110_of_1000_people_a_year() {
    assertThat(aYear("emergency_admission", 1_000, people(0, 120))).isBetween(85.0, 140.0);
  }

  @Test
  void practices_see_people_six_times_a_year() {
    assertThat(aYear("gp_appointment", 1, people(0, 120))).isBetween(4.8, 7.0);
  }

  @Test
  void children_in_need_are_330_of_10000() {
    assertThat(openOf("cin/2025.xml")).isBetween(230.0, 450.0);
  }

  @Test
  void children_looked_after_are_70_of_10000() {
    Set<String> children = new HashSet<>();
    for (CSVRecord row : WrittenFiles.rows(folder.resolve("in/ssda903/2025/episodes.csv"))) {
      if (row.get("DEC").isEmpty()) {
        children.add(row.get("CHILD"));
      }
    }
    assertThat(children.size() * 10_000.0 / people(0, 17)).isBetween(25.0, 130.0);
  }

  @Test
  void pupils_miss_7_percent_of_sessions() {
    double missed = quantity("absence_session") / quantity("possible_session");
    assertThat(missed).isBetween(0.062, 0.082);
  }

  @Test
  void a_twentieth_of_pupils_have_a_plan() {
    List<CSVRecord> pupils = WrittenFiles.rows(folder.resolve("in/school/census/2024_spring.csv"));
    long planned = pupils.stream().filter(row -> row.get("SENprovision").equals("E")).count();
    assertThat(planned / (double) pupils.size()).isBetween(0.03, 0.075);
  }

  @Test
  void suspensions_are_ten_of_100_pupils_a_year() {
    assertThat(aYear("suspension", 100, people(5, 15))).isBetween(5.0, 15.0);
  }

  @Test
  void long_term_care_reaches_5200_of_100000_older_people_in_a_year() {
    Set<String> people = new HashSet<>();
    for (String[] event : events) {
      boolean home = event[1].equals("home_care") && event[2].compareTo("2024-04-01") >= 0;
      boolean stay =
          event[1].equals("long_term_care_start")
              && (event[3].isEmpty() || event[3].compareTo("2024-04-01") >= 0);
      CSVRecord person = LIVING.get(event[0]);
      if ((home || stay) && person != null && age(person) >= 65) {
        people.add(event[0]);
      }
    }
    assertThat(people.size() * 100_000.0 / people(65, 120)).isBetween(2_800.0, 7_500.0);
  }

  private static double aYear(String kind, int of, long people) {
    long count = events.stream().filter(event -> event[1].equals(kind)).count();
    return count * (double) of / YEARS / people;
  }

  private static double quantity(String kind) {
    return events.stream()
        .filter(event -> event[1].equals(kind))
        .mapToDouble(event -> Double.parseDouble(event[5]))
        .sum();
  }

  private static double openOf(String census) {
    long open = 0;
    for (String child : read(folder.resolve("in").resolve(census)).split("<Child>", -1)) {
      String[] cases = child.split("<CINdetails>", -1);
      for (int number = 1; number < cases.length; number++) {
        if (!cases[number].contains("<CINclosureDate>")) {
          open++;
          break;
        }
      }
    }
    return open * 10_000.0 / people(0, 17);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static long people(int youngest, int oldest) {
    return LIVING.values().stream()
        .filter(row -> age(row) >= youngest && age(row) <= oldest)
        .count();
  }

  private static int age(CSVRecord row) {
    return LocalDate.parse(row.get("birth_month") + "-01").until(DAY).getYears();
  }
}
