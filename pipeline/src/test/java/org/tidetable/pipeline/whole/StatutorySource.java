package org.tidetable.pipeline.whole;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/**
 * What a stranger knows of the CSV files that one mapping reads: whose a row is, and which rows
 * tell of an event at all. Shares nothing with the mapping.
 *
 * @param name of the mapping
 * @param files of the extracts, as a pattern of their paths
 * @param person the heading of the person's identifier
 * @param linkSource the link table's word for these identifiers
 * @param asking the heading that tells whether a row is an event; empty where each is one
 * @param asked its values for events; with one of "!" those that are none
 */
record StatutorySource(
    String name,
    String files,
    String person,
    String linkSource,
    Optional<String> asking,
    Set<String> asked) {

  static final List<StatutorySource> EVENTS =
      List.of(
          every("ecds", "ecds/.*", "Der_Pseudo_NHS_Number", "ecds"),
          every("sus_apc", "sus_apc/.*", "Der_Pseudo_NHS_Number", "sus_apc")
              .where("Der_Episode_Number", "1"),
          every("cld", "cld/.*", "LA Person Unique Identifier", "cld"),
          every("ssda903_episodes", "ssda903/.*/episodes.csv", "CHILD", "ssda903")
              .where("RNE", "S", "P", "T", "B", "U"),
          every("ssda903_missing", "ssda903/.*/missing.csv", "CHILD", "ssda903")
              .where("MISSING", "M"),
          every("attendance_possible", "school/attendance/.*", "UPN", "attendance"),
          every("attendance_missed", "school/attendance/.*", "UPN", "attendance")
              .where("OverallAbsence", "!", "0"),
          every("exclusions", "school/exclusions/.*", "UPN", "exclusions")
              .where("ExclusionCategory", "SUSP"),
          every("sen2_requests", "sen2/.*/requests.csv", "upn", "sen2"),
          every("sen2_named_plans", "sen2/.*/named_plans.csv", "upn", "sen2"),
          every("omop_visit_occurrence", "omop/visit_occurrence/.*", "person_id", "omop"),
          every("omop_condition_occurrence", "omop/condition_occurrence.csv", "person_id", "omop"),
          every("omop_drug_exposure", "omop/drug_exposure/.*", "person_id", "omop"));

  static final List<StatutorySource> PEOPLE =
      List.of(
          every("ssda903_header", "ssda903/.*/header.csv", "CHILD", "ssda903"),
          every("school_census", "school/census/.*", "UPN", "attendance"),
          every("sen2_persons", "sen2/.*/persons.csv", "upn", "sen2"),
          every("omop_person", "omop/person.csv", "person_id", "omop"),
          every("omop_death", "omop/death.csv", "person_id", "omop"));

  private static StatutorySource every(
      String name, String files, String person, String linkSource) {
    return new StatutorySource(name, files, person, linkSource, Optional.empty(), Set.of());
  }

  private StatutorySource where(String heading, String... values) {
    return new StatutorySource(
        name, files, person, linkSource, Optional.of(heading), Set.of(values));
  }

  boolean reads(String path) {
    return path.matches(files);
  }

  /** Whether a sound row tells of an event. */
  boolean asks(CSVRecord row) {
    return asking
        .map(heading -> asked.contains(row.get(heading)) != asked.contains("!"))
        .orElse(true);
  }

  /** The person of a row as the link table names it. */
  String identifier(CSVRecord row) {
    return linkSource + "|" + row.get(person);
  }
}
