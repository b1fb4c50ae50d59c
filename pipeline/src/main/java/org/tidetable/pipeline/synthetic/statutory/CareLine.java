package org.tidetable.pipeline.synthetic.statutory;

import java.time.LocalDate;
import java.util.Optional;
import org.tidetable.models.vocabulary.EventKind;

/**
 * An event of the Client Level Data in its own words; a word is empty where it does not apply.
 *
 * @param end empty while it lasts at the end of the records
 * @param hours planned units per week: hours of home care
 */
record CareLine(
    EventKind kind,
    LocalDate start,
    Optional<LocalDate> end,
    String eventType,
    String outcome,
    String route,
    String assessmentType,
    String serviceType,
    String serviceComponent,
    String unitCost,
    Optional<Double> hours) {

  static CareLine request(LocalDate start, LocalDate end, boolean fromHospital) {
    return new CareLine(
        EventKind.CARE_REQUEST,
        start,
        Optional.of(end),
        "Request",
        "Progress to Assessment",
        fromHospital ? "Discharge from Hospital" : "Community / Other route",
        "",
        "",
        "",
        "",
        Optional.empty());
  }

  static CareLine assessment(LocalDate start, LocalDate end) {
    return new CareLine(
        EventKind.CARE_ASSESSMENT,
        start,
        Optional.of(end),
        "Assessment",
        "Progress to Support Planning / Services",
        "",
        "Long Term Assessment",
        "",
        "",
        "",
        Optional.empty());
  }

  static CareLine review(LocalDate start, LocalDate end) {
    return new CareLine(
        EventKind.CARE_REVIEW,
        start,
        Optional.of(end),
        "Review",
        "No change in package",
        "",
        "",
        "",
        "",
        "",
        Optional.empty());
  }

  static CareLine homeCare(LocalDate monday, LocalDate sunday, double hours) {
    return new CareLine(
        EventKind.HOME_CARE,
        monday,
        Optional.of(sunday),
        "Service",
        "Provision of service",
        "",
        "",
        "Long Term Support: Community",
        "Home Support",
        "22.50",
        Optional.of(hours));
  }

  static CareLine reablement(LocalDate start, Optional<LocalDate> end) {
    return new CareLine(
        EventKind.REABLEMENT,
        start,
        end,
        "Service",
        "Service ended as planned",
        "",
        "",
        "Short Term Support: ST-Max",
        "Reablement",
        "",
        Optional.empty());
  }

  static CareLine longTerm(LocalDate start, Optional<LocalDate> end, boolean nursing) {
    return new CareLine(
        EventKind.LONG_TERM_CARE_START,
        start,
        end,
        "Service",
        "NFA - Deceased",
        "",
        "",
        nursing ? "Long Term Support: Nursing Care" : "Long Term Support: Residential Care",
        nursing ? "Nursing Care" : "Residential Care",
        nursing ? "1040.00" : "860.00",
        Optional.empty());
  }

  boolean residential() {
    return kind == EventKind.LONG_TERM_CARE_START;
  }
}
