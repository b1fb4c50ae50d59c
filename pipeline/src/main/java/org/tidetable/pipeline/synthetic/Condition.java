package org.tidetable.pipeline.synthetic;

/** What changes about a person from month to month: together with the traits, all that matters. */
final class Condition {
  static final int LONG_AGO = 1000;

  boolean alive = true;
  double recentAttendances;
  YearMemory appointments = new YearMemory();
  YearMemory missedSessions = new YearMemory();
  int monthsSinceAttendance = LONG_AGO;
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
    copy.appointments = appointments.copy();
    copy.missedSessions = missedSessions.copy();
    copy.monthsSinceAttendance = monthsSinceAttendance;
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
    appointments.pass();
    missedSessions.pass();
    monthsSinceAttendance++;
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
