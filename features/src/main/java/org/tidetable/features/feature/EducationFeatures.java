package org.tidetable.features.feature;

import static org.tidetable.features.feature.Aggregates.count;
import static org.tidetable.features.feature.Aggregates.total;
import static org.tidetable.models.vocabulary.EventKind.ABSENCE_SESSION;
import static org.tidetable.models.vocabulary.EventKind.SPECIAL_NEEDS_PLAN;
import static org.tidetable.models.vocabulary.EventKind.SUSPENSION;

import java.util.List;

/** What schools knew. */
final class EducationFeatures {
  private EducationFeatures() {}

  static final List<Feature> ALL =
      List.of(
          total(ABSENCE_SESSION)
              .within(180)
              .as("absence_sessions", "School sessions missed in the last 180 days"),
          total(ABSENCE_SESSION)
              .within(365)
              .as("absence_sessions", "School sessions missed in the last year"),
          count(SUSPENSION).within(365).as("suspensions", "Suspensions in the last year"),
          count(SPECIAL_NEEDS_PLAN)
              .within(365)
              .as(
                  "special_needs_plans",
                  "Education, health and care plans begun in the last year"));
}
