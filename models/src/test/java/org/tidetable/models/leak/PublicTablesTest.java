package org.tidetable.models.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.models.risk.TextTable;

/**
 * Real people's tables, without their names: hospital visits of 130 hospitals and students of an
 * open university at day 60 of their course. Needs -Dtidetable.data=FOLDER.
 */
@Tag("benchmark")
class PublicTablesTest {
  private static final int DAY = 60;

  private record Lines(List<String> header, List<String[]> rows) {
    int at(String name) {
      return header.indexOf(name);
    }

    Lines where(Predicate<String[]> wanted) {
      return new Lines(header, rows.stream().filter(wanted).toList());
    }
  }

  private static Lines read(String file) {
    String folder = System.getProperty("tidetable.data", "");
    assumeTrue(!folder.isEmpty(), "give -Dtidetable.data=FOLDER");
    List<String[]> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(folder, file))),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(line.replace("\"", "").split(",", -1));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new Lines(Arrays.asList(rows.get(0)), rows.subList(1, rows.size()));
  }

  private static LeakReport look(
      Lines lines,
      String outcome,
      String value,
      Optional<String> person,
      Set<String> drop,
      Declared declared) {
    RiskTable table =
        new RiskTable(
            TextTable.read(lines.header(), lines.rows(), Set.of("?")),
            new RiskTable.Roles(outcome, value, person, Optional.empty(), drop, Map.of()));
    return LeakFinder.in(table, declared);
  }

  private record Question(
      String what, Lines lines, String outcome, String value, Set<String> drop) {}

  @TestFactory
  Stream<DynamicTest> visits_to_hospital_are_clean() {
    Lines all = read("uci-diabetes-130/diabetic_data.csv.gz");
    int to = all.at("discharge_disposition_id");
    Lines living = all.where(row -> !Set.of("11", "13", "14", "19", "20", "21").contains(row[to]));
    int age = all.at("age");
    int sex = all.at("gender");
    Lines coarse =
        new Lines(
            living.header(),
            living.rows().stream()
                .map(
                    row -> {
                      String[] copy = row.clone();
                      copy[all.at("readmitted")] =
                          row[all.at("readmitted")].equals("NO") ? "no" : "yes";
                      return copy;
                    })
                .toList());
    return Stream.of(
            new Question("within 30 days", living, "readmitted", "<30", Set.of()),
            new Question("at any time", coarse, "readmitted", "yes", Set.of()),
            new Question("over 30 days", living, "readmitted", ">30", Set.of()),
            new Question(
                "of the old",
                living.where(r -> r[age].compareTo("[7") > 0),
                "readmitted",
                "<30",
                Set.of()),
            new Question(
                "of women",
                living.where(r -> r[sex].equals("Female")),
                "readmitted",
                "<30",
                Set.of()),
            new Question("insulin raised", living, "insulin", "Up", Set.of("change")))
        .map(
            q ->
                DynamicTest.dynamicTest(
                    q.what(),
                    () ->
                        assertThat(
                                look(
                                        q.lines(),
                                        q.outcome(),
                                        q.value(),
                                        Optional.of("patient_nbr"),
                                        q.drop(),
                                        Declared.NOTHING)
                                    .refusal())
                            .isEmpty()));
  }

  @Test
  void patients_that_are_not_declared_are_found_within_seconds() {
    Lines all = read("uci-diabetes-130/diabetic_data.csv.gz");
    long started = System.nanoTime();
    LeakReport report =
        look(all, "readmitted", "<30", Optional.empty(), Set.of(), Declared.NOTHING);
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(Locale.ROOT, "101,766 rows x 49 columns: %.1f s%n", seconds);
    assertThat(report.refused())
        .anySatisfy(each -> assertThat(each.feature()).isEqualTo("patient_nbr"))
        .allSatisfy(each -> assertThat(each.kind()).isEqualTo(LeakKind.SAME_PERSON));
    assertThat(seconds).isLessThan(30);
  }

  /** Students who were there on day 60, with what was handed in, and when. */
  private static Lines students() {
    Lines info = read("oulad/studentInfo.csv.gz");
    Lines registration = read("oulad/studentRegistration.csv.gz");
    Lines assessments = read("oulad/assessments.csv.gz");
    Lines marks = read("oulad/studentAssessment.csv.gz");
    Map<String, String> course = new HashMap<>();
    Map<String, Integer> due = new HashMap<>();
    for (String[] row : assessments.rows()) {
      course.put(row[2], row[0] + row[1]);
      due.put(row[2], row[4].matches("\\d+") ? Integer.parseInt(row[4]) : 999);
    }
    Map<String, List<String[]>> handedIn = new HashMap<>();
    for (String[] row : marks.rows()) {
      handedIn.computeIfAbsent(row[1] + course.get(row[0]), any -> new ArrayList<>()).add(row);
    }
    Map<String, String[]> registered = new HashMap<>();
    registration.rows().forEach(row -> registered.put(row[2] + row[0] + row[1], row));
    List<String> header = new ArrayList<>(info.header());
    header.addAll(
        List.of(
            "registered",
            "early_marks",
            "early_mean",
            "late",
            "unregistered",
            "last_mark",
            "last_mark_day",
            "index_day",
            "outcome"));
    List<String[]> rows = new ArrayList<>();
    for (String[] row : info.rows()) {
      String key = row[2] + row[0] + row[1];
      String[] times = registered.getOrDefault(key, new String[] {"", "", "", "", ""});
      boolean gone = times[4].matches("-?\\d+") && Integer.parseInt(times[4]) <= DAY;
      boolean came = times[3].matches("-?\\d+") && Integer.parseInt(times[3]) <= DAY;
      if (gone || !came) {
        continue;
      }
      double sum = 0;
      int early = 0;
      int late = 0;
      String[] last = {"", "", "", "", ""};
      int lastDay = Integer.MIN_VALUE;
      for (String[] mark : handedIn.getOrDefault(key, List.of())) {
        int day = Integer.parseInt(mark[2]);
        if (day <= DAY && !mark[4].isEmpty()) {
          early++;
          sum += Double.parseDouble(mark[4]);
          late += day > due.getOrDefault(mark[0], 999) ? 1 : 0;
        }
        if (day > lastDay) {
          lastDay = day;
          last = mark;
        }
      }
      String[] wide = Arrays.copyOf(row, header.size());
      int at = row.length;
      wide[at++] = times[3];
      wide[at++] = "" + early;
      wide[at++] = early == 0 ? "" : String.format(Locale.ROOT, "%.2f", sum / early);
      wide[at++] = "" + late;
      wide[at++] = times[4];
      wide[at++] = last[4];
      wide[at++] = last[2];
      wide[at++] = "" + DAY;
      wide[at] = Set.of("Fail", "Withdrawn").contains(row[11]) ? "1" : "0";
      rows.add(wide);
    }
    return new Lines(header, rows);
  }

  private static final Set<String> LATER =
      Set.of("final_result", "unregistered", "last_mark", "last_mark_day", "index_day");

  @TestFactory
  Stream<DynamicTest> students_at_day_60_are_clean() {
    Lines all = students();
    int module = all.at("code_module");
    int when = all.at("code_presentation");
    int sex = all.at("gender");
    return Stream.of(
            new Question("all courses", all, "outcome", "1", LATER),
            new Question(
                "one course", all.where(r -> r[module].equals("BBB")), "outcome", "1", LATER),
            new Question(
                "one start", all.where(r -> r[when].equals("2013J")), "outcome", "1", LATER),
            new Question("withdrawn", all, "final_result", "Withdrawn", with("outcome")),
            new Question("men", all.where(r -> r[sex].equals("M")), "outcome", "1", LATER))
        .map(
            q ->
                DynamicTest.dynamicTest(
                    q.what(),
                    () ->
                        assertThat(
                                look(
                                        q.lines(),
                                        q.outcome(),
                                        q.value(),
                                        Optional.of("id_student"),
                                        q.drop(),
                                        Declared.NOTHING)
                                    .refusal())
                            .isEmpty()));
  }

  private static Set<String> with(String outcome) {
    Set<String> drop = new java.util.TreeSet<>(LATER);
    drop.remove("final_result");
    drop.add(outcome);
    return drop;
  }

  @Test
  void what_came_after_day_60_is_refused_by_name() {
    Declared declared =
        new Declared(
            Optional.of("index_day"),
            Map.of("last_mark", "last_mark_day", "unregistered", "unregistered"),
            Map.of());
    LeakReport report =
        look(students(), "outcome", "1", Optional.of("id_student"), Set.of(), declared);
    assertThat(report.refused())
        .extracting(Finding::feature)
        .contains("final_result", "unregistered", "last_mark");
    assertThat(report.refused())
        .anySatisfy(
            each -> {
              assertThat(each.feature()).isEqualTo("last_mark");
              assertThat(each.kind()).isEqualTo(LeakKind.KNOWN_LATER);
            });
    LeakReport undeclared =
        look(
            students(),
            "outcome",
            "1",
            Optional.of("id_student"),
            Set.of("last_mark_day", "last_mark"),
            Declared.NOTHING);
    assertThat(undeclared.refused())
        .extracting(Finding::feature)
        .contains("final_result", "unregistered");
  }

  @Test
  void a_large_table_takes_seconds() {
    int people = 200_000;
    List<String> header = new ArrayList<>(List.of("bad"));
    for (int column = 0; column < 200; column++) {
      header.add("x" + column);
    }
    SplittableRandom random = new SplittableRandom(3);
    // Rows are made as they are read: as texts all of them would fill the memory.
    Iterable<String[]> rows =
        () ->
            IntStream.range(0, people)
                .mapToObj(
                    row -> {
                      String[] cells = new String[header.size()];
                      cells[0] = random.nextInt(10) == 0 ? "yes" : "no";
                      for (int column = 1; column < cells.length; column++) {
                        cells[column] =
                            switch (column % 3) {
                              case 0 -> Integer.toString(random.nextInt(9000));
                              case 1 -> Integer.toString(random.nextInt(8));
                              default -> "c" + random.nextInt(200);
                            };
                      }
                      return cells;
                    })
                .iterator();
    TextTable texts = TextTable.read(header, rows, Set.of());
    RiskTable table =
        new RiskTable(
            texts,
            new RiskTable.Roles(
                "bad", "yes", Optional.empty(), Optional.empty(), Set.of(), Map.of()));
    long started = System.nanoTime();
    LeakReport report = LeakFinder.in(table, Declared.NOTHING);
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(Locale.ROOT, "200,000 rows x 200 columns searched: %.1f s%n", seconds);
    assertThat(report.refusal()).isEmpty();
    assertThat(seconds).isLessThan(60);
  }
}
