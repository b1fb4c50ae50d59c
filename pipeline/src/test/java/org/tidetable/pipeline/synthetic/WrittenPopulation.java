package org.tidetable.pipeline.synthetic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the files of a population as a stranger would, knowing only their headings. */
record WrittenPopulation(
    Map<String, Person> people, Map<String, String> links, Map<String, List<Row>> rows) {

  /** The headings and the date pattern of one source. */
  private record Source(
      String file,
      String pseudonym,
      String code,
      String start,
      String known,
      String record,
      Optional<String> quantity,
      String dates) {}

  private static final Map<String, Source> SOURCES =
      Map.of(
          "health",
          new Source(
              "health_events.csv",
              "pseudonym",
              "event_code",
              "start_date",
              "recorded_date",
              "record_id",
              Optional.empty(),
              "yyyy-MM-dd"),
          "care",
          new Source(
              "care_events.csv",
              "Client Ref",
              "Service",
              "Started",
              "Entered On",
              "Record No",
              Optional.of("Quantity"),
              "yyyy/MM/dd"),
          "education",
          new Source(
              "school_events.csv",
              "pupil_ref",
              "type",
              "date",
              "known_on",
              "entry",
              Optional.of("sessions"),
              "dd/MM/yyyy"));

  record Person(
      LocalDate born, LocalDate from, Optional<LocalDate> to, String endReason, String area) {
    int age(LocalDate date) {
      return born.until(date).getYears();
    }

    boolean present(LocalDate date) {
      return !from.isAfter(date) && to.map(end -> !end.isBefore(date)).orElse(true);
    }
  }

  record Row(
      String pseudonym,
      String code,
      Optional<LocalDate> start,
      LocalDate known,
      String record,
      double quantity,
      String whole) {}

  /** A row that is no fault, of a person in the register. */
  record Event(String person, String code, LocalDate start, double quantity) {}

  static WrittenPopulation read(Path folder) {
    Map<String, Person> people = new HashMap<>();
    for (CSVRecord row : csv(folder.resolve("people.csv"))) {
      String to = row.get("to");
      people.put(
          row.get("link_id"),
          new Person(
              YearMonth.parse(row.get("birth_month")).atDay(1),
              LocalDate.parse(row.get("from")),
              to.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(to)),
              row.get("end_reason"),
              row.get("area_code")));
    }
    Map<String, String> links = new HashMap<>();
    for (CSVRecord row : csv(folder.resolve("links.csv"))) {
      links.put(row.get("source") + " " + row.get("pseudonym"), row.get("link_id"));
    }
    Map<String, List<Row>> rows = new HashMap<>();
    SOURCES.forEach((name, source) -> rows.put(name, rows(folder, source)));
    return new WrittenPopulation(people, links, rows);
  }

  /** One source without its faults: the last recorded row of each record number, in any order. */
  List<Event> events(String source) {
    Map<String, Row> latest = new HashMap<>();
    for (Row row : rows.get(source)) {
      boolean linked = links.containsKey(source + " " + row.pseudonym());
      if (linked && row.start().isPresent() && !row.code().equals("ZZ9")) {
        latest.merge(
            row.record(), row, (one, other) -> one.known().isAfter(other.known()) ? one : other);
      }
    }
    List<Event> events = new ArrayList<>();
    for (Row row : latest.values()) {
      String person = links.get(source + " " + row.pseudonym());
      events.add(new Event(person, row.code(), row.start().orElseThrow(), row.quantity()));
    }
    return events;
  }

  /** Sum of quantities by person, of one code, from a day until before another. */
  Map<String, Double> sums(String source, String code, LocalDate from, LocalDate until) {
    Map<String, Double> sums = new HashMap<>();
    for (Event event : events(source)) {
      boolean inside = !event.start().isBefore(from) && event.start().isBefore(until);
      if (inside && event.code().equals(code)) {
        sums.merge(event.person(), event.quantity(), Double::sum);
      }
    }
    return sums;
  }

  /** Counts the faults of one source from its rows alone. */
  Map<String, Integer> faults(String source, int lateAfterDays) {
    List<Row> all = rows.get(source);
    Set<String> whole = new LinkedHashSet<>();
    Set<String> records = new LinkedHashSet<>();
    int unlinked = 0;
    int badDates = 0;
    int unknownCodes = 0;
    int late = 0;
    for (Row row : all) {
      whole.add(row.whole());
      records.add(row.record());
      unlinked += links.containsKey(source + " " + row.pseudonym()) ? 0 : 1;
      badDates += row.start().isEmpty() ? 1 : 0;
      unknownCodes += row.code().equals("ZZ9") ? 1 : 0;
      late +=
          row.start().map(day -> day.plusDays(lateAfterDays).isBefore(row.known())).orElse(false)
              ? 1
              : 0;
    }
    return Map.of(
        "exact_duplicate", all.size() - whole.size(),
        "corrected_duplicate", whole.size() - records.size(),
        "late", late,
        "unlinked_pseudonym", unlinked,
        "bad_date", badDates,
        "unknown_code", unknownCodes);
  }

  static Iterable<CSVRecord> csv(Path file) {
    try (CSVParser parser =
        CSVParser.parse(
            Files.readString(file),
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      return parser.getRecords();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static List<Row> rows(Path folder, Source source) {
    DateTimeFormatter dates = DateTimeFormatter.ofPattern(source.dates(), Locale.ROOT);
    List<Row> rows = new ArrayList<>();
    for (CSVRecord row : csv(folder.resolve(source.file()))) {
      String quantity = source.quantity().map(row::get).orElse("");
      rows.add(
          new Row(
              row.get(source.pseudonym()),
              row.get(source.code()),
              date(row.get(source.start()), dates),
              LocalDate.parse(row.get(source.known()), dates),
              row.get(source.record()),
              quantity.isEmpty() ? 1 : Double.parseDouble(quantity),
              String.join("|", row)));
    }
    return rows;
  }

  /** Empty unless the text is a date and comes back as it was: 30 February does not. */
  private static Optional<LocalDate> date(String text, DateTimeFormatter dates) {
    try {
      LocalDate date = LocalDate.parse(text, dates);
      return date.format(dates).equals(text) ? Optional.of(date) : Optional.empty();
    } catch (DateTimeParseException notADate) {
      return Optional.empty();
    }
  }
}
