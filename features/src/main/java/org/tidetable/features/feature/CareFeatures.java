package org.tidetable.features.feature;

import static org.tidetable.features.feature.Aggregates.count;
import static org.tidetable.features.feature.Aggregates.daysSince;
import static org.tidetable.features.feature.Aggregates.total;
import static org.tidetable.models.vocabulary.EventKind.CARE_ASSESSMENT;
import static org.tidetable.models.vocabulary.EventKind.CARE_REQUEST;
import static org.tidetable.models.vocabulary.EventKind.CHILD_PROTECTION_PLAN;
import static org.tidetable.models.vocabulary.EventKind.CHILD_REFERRAL;
import static org.tidetable.models.vocabulary.EventKind.HOME_CARE;
import static org.tidetable.models.vocabulary.EventKind.LONG_TERM_CARE_START;
import static org.tidetable.models.vocabulary.EventKind.LOOKED_AFTER_START;

import java.util.List;

/** What adults' and children's social care knew. */
final class CareFeatures {
  private CareFeatures() {}

  static final List<Feature> ALL =
      List.of(
          count(CARE_REQUEST)
              .within(365)
              .as("care_requests", "Requests for adult social care in the last year"),
          count(CARE_ASSESSMENT)
              .within(365)
              .as("care_assessments", "Adult social care assessments in the last year"),
          total(HOME_CARE)
              .within(90)
              .as("home_care_hours", "Home care hours commissioned in the last 90 days"),
          total(HOME_CARE)
              .within(365)
              .as("home_care_hours", "Home care hours commissioned in the last year"),
          count(LONG_TERM_CARE_START)
              .within(365)
              .as("long_term_care_starts", "Starts of long-term care in the last year"),
          daysSince(CARE_REQUEST, 365)
              .as(
                  "days_since_care_request",
                  "Days since the last request for care; 365 also means none in a year"),
          count(CHILD_REFERRAL)
              .within(365)
              .as("child_referrals", "Referrals to children's social care in the last year"),
          count(CHILD_PROTECTION_PLAN)
              .within(365)
              .as("child_protection_plans", "Child protection plans started in the last year"),
          count(LOOKED_AFTER_START)
              .within(365)
              .as("looked_after_starts", "Times that being looked after began in the last year"));
}
