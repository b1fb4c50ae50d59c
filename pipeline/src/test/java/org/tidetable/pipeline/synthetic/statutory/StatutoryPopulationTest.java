package org.tidetable.pipeline.synthetic.statutory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.synthetic.Rates;
import org.tidetable.pipeline.synthetic.SyntheticSettings;

class StatutoryPopulationTest {
  private static final SyntheticSettings SETTINGS =
      new SyntheticSettings(
          1_200, LocalDate.of(2022, 4, 1), LocalDate.of(2025, 3, 31), 3, true, Rates.NATIONAL);

  @TempDir static Path folder;

  private static Path clean;
  private static Path planted;
  private static StatutorySummary summary;

  @BeforeAll
  static void write() throws IOException {
    clean = folder.resolve("clean");
    planted = folder.resolve("planted");
    StatutoryPopulation.write(
        SETTINGS, Set.of(), clean.resolve("in"), Optional.of(clean.resolve("truth/t.csv")));
    summary =
        StatutoryPopulation.write(
            SETTINGS,
            Plant.named("all"),
            planted.resolve("in"),
            Optional.of(planted.resolve("truth/t.csv")));
  }

  @Test
  void the_truth_is_what_a_stranger_reads_from_the_clean_files() throws IOException {
    List<String> read = WrittenExtracts.events(clean.resolve("in"));
    assertThat(read).hasSizeGreaterThan(40_000);
    assertThat(read).isEqualTo(WrittenFiles.truth(clean.resolve("truth")));
  }

  @Test
  void planted_errors_leave_the_events_as_they_are_but_for_when_they_were_known()
      throws IOException {
    assertThat(withoutKnown(planted)).isEqualTo(withoutKnown(clean));
  }

  @Test
  void planted_rows_come_on_top_of_the_clean_ones() throws IOException {
    Map<String, List<String>> before = WrittenFiles.lines(clean.resolve("in"));
    Map<String, List<String>> after = WrittenFiles.lines(planted.resolve("in"));
    Map<String, Map<Integer, String>> marks = marks();
    after.forEach(
        (file, lines) -> {
          Map<Integer, String> here = marks.getOrDefault(file, Map.of());
          List<String> kept = new ArrayList<>();
          for (int number = 1; number <= lines.size(); number++) {
            if (!here.containsKey(number)) {
              kept.add(lines.get(number - 1));
            }
          }
          long late = here.values().stream().filter("late"::equals).count();
          assertThat(before.get(file)).as(file).containsAll(kept).hasSize(kept.size() + (int) late);
        });
  }

  @Test
  void every_planted_row_has_its_error_and_is_counted() throws IOException {
    Set<String> known = new HashSet<>();
    for (CSVRecord link : WrittenFiles.rows(planted.resolve("in/links.csv"))) {
      known.add(link.get("identifier"));
    }
    Map<String, Long> counted = new HashMap<>();
    Map<String, List<String>> files = WrittenFiles.lines(planted.resolve("in"));
    marks()
        .forEach(
            (file, marks) ->
                marks.forEach(
                    (line, kind) -> {
                      counted.merge(kind, 1L, Long::sum);
                      List<String> lines = files.get(file);
                      assertThat(hasError(kind, lines, line, known)).as(kind + file).isTrue();
                    }));
    Map<String, Long> summed = new HashMap<>();
    summary
        .planted()
        .values()
        .forEach(kinds -> kinds.forEach((kind, count) -> summed.merge(kind, count, Long::sum)));
    assertThat(counted).isEqualTo(summed).hasSize(Plant.values().length);
    assertThat(counted.values()).allMatch(count -> count > 5);
  }

  @Test
  void the_same_settings_give_the_same_bytes_on_any_number_of_threads(@TempDir Path folder)
      throws Exception {
    ForkJoinPool single = new ForkJoinPool(1);
    try {
      single
          .submit(
              () ->
                  StatutoryPopulation.write(
                      SETTINGS,
                      Plant.named("all"),
                      folder.resolve("in"),
                      Optional.of(folder.resolve("truth/t.csv"))))
          .get();
    } finally {
      single.shutdown();
    }
    List<Path> files = WrittenFiles.files(planted, ".*");
    assertThat(files).hasSizeGreaterThan(200);
    for (Path file : files) {
      Path other = folder.resolve(planted.relativize(file).toString());
      assertThat(Files.mismatch(file, other)).as(file.getFileName().toString()).isEqualTo(-1);
    }
  }

  @Test
  void numbers_have_valid_check_digits_and_belong_to_one_person_each() {
    Set<String> numbers = WrittenFiles.values(clean.resolve("in"), "cld/.*", "NHS Number");
    numbers.remove("");
    assertThat(numbers).isNotEmpty().allMatch(StatutoryPopulationTest::isNhsNumber);
    Set<String> pupils = WrittenFiles.values(clean.resolve("in"), "school/.*", "UPN");
    assertThat(pupils).isNotEmpty().allMatch(StatutoryPopulationTest::isPupilNumber);
    Set<String> all = new HashSet<>();
    for (int index = 0; index < 20_000; index++) {
      assertThat(all.add(Numbers.nhsNumber(index))).isTrue();
      assertThat(all.add(Numbers.pseudonym(index))).isTrue();
      assertThat(all.add(Numbers.patient(index))).isTrue();
    }
  }

