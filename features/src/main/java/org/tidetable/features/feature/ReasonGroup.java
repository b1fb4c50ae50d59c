package org.tidetable.features.feature;

import org.tidetable.models.vocabulary.EventKind;

/** Features that a planner thinks of as one reason. */
public enum ReasonGroup {
  AGE_AND_SEX("Age and sex"),
  DEPRIVATION("How deprived the area is"),
  EMERGENCY_CARE("Emergency hospital care"),
  PLANNED_CARE("Planned hospital care"),
  PRACTICE("Family doctor, diagnoses and prescriptions"),
  HEALTH_CONTACTS("Health services as a whole"),
  ADULT_CARE("Adult social care"),
  CHILD_CARE("Children's social care"),
  LOOKED_AFTER("Being looked after"),
  CARE_CONTACTS("Social care as a whole"),
  ATTENDANCE("School attendance"),
  EXCLUSION("Suspensions from school"),
  SPECIAL_NEEDS("Special educational needs"),
  SCHOOL_CONTACTS("Education as a whole"),
  HOUSEHOLD("Others in the household"),
  AREA("What is usual in the area"),
  NOT_RECORDED("What is not recorded");

  private final String label;

  ReasonGroup(String label) {
    this.label = label;
  }

  /** The words that a planner reads. */
  public String label() {
    return label;
  }

  static ReasonGroup of(EventKind kind) {
    return switch (kind) {
      case EMERGENCY_ATTENDANCE, EMERGENCY_ADMISSION, DELAYED_PATIENT, DELAYED_BED_DAY ->
          EMERGENCY_CARE;
      case PLANNED_ADMISSION, OUTPATIENT_APPOINTMENT, WAIT_OVER_18_WEEKS, HOSPITAL_DISCHARGE ->
          PLANNED_CARE;
      case GP_APPOINTMENT, DIAGNOSIS, PRESCRIPTION, TALKING_THERAPY_REFERRAL -> PRACTICE;
      case CARE_REQUEST,
          CARE_ASSESSMENT,
          HOME_CARE,
          LONG_TERM_CARE_START,
          CARE_REVIEW,
          REABLEMENT ->
          ADULT_CARE;
      case CHILD_REFERRAL,
          CHILD_IN_NEED,
          CHILD_ASSESSMENT,
          PROTECTION_ENQUIRY,
          CHILD_PROTECTION_PLAN ->
          CHILD_CARE;
      case CHILD_LOOKED_AFTER, LOOKED_AFTER_START, PLACEMENT_CHANGE, MISSING_FROM_CARE ->
          LOOKED_AFTER;
      case ABSENCE_SESSION, POSSIBLE_SESSION, PUPIL -> ATTENDANCE;
      case SUSPENSION -> EXCLUSION;
      case SPECIAL_NEEDS_REQUEST, SPECIAL_NEEDS_PLAN -> SPECIAL_NEEDS;
    };
  }
}
