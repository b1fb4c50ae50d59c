package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.frame.Rows;

/**
 * The store of the small run against the files that were read, by a few lines without an engine.
 */
@ExtendWith(SmallRun.Once.class)
class MergedTruthTest {
  private static final DateTimeFormatter SCHOOL =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

  @Test
  void events_of_schools_are_the_latest_known_rows_of_linked_pupils(SmallRun run) {
    Set<String> linked = new HashSet<>();
    for (CSVRecord link : SmallRun.csv(run.home().resolve("people/links.csv"))) {
      if (link.get("source").equals("education")) {
        linked.add(link.get("pseudonym"));
      }
    }
    Map<String, CSVRecord> latest = new HashMap<>();
    for (CSVRecord row : SmallRun.csv(run.home().resolve("people/school_events.csv"))) {
      boolean sound =
          row.get("date").matches("\\d\\d/\\d\\d/\\d{4}") && !row.get("type").equals("ZZ9");
      if (sound) {
        latest.merge(
            row.get("entry"), row, (one, other) -> known(one).isAfter(known(other)) ? one : other);
      }
    }
    Set<String> expected = new TreeSet<>();
    for (CSVRecord row : latest.values()) {
      if (linked.contains(row.get("pupil_ref"))) {
        String sessions = row.get("sessions").isEmpty() ? "1" : row.get("sessions");
        expected.add(
            row.get("entry")
                + " "
                + LocalDate.parse(row.get("date"), SCHOOL)
                + " "
                + Double.parseDouble(sessions));
      }
    }
    List<String> stored =
        run.withSpark(
            spark ->
                Rows.small(
                        spark
                            .read()
                            .parquet(run.folder().resolve("store/events").toString())
                            .filter(
                                org.apache.spark.sql.functions.col("source").equalTo("education")))
                    .stream()
                    .map(MergedTruthTest::told)
                    .toList());

    assertThat(stored).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(stored)).isEqualTo(expected);
  }

  private static LocalDate known(CSVRecord row) {
    return LocalDate.parse(row.get("known_on"), SCHOOL);
  }

  private static String told(Row row) {
    return row.<String>getAs("source_row")
        + " "
        + row.<java.sql.Date>getAs("start_date")
        + " "
        + row.<Double>getAs("quantity");
  }

  @Test
  void people_are_those_of_the_register_and_counts_those_of_the_file(SmallRun run) {
    long registered = SmallRun.csv(run.home().resolve("people/people.csv")).size();
    double attendances =
        SmallRun.csv(run.home().resolve("ae.csv")).stream()
            .mapToDouble(MergedTruthTest::attendances)
            .sum();

    List<Double> stored =
        run.withSpark(
            spark -> {
              var counts = spark.read().parquet(run.folder().resolve("store/counts").toString());
              double sum =
                  Rows.small(
                          counts
                              .filter(counts.col("kind").equalTo("emergency_attendance"))
                              .agg(org.apache.spark.sql.functions.sum("value")))
                      .get(0)
                      .getDouble(0);
              double people =
                  spark.read().parquet(run.folder().resolve("store/people").toString()).count();
              return List.of(people, sum);
            });

    assertThat(stored).containsExactly((double) registered, attendances);
  }

  private static double attendances(CSVRecord row) {
    String cell = row.get("total_attendances");
    return cell.isEmpty() || cell.equals("NA") ? 0 : Double.parseDouble(cell);
  }
}