  @Test
  void the_merged_trust_is_gone_from_the_day_of_the_merger_on() {
    LocalDate merger = LocalDate.of(2023, 10, 1);
    assertThat(clean.resolve("in/trust_successors.csv"))
        .content()
        .isEqualTo("old_code,new_code,date\nZT4,ZT3,2023-10-01\n");
    int before = 0;
    for (Path file : WrittenFiles.files(clean.resolve("in"), "ecds/.*")) {
      for (CSVRecord row : WrittenFiles.rows(file)) {
        if (row.get("Der_Provider_Code").equals("ZT4")) {
          before++;
          assertThat(LocalDate.parse(row.get("Arrival_Date"))).isBefore(merger);
        }
      }
    }
    assertThat(before).isPositive();
  }

  @Test
  void a_household_that_moves_has_an_address_after_the_other() {
    Map<String, List<CSVRecord>> addresses = new HashMap<>();
    for (CSVRecord row : WrittenFiles.rows(clean.resolve("in/register.csv"))) {
      addresses.computeIfAbsent(row.get("link_id"), link -> new ArrayList<>()).add(row);
    }
    assertThat(addresses).hasSize(SETTINGS.people());
    List<List<CSVRecord>> moved =
        addresses.values().stream().filter(rows -> rows.size() == 2).toList();
    assertThat(moved).hasSizeGreaterThan(20);
    for (List<CSVRecord> rows : moved) {
      LocalDate left = LocalDate.parse(rows.get(0).get("to"));
      assertThat(rows.get(1).get("from")).isEqualTo(left.plusDays(1).toString());
      assertThat(rows.get(1).get("area_code")).isNotEqualTo(rows.get(0).get("area_code"));
    }
  }

  @Test
  void the_truth_may_not_lie_with_the_records() {
    Path in = folder.resolve("x");
    assertThatThrownBy(
            () ->
                StatutoryPopulation.write(
                    SETTINGS, Set.of(), in, Optional.of(in.resolve("truth/t.csv"))))
        .hasMessage("the truth must not lie in the folder of the records");
  }

  @Test
  void a_kind_of_error_that_there_is_not_is_refused_by_name() {
    assertThatThrownBy(() -> Plant.named("late,colour"))
        .hasMessageStartingWith("there is no kind of error \"colour\"; there are all, none,");
    assertThat(Plant.named("late,bad_date")).containsExactly(Plant.LATE, Plant.BAD_DATE);
    assertThat(Plant.named("none")).isEmpty();
  }

  private static boolean hasError(String kind, List<String> lines, int line, Set<String> known) {
    String row = lines.get(line - 1);
    int cells = row.split(",", -1).length;
    int headings = lines.get(0).split(",", -1).length;
    return switch (kind) {
      case "exact_duplicate" -> row.equals(lines.get(line - 2));
      case "short_row" -> cells == headings - 2;
      case "long_row" -> cells == headings + 1;
      case "unknown_code" -> row.contains("ZZ9");
      case "bad_date" -> row.matches(".*(2023-02-30|30/02/2023|not known|00000000).*");
      case "corrected_duplicate" -> row.contains("ZT9") || row.contains("999999");
      case "unlinked_person" ->
          unknownIdentifiers(row, known) > unknownIdentifiers(next(lines, line), known);
      case "missing_id" -> row.contains(",,") || row.startsWith(",");
      case "end_before_start", "late" -> cells == headings;
      default -> false;
    };
  }

  /** The clean row that a planted row stands beside, which comes just before it. */
  private static String next(List<String> lines, int line) {
    return lines.get(line - 2);
  }

  private static long unknownIdentifiers(String row, Set<String> known) {
    return List.of(row.split(",", -1)).stream().filter(cell -> !known.contains(cell)).count();
  }

  private static Map<String, Map<Integer, String>> marks() throws IOException {
    Map<String, Map<Integer, String>> marks = new HashMap<>();
    Path file = planted.resolve("truth/planted_rows.csv.gz");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      reader
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(
              cells ->
                  marks
                      .computeIfAbsent(cells[0], name -> new HashMap<>())
                      .put(Integer.valueOf(cells[1]), cells[2]));
    }
    return marks;
  }

  private static List<String> withoutKnown(Path written) throws IOException {
    return WrittenFiles.truth(written.resolve("truth")).stream()
        .map(line -> line.split(",", -1))
        .map(
            cells ->
                String.join(
                    ",", cells[0], cells[1], cells[2], cells[3], cells[5], cells[6], cells[7],
                    cells[9]))
        .sorted()
        .toList();
  }

  private static boolean isNhsNumber(String number) {
    int sum = 0;
    for (int place = 0; place < 9; place++) {
      sum += (10 - place) * Character.digit(number.charAt(place), 10);
    }
    int check = (11 - sum % 11) % 11;
    return number.matches("999\\d{7}") && check == Character.digit(number.charAt(9), 10);
  }

  private static boolean isPupilNumber(String upn) {
    int sum = 0;
    for (int place = 1; place < 13; place++) {
      sum += (place + 1) * Character.digit(upn.charAt(place), 10);
    }
    return upn.matches("[A-Z]\\d{12}")
        && "ABCDEFGHJKLMNPQRTUVWXYZ".charAt(sum % 23) == upn.charAt(0);
  }
}
