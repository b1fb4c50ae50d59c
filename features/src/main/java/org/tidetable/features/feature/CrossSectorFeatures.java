package org.tidetable.features.feature;

import static org.tidetable.features.feature.Aggregates.householdTotal;
import static org.tidetable.models.vocabulary.EventKind.ABSENCE_SESSION;
import static org.tidetable.models.vocabulary.EventKind.CARE_REQUEST;
import static org.tidetable.models.vocabulary.EventKind.CHILD_REFERRAL;
import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ADMISSION;
import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ATTENDANCE;

import java.util.List;

/** What any sector knew of the others in the household. */
final class CrossSectorFeatures {
  private CrossSectorFeatures() {}

  static final List<Feature> ALL =
      List.of(
          householdTotal(EMERGENCY_ATTENDANCE)
              .within(365)
              .as(
                  "household_ed_attendances",
                  "Emergency department attendances of others in the household in the last year"),
          householdTotal(EMERGENCY_ADMISSION)
              .within(365)
              .as(
                  "household_emergency_admissions",
                  "Emergency admissions of others in the household in the last year"),
          householdTotal(CARE_REQUEST)
              .within(365)
              .as(
                  "household_care_requests",
                  "Requests for care by others in the household in the last year"),
          householdTotal(CHILD_REFERRAL)
              .within(365)
              .as(
                  "household_child_referrals",
                  "Referrals to children's social care of others in the household in the last year"),
          householdTotal(ABSENCE_SESSION)
              .within(365)
              .as(
                  "household_absence_sessions",
                  "School sessions missed by others in the household in the last year"));
}
