package org.tidetable.pipeline.synthetic;

import static org.tidetable.models.vocabulary.EventKind.ABSENCE_SESSION;
import static org.tidetable.models.vocabulary.EventKind.CHILD_PROTECTION_PLAN;
import static org.tidetable.models.vocabulary.EventKind.CHILD_REFERRAL;
import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ADMISSION;
import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ATTENDANCE;
import static org.tidetable.models.vocabulary.EventKind.LOOKED_AFTER_START;
import static org.tidetable.models.vocabulary.EventKind.OUTPATIENT_APPOINTMENT;
import static org.tidetable.models.vocabulary.EventKind.PLANNED_ADMISSION;
import static org.tidetable.models.vocabulary.EventKind.SPECIAL_NEEDS_PLAN;
import static org.tidetable.models.vocabulary.EventKind.SUSPENSION;

import java.util.SplittableRandom;
import org.tidetable.pipeline.synthetic.Truth.People;

/** A month in the life of a child, from birth to 17; at school from 5 to 15. */
record ChildMonth(
    Household household,
    Resident resident,
    Month month,
    HouseholdCondition home,
    Condition condition,
    Happenings happenings,
    SplittableRandom random) {

  void live() {
    int age = resident.age(month.number());
    condition.fade();
    Situation it = new Situation(household, resident, month, home, condition);
    Truth truth = month.truth();
    double absence = month.rates().absence() * truth.rate(ABSENCE_SESSION, People.CHILDREN, it);
    double attendances = condition.recentAttendances;
    health(age);
    socialCare(it);
    if (age >= 5 && age <= 15) {
      school(age, absence, attendances);
    }
  }

  private void health(int age) {
    double level =
        exp(
            0.4 * resident.frailty()
                + Effects.DEPRIVATION_ON_EMERGENCIES * household.deprivation()
                + 0.2 * household.need()
                + Effects.WINTER * month.winter());
    int visits =
        Draw.poisson(random, month.rates().attendance() * (age < 5 ? 0.045 : 0.026) * level);
    for (int visit = 0; visit < visits; visit++) {
      happenings.happened(EMERGENCY_ATTENDANCE, "AE", 1);
      condition.recentAttendances++;
      condition.monthsSinceAttendance = 0;
    }
    if (Draw.happens(random, month.rates().admission() * (age < 5 ? 0.007 : 0.003) * level)) {
      happenings.happened(EMERGENCY_ADMISSION, "EMERGENCY", 1);
      condition.monthsSinceAdmission = 0;
    }
    int appointments = Draw.poisson(random, 0.04 * exp(0.5 * resident.frailty()));
    for (int visit = 0; visit < appointments; visit++) {
      happenings.happened(OUTPATIENT_APPOINTMENT, "OUTPATIENT", 1);
    }
    if (Draw.happens(random, 0.002 * exp(0.4 * resident.frailty()))) {
      happenings.happened(PLANNED_ADMISSION, "ELECTIVE", 1);
    }
  }

  private void socialCare(Situation it) {
    double referral =
        month.rates().referral() * month.truth().rate(CHILD_REFERRAL, People.CHILDREN, it);
    if (Draw.happens(random, referral)) {
      happenings.happened(CHILD_REFERRAL, "Child referral", 1);
      condition.monthsSinceReferral = 0;
      home.monthsSinceReferral = 0;
    } else if (condition.onProtectionPlan) {
      condition.onProtectionPlan = random.nextDouble() > 0.07;
      if (!condition.onProtectionPlan) {
        happenings.ended(CHILD_PROTECTION_PLAN);
      }
    } else if (condition.monthsSinceReferral <= 6
        && Draw.happens(
            random, month.rates().protectionPlan() * 0.025 * exp(0.3 * household.need()))) {
      happenings.happened(CHILD_PROTECTION_PLAN, "Child protection plan", 1);
      condition.onProtectionPlan = true;
    }
    double lookedAfter = 0.5 * household.need() + when(condition.onProtectionPlan, 4.0);
    if (condition.lookedAfter) {
      condition.lookedAfter = random.nextDouble() > 0.04 * month.rates().leavingCare();
      if (!condition.lookedAfter) {
        happenings.ended(LOOKED_AFTER_START);
      }
    } else if (Draw.happens(random, month.rates().lookedAfter() * 0.0001 * exp(lookedAfter))) {
      happenings.happened(LOOKED_AFTER_START, "Looked after", 1);
      condition.lookedAfter = true;
    }
  }

  /** Absence comes in spells of three sessions on average. */
  private void school(int age, double absence, double recentAttendances) {
    int possible = month.schoolSessions();
    if (possible > 0) {
      int spells = Draw.poisson(random, Math.min(absence, 0.6) * possible / 3);
      int missed = 0;
      for (int spell = 0; spell < spells; spell++) {
        missed += Draw.spell(random, 3);
      }
      missed = Math.min(missed, possible);
      if (missed > 0) {
        happenings.happened(ABSENCE_SESSION, "ABS", missed);
      }
      condition.missedSessions.add(missed);
      condition.recentAbsenceRate =
          0.7 * condition.recentAbsenceRate + 0.3 * missed / (double) possible;
      if (age >= 8
          && Draw.happens(random, month.rates().suspension() * 0.0022 * exp(onSuspension()))) {
        happenings.happened(SUSPENSION, "SUSP", 1);
      }
    }
    double plan = 0.4 * resident.disengagement() + 0.1 * Math.min(recentAttendances, 3);
    if (!condition.hasSpecialNeedsPlan
        && Draw.happens(
            random,
            month.rates().specialNeedsPlan() * 0.0011 * exp(plan + when(resident.male(), 0.6)))) {
      happenings.happened(SPECIAL_NEEDS_PLAN, "EHCP", 1);
      condition.hasSpecialNeedsPlan = true;
    }
  }

  private double onSuspension() {
    return 0.8 * resident.disengagement() + 0.3 * household.need() + when(resident.male(), 0.4);
  }

  private static double when(boolean condition, double effect) {
    return condition ? effect : 0;
  }

  private static double exp(double logarithm) {
    return StrictMath.exp(logarithm);
  }
}
