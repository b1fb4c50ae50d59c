package org.tidetable.pipeline.synthetic.statutory;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.commons.csv.CSVRecord;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Reads the files as a stranger would who knows the collections: one event for each record, as its
 * last version has it. Shares no code with what wrote them.
 */
final class WrittenExtracts {
  private static final DateTimeFormatter SLASHES =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

  private final Path folder;
  private final Map<String, String> links = new HashMap<>();
  private final Map<String, List<Version>> records = new HashMap<>();

  /** One row as an event: its order among the versions, when it was known, what it says. */
  private record Version(String order, LocalDate known, String content) {}

  private WrittenExtracts(Path folder) {
    this.folder = folder;
  }

  /** The events of the folder in the columns of the truth, sorted. */
  static List<String> events(Path folder) {
    WrittenExtracts extracts = new WrittenExtracts(folder);
    extracts.each(
        "links.csv",
        (file, row) ->
            extracts.links.put(row.get("source") + row.get("identifier"), row.get("link_id")));
    extracts.hospital();
    extracts.adultCare();
    extracts.lookedAfter();
    extracts.inNeed();
    extracts.school();
    extracts.specialNeeds();
    extracts.practice();
    return extracts.latest();
  }

  private void hospital() {
    each(
        "ecds/.*",
        (file, row) -> {
          String known = row.get("ReceivedDate");
          String arrived = row.get("Arrival_Date");
          String where =
              row.get("Der_Postcode_Dist_Unitary_Auth") + "," + row.get("Der_Provider_Code");
          String person = row.get("Der_Pseudo_NHS_Number");
          add(
              "ecds",
              person,
              "emergency_attendance",
              arrived,
              "",
              known,
              "1",
              where,
              row.get("EC_Ident"),
              known);
        });
    each(
        "sus_apc/.*",
        (file, row) -> {
          if (row.get("Der_Episode_Number").equals("1")) {
            String known = row.get("Import_Date");
            String kind = row.get("Admission_Method").startsWith("2") ? "emergency" : "planned";
            String where =
                row.get("Der_Postcode_Dist_Unitary_Auth") + "," + row.get("Der_Provider_Code");
            add(
                "sus_apc",
                row.get("Der_Pseudo_NHS_Number"),
                kind + "_admission",
                row.get("Admission_Date"),
                row.get("Discharge_Date"),
                known,
                "1",
                where,
                row.get("APCE_Ident"),
                known);
          }
        });
  }

  private void adultCare() {
    Map<String, String> kinds =
        Map.of(
            "Request", "care_request",
            "Assessment", "care_assessment",
            "Review", "care_review",
            "ServiceHome Support", "home_care",
            "ServiceResidential Care", "long_term_care_start",
            "ServiceNursing Care", "long_term_care_start",
            "ServiceReablement", "reablement");
    each(
        "cld/.*",
        (file, row) -> {
          String end = row.get("Event End Date");
          String units = row.get("Planned units per week");
          LocalDate period = slashes(row.get("Reporting Period End Date"));
          add(
              "cld",
              row.get("LA Person Unique Identifier"),
              kinds.get(row.get("Event Type") + row.get("Service Component")),
              slashes(row.get("Event Start Date")).toString(),
              end.isEmpty() ? "" : slashes(end).toString(),
              period.plusDays(31).toString(),
              units.isEmpty() ? "1" : units,
              row.get("LA Code") + ",",
              row.get("Event Reference"),
              period.toString());
        });
  }

  private void lookedAfter() {
    each(
        "ssda903/.*/episodes.csv",
        (file, row) -> {
          if (!row.get("RNE").equals("L")) {
            String kind = row.get("RNE").equals("S") ? "looked_after_start" : "placement_change";
            yearly(file, row.get("CHILD"), kind, row.get("DECOM"), row.get("DEC"));
          }
        });
    each(
        "ssda903/.*/missing.csv",
        (file, row) -> {
          if (row.get("MISSING").equals("M")) {
            String child = row.get("CHILD");
            yearly(file, child, "missing_from_care", row.get("MIS_START"), row.get("MIS_END"));
          }
        });
  }

  private void yearly(String file, String child, String kind, String start, String end) {
    LocalDate started = slashes(start);
    LocalDate last = end.isEmpty() ? started : slashes(end);
    add(
        "ssda903",
        child,
        kind,
        started.toString(),
        end.isEmpty() ? "" : last.toString(),
        yearEnd(last).plusDays(91).toString(),
        "1",
        ",",
        child + "|" + start,
        file);
  }

  private void inNeed() {
    for (Path file : files("cin/.*")) {
      NodeList children = WrittenFiles.xml(file).getElementsByTagName("Child");
      for (int number = 0; number < children.getLength(); number++) {
        Element child = (Element) children.item(number);
        census(file, child, "CINdetails", "child_referral", "CINreferralDate", "");
        census(
            file,
            child,
            "Assessments",
            "child_assessment",
            "AssessmentActualStartDate",
            "AssessmentAuthorisationDate");
        census(file, child, "Section47", "protection_enquiry", "S47ActualStartDate", "");
        census(
            file,
            child,
            "ChildProtectionPlans",
            "child_protection_plan",
            "CPPstartDate",
            "CPPendDate");
      }
    }
  }

