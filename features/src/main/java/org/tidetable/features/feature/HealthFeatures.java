package org.tidetable.features.feature;

import static org.tidetable.features.feature.Aggregates.count;
import static org.tidetable.features.feature.Aggregates.daysSince;
import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ADMISSION;
import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ATTENDANCE;
import static org.tidetable.models.vocabulary.EventKind.OUTPATIENT_APPOINTMENT;
import static org.tidetable.models.vocabulary.EventKind.PLANNED_ADMISSION;

import java.util.List;

/** What the health service knew. */
final class HealthFeatures {
  private HealthFeatures() {}

  static final List<Feature> ALL =
      List.of(
          count(EMERGENCY_ATTENDANCE)
              .within(90)
              .as("ed_attendances", "Emergency department attendances in the last 90 days"),
          count(EMERGENCY_ATTENDANCE)
              .within(365)
              .as("ed_attendances", "Emergency department attendances in the last year"),
          count(EMERGENCY_ADMISSION)
              .within(90)
              .as("emergency_admissions", "Emergency admissions in the last 90 days"),
          count(EMERGENCY_ADMISSION)
              .within(365)
              .as("emergency_admissions", "Emergency admissions in the last year"),
          count(PLANNED_ADMISSION)
              .within(365)
              .as("planned_admissions", "Planned admissions in the last year"),
          count(OUTPATIENT_APPOINTMENT)
              .within(365)
              .as("outpatient_appointments", "Outpatient appointments in the last year"),
          daysSince(EMERGENCY_ADMISSION, 365)
              .as(
                  "days_since_emergency_admission",
                  "Days since the last emergency admission; 365 also means none in a year"));
}
