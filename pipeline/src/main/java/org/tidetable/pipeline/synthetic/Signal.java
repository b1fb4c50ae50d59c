package org.tidetable.pipeline.synthetic;

/**
 * What an effect may depend on: a number of one person at the start of a month, most of them 0 or
 * 1. All but the latent ones leave a trace in the records.
 */
enum Signal {
  /** Years above 75, below 0 for those from 65 on who are younger; 0 for those under 65. */
  AGE_OVER_75,
  /** Years above 40 of those under 65; 0 for those above. */
  AGE_OVER_40,
  /** Latent bodily need: standard normal. */
  FRAILTY,
  /** Latent family need: standard normal. */
  FAMILY_NEED,
  /** Latent distance from school: standard normal, in full from the age of 11. */
  DISENGAGEMENT,
  /** 1 in decile 1, -1 in decile 10. */
  DEPRIVATION,
  MALE,
  /** Lives alone. */
  ALONE,
  /** 1 in January, -1 in July. */
  WINTER,
  /** Recent emergency attendances, fading by a fifth a month and capped at three. */
  RECENT_ATTENDANCES,
  HOME_CARE,
  /** A fall seen in the emergency department in six months. */
  RECENT_FALL,
  /** Has waited two months or more for a care assessment. */
  WAITS_LONG,
  /** An emergency admission in three months. */
  RECENT_ADMISSION,
  /** An emergency admission in a year. */
  ADMISSION_IN_YEAR,
  /** Five outpatient appointments or more in a year. */
  MANY_APPOINTMENTS,
  LONG_TERM_CARE,
  /** A child of the household was referred in six months. */
  CHILD_REFERRED,
  /** Another of the household was in the emergency department in a year. */
  OTHERS_ATTENDED,
  /** Another of the household has home care. */
  OTHERS_HOME_CARE,
  /** The household is under a strain. */
  STRAIN,
  /** The strain has lasted a month. */
  STRAIN_LASTS,
  /** A tenth or more of school sessions missed lately. */
  ABSENT_LATELY,
  /** Twenty school sessions or more missed in a year. */
  ABSENT_IN_YEAR,
  LOOKED_AFTER,
  SPECIAL_NEEDS_PLAN,
  /** From 11 years of age. */
  SECONDARY_SCHOOL;

  private static final int YEAR = 12;
  private static final int MANY = 5;
  private static final int ABSENT = 20;

  double of(Situation it) {
    return switch (this) {
      case AGE_OVER_75 -> it.older() ? it.beyond75() : 0;
      case AGE_OVER_40 -> it.older() ? 0 : it.beyond75() + 35;
      case FRAILTY -> it.resident().frailty();
      case FAMILY_NEED -> it.household().need();
      case DISENGAGEMENT -> Math.min((it.age() - 4) / 7.0, 1) * it.resident().disengagement();
      case DEPRIVATION -> it.household().deprivation();
      case MALE -> one(it.resident().male());
      case ALONE -> one(!it.home().anyOther(it.resident(), who -> true));
      case WINTER -> it.month().winter();
      case RECENT_ATTENDANCES -> Math.min(it.condition().recentAttendances, 3);
      case HOME_CARE -> one(it.condition().homeCareHours > 0);
      case RECENT_FALL -> one(it.condition().recentlyFell());
      case WAITS_LONG -> one(it.condition().waitsLong());
      case RECENT_ADMISSION -> one(it.condition().recentlyAdmitted());
      case ADMISSION_IN_YEAR -> one(it.condition().monthsSinceAdmission <= YEAR);
      case MANY_APPOINTMENTS -> one(it.condition().appointments.sum() >= MANY);
      case LONG_TERM_CARE -> one(it.condition().inLongTermCare);
      case CHILD_REFERRED -> one(it.home().monthsSinceReferral <= 6);
      case OTHERS_ATTENDED -> one(it.home().anyOther(it.resident(), Signal::attendedInYear));
      case OTHERS_HOME_CARE -> one(it.home().anyOther(it.resident(), who -> who.homeCareHours > 0));
      case STRAIN -> one(it.home().strained());
      case STRAIN_LASTS -> one(it.home().monthsOfStrain >= 1);
      case ABSENT_LATELY -> one(it.condition().recentAbsenceRate >= 0.1);
      case ABSENT_IN_YEAR -> one(it.condition().missedSessions.sum() >= ABSENT);
      case LOOKED_AFTER -> one(it.condition().lookedAfter);
      case SPECIAL_NEEDS_PLAN -> one(it.condition().hasSpecialNeedsPlan);
      case SECONDARY_SCHOOL -> one(it.age() >= 11);
    };
  }

  private static boolean attendedInYear(Condition condition) {
    return condition.monthsSinceAttendance <= YEAR;
  }

  private static double one(boolean holds) {
    return holds ? 1 : 0;
  }
}
