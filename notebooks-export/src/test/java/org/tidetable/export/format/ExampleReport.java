package org.tidetable.export.format;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.tidetable.export.disclosure.SafeTable;

/** A whole report over made-up numbers; run {@link #main} with a folder to look at it. */
final class ExampleReport {
  private ExampleReport() {}

  public static void main(String[] arguments) throws IOException {
    new HtmlReport().write(report(), Path.of(arguments[0]));
  }

  static Report report() {
    ExampleTables tables = new ExampleTables();
    LocalDate start = LocalDate.of(2020, 7, 1);
    tables.series("ae-england", Grain.MONTH, start, 60, 12, 2_000_000, 0.03, false);
    tables.series("ae-midlands", Grain.MONTH, start, 60, 12, 410_000, -0.02, false);
    tables.series(
        "absence-england", Grain.WEEK, LocalDate.of(2022, 9, 5), 148, 40, 3_400_000, 0.02, true);
    tables.series(
        "care-england", Grain.YEAR, LocalDate.of(2014, 4, 1), 11, 3, 1_850_000, 0.01, false);
    tables.series(
        "looked-after-leeds", Grain.YEAR, LocalDate.of(2012, 4, 1), 13, 3, 1_280, 0, false);
    SafeTable actuals = tables.actuals();
    SafeTable forecasts = tables.forecasts();
    Report.Service attendances =
        new Report.Service(
            "Emergency attendances",
            "attendances",
            Grain.MONTH,
            actuals,
            forecasts,
            List.of(
                new Report.Chart("ae-england", "England"),
                new Report.Chart("ae-midlands", "Midlands", "Past ranges held too seldom here.")),
            List.of(tables.areas("attendances", 2_310_000)));
    Report.Service requests =
        new Report.Service(
            "Requests for adult social care",
            "requests",
            Grain.YEAR,
            actuals,
            forecasts,
            List.of(new Report.Chart("care-england", "England")),
            List.of(tables.areas("requests", 2_100_000)));
    Report.Service children =
        new Report.Service(
            "Children looked after",
            "children",
            Grain.YEAR,
            actuals,
            forecasts,
            List.of(new Report.Chart("looked-after-leeds", "Leeds")),
            List.of());
    Report.Service absence =
        new Report.Service(
            "School sessions missed",
            "sessions",
            Grain.WEEK,
            actuals,
            forecasts,
            List.of(new Report.Chart("absence-england", "England")),
            List.of());
    return new Report(
        "Demand for public services",
        LocalDate.of(2025, 6, 30),
        "9f2c41d07a",
        true,
        tables.gate.policy().inWords(),
        List.of(),
        List.of(
            new Report.Sector("Health", List.of(attendances)),
            new Report.Sector("Care", List.of(requests, children)),
            new Report.Sector("Education", List.of(absence))),
        List.of(
            new Report.CohortSection(
                "Adults at risk of an emergency admission within a year",
                "The model ranks people better than age and sex alone, and its risks came true"
                    + " within one point in every tenth. It may be used to plan capacity, not to"
                    + " decide about one person.",
                List.of(tables.cohort()),
                List.of(tables.calibration()))),
        List.of(tables.rows(), tables.linkage()),
        List.of(
            tables.words(
                "not_made",
                "Which forecasts were not made, and why",
                List.of("Service", "Area", "Why"),
                List.of(
                    List.of(
                        "Emergency attendances",
                        "Isles of Scilly",
                        "11 months are known; at least 24 are needed")))),
        List.of(new Report.Link("Emergency admission within a year", "model-cards/admission.html")),
        List.of(
            "A forecast says what happens if nothing changes that has not changed before.",
            "Areas that merged are followed back only where their parts were published."),
        List.of(
            new Report.Term("Expected", "Half of results should be above, half below."),
            new Report.Term("80% range", "About 8 in 10 results should fall inside.")),
        "Planning analytics, planning@example.org");
  }
}
