package org.tidetable.pipeline.synthetic;

import static org.tidetable.models.vocabulary.EventKind.CARE_ASSESSMENT;
import static org.tidetable.models.vocabulary.EventKind.CARE_REQUEST;
import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ADMISSION;
import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ATTENDANCE;
import static org.tidetable.models.vocabulary.EventKind.HOME_CARE;
import static org.tidetable.models.vocabulary.EventKind.LONG_TERM_CARE_START;
import static org.tidetable.models.vocabulary.EventKind.OUTPATIENT_APPOINTMENT;
import static org.tidetable.models.vocabulary.EventKind.PLANNED_ADMISSION;

import java.util.SplittableRandom;
import org.tidetable.pipeline.synthetic.Truth.People;

/**
 * A month in the life of someone of 18 or more. Every rate of the month follows from the condition
 * at its start, so what happens in a month is independent, given that condition.
 */
record AdultMonth(
    Household household,
    Resident resident,
    Month month,
    HouseholdCondition home,
    Condition condition,
    Happenings happenings,
    SplittableRandom random) {

  void live() {
    Situation it = new Situation(household, resident, month, home, condition);
    double beyond75 = it.beyond75();
    boolean older = it.older();
    Rates rates = month.rates();
    Truth truth = month.truth();
    People people = older ? People.OLDER : People.ADULTS;
    double admission = rates.admission() * truth.rate(EMERGENCY_ADMISSION, people, it);
    double attendance = rates.attendance() * truth.rate(EMERGENCY_ATTENDANCE, people, it);
    double request = rates.careRequest() * truth.rate(CARE_REQUEST, people, it);
    double longTermCare = rates.longTermCare() * truth.rate(LONG_TERM_CARE_START, people, it);
    double death = rates.death() * 0.0018 * exp(onDeath(beyond75));
    boolean waitedBefore = condition.monthsWaiting >= 0;
    double hoursBefore = condition.homeCareHours;

    boolean startsLongTermCare =
        !condition.inLongTermCare
            && happenings.allows(LONG_TERM_CARE_START, longTermCare)
            && Draw.happens(random, longTermCare);
    boolean admitted =
        happenings.allows(EMERGENCY_ADMISSION, admission) && Draw.happens(random, admission);
    condition.fade();
    attend(attendance, older, admitted);
    plannedCare(older, truth.rate(OUTPATIENT_APPOINTMENT, people, it));
    if (!condition.inLongTermCare) {
      adultSocialCare(waitedBefore, hoursBefore, request);
    }
    if (startsLongTermCare) {
      happenings.happened(LONG_TERM_CARE_START, "Long-term care", 1);
      condition.inLongTermCare = true;
      if (condition.homeCareHours > 0) {
        happenings.ended(HOME_CARE);
      }
      condition.homeCareHours = 0;
      condition.monthsWaiting = -1;
    }
    condition.alive = !Draw.happens(random, death);
  }

  private double onDeath(double beyond75) {
    return 0.10 * beyond75
        + 0.4 * resident.frailty()
        + when(condition.inLongTermCare, 0.7)
        + when(condition.recentlyAdmitted(), 0.6);
  }

  private void attend(double rate, boolean older, boolean admitted) {
    int attendances = Draw.poisson(random, rate);
    for (int visit = 0; visit < attendances; visit++) {
      boolean fall = random.nextDouble() < (older ? 0.28 : 0.06);
      happenings.happened(EMERGENCY_ATTENDANCE, fall ? "AE_FALL" : "AE", 1);
      condition.recentAttendances++;
      condition.monthsSinceAttendance = 0;
      if (fall) {
        condition.monthsSinceFall = 0;
      }
    }
    if (admitted) {
      happenings.happened(EMERGENCY_ADMISSION, "EMERGENCY", 1);
      condition.monthsSinceAdmission = 0;
    }
  }

  private void plannedCare(boolean older, double outpatient) {
    double level = exp(0.7 * resident.frailty());
    double stays = month.rates().plannedAdmission() * level;
    int appointments = Draw.poisson(random, outpatient);
    for (int visit = 0; visit < appointments; visit++) {
      happenings.happened(OUTPATIENT_APPOINTMENT, "OUTPATIENT", 1);
    }
    condition.appointments.add(appointments);
    if (Draw.happens(random, (older ? 0.011 : 0.004) * stays)) {
      happenings.happened(PLANNED_ADMISSION, "ELECTIVE", 1);
    }
  }

  private void adultSocialCare(boolean waitedBefore, double hoursBefore, double request) {
    if (waitedBefore) {
      if (random.nextDouble() < household.areaIn(month.number()).assessedWithinMonth()) {
        happenings.happened(CARE_ASSESSMENT, "Assessment", 1);
        condition.monthsWaiting = -1;
        if (random.nextDouble() < month.rates().homeCareGranted()) {
          condition.homeCareHours = Math.round(10 * (8 + 45 * random.nextDouble())) / 10.0;
        }
      }
    } else if (hoursBefore == 0
        && happenings.allows(CARE_REQUEST, request)
        && Draw.happens(random, request)) {
      happenings.happened(CARE_REQUEST, "Request for support", 1);
      condition.monthsWaiting = 0;
    }
    if (hoursBefore > 0) {
      happenings.happened(HOME_CARE, "Home care", hoursBefore);
      if (random.nextDouble() < 0.03) {
        happenings.ended(HOME_CARE);
        condition.homeCareHours = 0;
      }
    }
  }

  private static double when(boolean condition, double effect) {
    return condition ? effect : 0;
  }

  private static double exp(double logarithm) {
    return StrictMath.exp(logarithm);
  }
}
