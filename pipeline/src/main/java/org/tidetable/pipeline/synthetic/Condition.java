package org.tidetable.pipeline.synthetic;

/** What changes about a person from month to month: together with the traits, all that matters. */
final class Condition {
  static final int LONG_AGO = 1000;

  boolean alive = true;
  double recentAttendances;
  int monthsSinceFall = LONG_AGO;
  int monthsSinceAdmission = LONG_AGO;
  int monthsWaiting = -1;
  double homeCareHours;
  boolean inLongTermCare;
  int monthsSinceReferral = LONG_AGO;
  boolean onProtectionPlan;
  boolean lookedAfter;
  boolean hasSpecialNeedsPlan;
  double recentAbsenceRate;

  Condition copy() {
    Condition copy = new Condition();
    copy.alive = alive;
    copy.recentAttendances = recentAttendances;
    copy.monthsSinceFall = monthsSinceFall;
    copy.monthsSinceAdmission = monthsSinceAdmission;
    copy.monthsWaiting = monthsWaiting;
    copy.homeCareHours = homeCareHours;
    copy.inLongTermCare = inLongTermCare;
    copy.monthsSinceReferral = monthsSinceReferral;
    copy.onProtectionPlan = onProtectionPlan;
    copy.lookedAfter = lookedAfter;
    copy.hasSpecialNeedsPlan = hasSpecialNeedsPlan;
    copy.recentAbsenceRate = recentAbsenceRate;
    return copy;
  }

  /** A month passes: what is recent fades. */
  void fade() {
    recentAttendances *= 0.8;
    monthsSinceFall++;
    monthsSinceAdmission++;
    monthsSinceReferral++;
    if (monthsWaiting >= 0) {
      monthsWaiting++;
    }
  }

  boolean recentlyAdmitted() {
    return monthsSinceAdmission <= 3;
  }

  boolean recentlyFell() {
    return monthsSinceFall <= 6;
  }

  boolean waitsLong() {
    return monthsWaiting >= 2;
  }
}