  private void census(
      Path file, Element child, String element, String kind, String start, String end) {
    String id = WrittenFiles.text(child, "LAchildID");
    NodeList found = child.getElementsByTagName(element);
    for (int number = 0; number < found.getLength(); number++) {
      Element one = (Element) found.item(number);
      String started = WrittenFiles.text(one, start);
      String ended = end.isEmpty() ? "" : WrittenFiles.text(one, end);
      LocalDate last = LocalDate.parse(ended.isEmpty() ? started : ended);
      add(
          "cin",
          id,
          kind,
          started,
          ended,
          yearEnd(last).plusDays(122).toString(),
          "1",
          ",",
          id + "|" + started,
          file.toString());
    }
  }

  private void school() {
    each(
        "school/attendance/.*",
        (file, row) -> {
          String known = row.get("ExtractDate");
          String monday = row.get("WeekCommencing");
          String record = row.get("UPN") + "|" + monday;
          String where = "," + row.get("URN");
          add(
              "attendance",
              row.get("UPN"),
              "possible_session",
              monday,
              "",
              known,
              row.get("SessionsPossible"),
              where,
              record,
              known);
          add(
              "attendance",
              row.get("UPN"),
              "absence_session",
              monday,
              "",
              known,
              row.get("OverallAbsence"),
              where,
              record,
              known);
        });
    each(
        "school/exclusions/.*",
        (file, row) -> {
          if (row.get("ExclusionCategory").equals("SUSP")) {
            String day = row.get("ExclusionStartDate");
            add(
                "exclusions",
                row.get("UPN"),
                "suspension",
                day,
                "",
                later(day, 120),
                "1",
                "," + row.get("URN"),
                row.get("UPN") + "|" + day,
                "");
          }
        });
  }

  private void specialNeeds() {
    each(
        "sen2/.*/requests.csv",
        (file, row) -> january("special_needs_request", row, "receiveddate", "requeststableid"));
    each(
        "sen2/.*/named_plans.csv",
        (file, row) -> january("special_needs_plan", row, "startdate", "namedplantableid"));
  }

  private void january(String kind, CSVRecord row, String start, String record) {
    LocalDate day = LocalDate.parse(row.get(start));
    String known = LocalDate.of(day.getYear(), 12, 31).plusDays(60).toString();
    add("sen2", row.get("upn"), kind, day.toString(), "", known, "1", ",", row.get(record), "");
  }

  private void practice() {
    each(
        "omop/visit_occurrence/.*",
        (file, row) -> {
          boolean office = row.get("visit_concept_id").equals("581477");
          gp(
              row,
              office ? "gp_appointment" : "outpatient_appointment",
              "visit_start_date",
              row.get("visit_end_date"),
              "visit_occurrence_id");
        });
    each(
        "omop/condition_occurrence.csv",
        (file, row) -> gp(row, "diagnosis", "condition_start_date", "", "condition_occurrence_id"));
    each(
        "omop/drug_exposure/.*",
        (file, row) ->
            gp(
                row,
                "prescription",
                "drug_exposure_start_date",
                row.get("drug_exposure_end_date"),
                "drug_exposure_id"));
  }

  private void gp(CSVRecord row, String kind, String start, String end, String record) {
    String day = row.get(start);
    add("omop", row.get("person_id"), kind, day, end, later(day, 7), "1", ",", row.get(record), "");
  }

  private void add(
      String source,
      String person,
      String kind,
      String start,
      String end,
      String known,
      String quantity,
      String where,
      String record,
      String order) {
    String link = links.get(source + person);
    String content = String.join(",", link, kind, start, end, "%s", quantity, where, source);
    records
        .computeIfAbsent(kind + source + record, key -> new ArrayList<>())
        .add(new Version(order, LocalDate.parse(known), content + "," + record));
  }

  private List<String> latest() {
    List<String> events = new ArrayList<>();
    for (List<Version> versions : records.values()) {
      versions.sort(Comparator.comparing(Version::order).thenComparing(Version::known));
      String content = versions.get(versions.size() - 1).content();
      LocalDate known =
          versions.stream()
              .filter(version -> version.content().equals(content))
              .map(Version::known)
              .min(Comparator.naturalOrder())
              .orElseThrow();
      LocalDate first =
          versions.stream().map(Version::known).min(Comparator.naturalOrder()).orElseThrow();
      if (!content.contains("absence_session") || !content.contains(",%s,0,")) {
        events.add(String.format(Locale.ROOT, content, known) + "," + first);
      }
    }
    events.sort(Comparator.naturalOrder());
    return events;
  }

  /** Every row of the files whose path in the folder matches. */
  void each(String pattern, BiConsumer<String, CSVRecord> use) {
    for (Path file : files(pattern)) {
      WrittenFiles.rows(file).forEach(row -> use.accept(file.toString(), row));
    }
  }

  private List<Path> files(String pattern) {
    return WrittenFiles.files(folder, pattern);
  }

  private static LocalDate slashes(String day) {
    return LocalDate.parse(day, SLASHES);
  }

  private static String later(String day, int days) {
    return LocalDate.parse(day).plusDays(days).toString();
  }

  private static LocalDate yearEnd(LocalDate day) {
    LocalDate end = LocalDate.of(day.getYear(), 3, 31);
    return end.isBefore(day) ? end.plusYears(1) : end;
  }
}
