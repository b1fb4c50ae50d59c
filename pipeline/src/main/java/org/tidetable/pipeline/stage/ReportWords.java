package org.tidetable.pipeline.stage;

import java.util.List;
import org.tidetable.export.format.Report;

/** The standing words of the planners' report. */
final class ReportWords {
  private ReportWords() {}

  static final List<String> LIMITS =
      List.of(
          "A forecast says what to expect if the future is like the past. It knows nothing of a new"
              + " ward, a new policy or an epidemic.",
          "The forecasts of areas add up to that of their region where the published numbers did.",
          "Regions and the nation are added up from trusts where the publisher gives no total.",
          "A list of people at risk serves to plan for groups. It never leaves the run's own folder.");

  static final List<Report.Term> GLOSSARY =
      List.of(
          new Report.Term(
              "Expected",
              "The number to plan with: a weighted mean of several methods. The ranges say how sure it"
                  + " is."),
          new Report.Term("80 % range", "8 of 10 values should come to lie inside."),
          new Report.Term(
              "Held out",
              "The last known periods, hidden from the forecast that is scored on them."),
          new Report.Term(
              "Naive",
              "Repeating the last value, or that of a year ago: what a forecast must beat."),
          new Report.Term(
              "Index date", "The day on which a risk is worked out, from what was known before."),
          new Report.Term("Target cohort", "The people for whom a risk is worked out."));

  static final String CONTACT = "The team that ran Tidetable; its configuration names the sources.";
}
