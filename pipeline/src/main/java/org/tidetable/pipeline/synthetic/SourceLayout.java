package org.tidetable.pipeline.synthetic;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Sector;

/**
 * How one source writes its file: headings, order, dates and codes differ on purpose, as they do
 * between services.
 */
enum SourceLayout {
  HEALTH("health_events.csv", "H", "HR", "yyyy-MM-dd", 60, "2023-02-30"),
  CARE("care_events.csv", "C", "CR", "yyyy/MM/dd", 60, "2023/13/01"),
  EDUCATION("school_events.csv", "P", "SR", "dd/MM/yyyy", 240, "not known");

  private final String file;
  private final String pseudonymPrefix;
  private final String recordPrefix;
  private final DateTimeFormatter dates;
  private final int lateAfterDays;
  private final String badDate;

  SourceLayout(
      String file,
      String pseudonymPrefix,
      String recordPrefix,
      String datePattern,
      int lateAfterDays,
      String badDate) {
    this.file = file;
    this.pseudonymPrefix = pseudonymPrefix;
    this.recordPrefix = recordPrefix;
    this.dates = DateTimeFormatter.ofPattern(datePattern, Locale.ROOT);
    this.lateAfterDays = lateAfterDays;
    this.badDate = badDate;
  }

  static SourceLayout of(Sector sector) {
    return switch (sector) {
      case HEALTH -> HEALTH;
      case CARE -> CARE;
      case EDUCATION -> EDUCATION;
    };
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  String file() {
    return file;
  }

  /** A row recorded more than this after its start is late: no ordinary row is. */
  int lateAfterDays() {
    return lateAfterDays;
  }

  String badDate() {
    return badDate;
  }

  Pseudonyms pseudonyms(long seed) {
    return new Pseudonyms(pseudonymPrefix, seed);
  }

  String record(long number) {
    return String.format(Locale.ROOT, "%s-%08d", recordPrefix, number);
  }

  String date(LocalDate date) {
    return date.format(dates);
  }

  List<String> headings() {
    return switch (this) {
      case HEALTH ->
          List.of(
              "pseudonym",
              "event_code",
              "start_date",
              "end_date",
              "recorded_date",
              "area_code",
              "provider_code",
              "record_id");
      case CARE ->
          List.of(
              "Client Ref",
              "Service",
              "Started",
              "Ended",
              "Entered On",
              "Quantity",
              "Area",
              "Team",
              "Record No");
      case EDUCATION ->
          List.of(
              "pupil_ref", "type", "date", "sessions", "school_code", "area", "known_on", "entry");
    };
  }

  List<String> cells(SourceRow row) {
    return switch (this) {
      case HEALTH ->
          List.of(
              row.pseudonym(),
              row.code(),
              row.start(),
              row.end(),
              row.known(),
              row.area().code(),
              row.provider(),
              row.record());
      case CARE ->
          List.of(
              row.pseudonym(),
              row.code(),
              row.start(),
              row.end(),
              row.known(),
              row.quantity(),
              row.area().code(),
              row.provider(),
              row.record());
      case EDUCATION ->
          List.of(
              row.pseudonym(),
              row.code(),
              row.start(),
              row.quantity(),
              row.provider(),
              row.area().code(),
              row.known(),
              row.record());
    };
  }

  SourceRow row(Occurrence happened, Area area, String pseudonym, String record) {
    return new SourceRow(
        pseudonym,
        happened.code(),
        date(happened.start()),
        happened.end().map(this::date).orElse(""),
        date(happened.known()),
        quantity(happened),
        area,
        provider(happened, area),
        record);
  }

  private static String quantity(Occurrence happened) {
    if (happened.kind() == EventKind.HOME_CARE) {
      return String.format(Locale.ROOT, "%.1f", happened.quantity());
    }
    if (happened.kind() == EventKind.ABSENCE_SESSION
        || happened.kind() == EventKind.POSSIBLE_SESSION) {
      return String.valueOf((int) happened.quantity());
    }
    return "";
  }

  private String provider(Occurrence happened, Area area) {
    return switch (this) {
      case HEALTH -> area.hospital();
      case CARE -> area.careTeam();
      case EDUCATION -> area.school(happened.resident().schoolPick());
    };
  }
}
