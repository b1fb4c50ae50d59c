package org.tidetable.models.vocabulary;

import static org.tidetable.models.vocabulary.Sector.CARE;
import static org.tidetable.models.vocabulary.Sector.EDUCATION;
import static org.tidetable.models.vocabulary.Sector.HEALTH;

import java.util.Locale;

/**
 * Every countable thing: its sector, its unit and what it is. The same kinds serve person-level
 * events and published counts.
 */
public enum EventKind {
  EMERGENCY_ATTENDANCE(HEALTH, "attendances", "Emergency department attendances, all types"),
  EMERGENCY_ADMISSION(HEALTH, "admissions", "Emergency admissions to hospital"),
  PLANNED_ADMISSION(HEALTH, "admissions", "Planned admissions to hospital"),
  OUTPATIENT_APPOINTMENT(HEALTH, "appointments", "Outpatient appointments attended"),
  GP_APPOINTMENT(HEALTH, "appointments", "Appointments at a general practice attended"),
  DIAGNOSIS(HEALTH, "diagnoses", "First records of a long-term condition at a general practice"),
  PRESCRIPTION(HEALTH, "items", "Items prescribed by a general practice"),
  TALKING_THERAPY_REFERRAL(HEALTH, "referrals", "Referrals to NHS talking therapies"),
  WAIT_OVER_18_WEEKS(
      HEALTH, "waits", "Waits for planned treatment of more than 18 weeks at a month's end"),
  HOSPITAL_DISCHARGE(HEALTH, "discharges", "Patients discharged from hospital"),
  DELAYED_PATIENT(CARE, "patients", "Patients still in hospital when fit to leave it, at a count"),
  DELAYED_BED_DAY(CARE, "bed days", "Days in a hospital bed when fit to leave it"),
  CARE_REQUEST(CARE, "requests", "Requests for adult social care support"),
  CARE_ASSESSMENT(CARE, "assessments", "Adult social care assessments"),
  HOME_CARE(CARE, "hours", "Commissioned home care; delivered hours are not recorded"),
  LONG_TERM_CARE_START(CARE, "starts", "Starts of long-term adult social care"),
  CARE_REVIEW(CARE, "reviews", "Reviews of adult social care"),
  REABLEMENT(CARE, "starts", "Starts of short-term adult social care to regain independence"),
  CHILD_REFERRAL(CARE, "referrals", "Referrals to children's social care"),
  CHILD_IN_NEED(CARE, "children", "Children in need on 31 March"),
  CHILD_ASSESSMENT(CARE, "assessments", "Starts of an assessment of a child in need"),
  PROTECTION_ENQUIRY(CARE, "enquiries", "Starts of an enquiry whether a child is at risk of harm"),
  CHILD_PROTECTION_PLAN(CARE, "plans", "Starts of a child protection plan"),
  CHILD_LOOKED_AFTER(CARE, "children", "Children looked after on 31 March"),
  LOOKED_AFTER_START(CARE, "starts", "Children starting to be looked after"),
  PLACEMENT_CHANGE(CARE, "moves", "Moves of a looked-after child to another placement"),
  MISSING_FROM_CARE(CARE, "episodes", "Times that a looked-after child went missing"),
  ABSENCE_SESSION(EDUCATION, "sessions", "School sessions (half days) missed"),
  POSSIBLE_SESSION(EDUCATION, "sessions", "School sessions (half days) that could be attended"),
  SUSPENSION(EDUCATION, "suspensions", "Suspensions from school"),
  SPECIAL_NEEDS_REQUEST(
      EDUCATION, "requests", "Requests for an assessment of special educational needs"),
  SPECIAL_NEEDS_PLAN(EDUCATION, "plans", "Starts of an education, health and care plan"),
  PUPIL(EDUCATION, "pupils", "Pupils on roll at a school census");

  private final Sector sector;
  private final String unit;
  private final String description;

  EventKind(Sector sector, String unit, String description) {
    this.sector = sector;
    this.unit = unit;
    this.description = description;
  }

  /** Whether one goes on until its end is recorded; without a recorded end it still does. */
  public boolean lasts() {
    return !until().isEmpty();
  }

  /** What ends one that lasts, in words; blank for what happens on a day. */
  public String until() {
    return switch (this) {
      case HOME_CARE -> "the recorded end of the package";
      case LONG_TERM_CARE_START -> "the recorded end of the care";
      case REABLEMENT -> "the recorded end of the support";
      case CHILD_PROTECTION_PLAN, SPECIAL_NEEDS_PLAN -> "the recorded end of the plan";
      case LOOKED_AFTER_START -> "the recorded end of the episode; another placement may follow it";
      case PLACEMENT_CHANGE -> "the recorded end of the placement";
      default -> "";
    };
  }

  public Sector sector() {
    return sector;
  }

  /** What a quantity of this kind counts, in the plural. */
  public String unit() {
    return unit;
  }

  public String description() {
    return description;
  }

  /** The code stored in files and written in configurations: lower case with underscores. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with that code; throws {@link IllegalArgumentException} when there is none. */
  public static EventKind ofCode(String code) {
    for (EventKind kind : values()) {
      if (kind.code().equals(code)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("there is no event kind \"" + code + "\"");
  }
}
