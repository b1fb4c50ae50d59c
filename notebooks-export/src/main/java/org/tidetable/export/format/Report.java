package org.tidetable.export.format;

import java.time.LocalDate;
import java.util.List;
import org.tidetable.export.disclosure.SafeTable;

/**
 * What the planners' report says. Every number comes from a safe table; sentences that the run
 * writes may hold only what those tables hold.
 *
 * @param asOf the last day that any of the data covers
 * @param syntheticPeople whether the people behind the cohorts are invented
 * @param disclosure how counts were protected, in a sentence; blank when nothing was
 * @param changes what is different from the last release; empty for the first
 * @param quality rows in and out, and linkage, a table each
 * @param notMade forecasts that were not made and why; a table each, or none
 * @param limits what the numbers cannot tell
 * @param contact whom to ask
 */
public record Report(
    String title,
    LocalDate asOf,
    String runId,
    boolean syntheticPeople,
    String disclosure,
    List<String> changes,
    List<Sector> sectors,
    List<CohortSection> cohorts,
    List<SafeTable> quality,
    List<SafeTable> notMade,
    List<Link> modelCards,
    List<String> limits,
    List<Term> glossary,
    String contact) {

  public Report {
    changes = List.copyOf(changes);
    sectors = List.copyOf(sectors);
    cohorts = List.copyOf(cohorts);
    quality = List.copyOf(quality);
    notMade = List.copyOf(notMade);
    modelCards = List.copyOf(modelCards);
    limits = List.copyOf(limits);
    glossary = List.copyOf(glossary);
  }

  /** Health, care or education. */
  public record Sector(String title, List<Service> services) {
    public Sector {
      services = List.copyOf(services);
    }
  }

  /**
   * One demand.
   *
   * @param title a plural, such as "Emergency attendances"
   * @param unit what is counted, such as "attendances"
   * @param actuals columns series_id, period_start, value
   * @param forecasts columns series_id, period_start, expected and lower_ and upper_ for each level
   * @param charts the first one gives the headline
   * @param caution what to bear in mind with it, in sentences; blank when nothing
   * @param tables shown whole below the charts, such as areas and past accuracy
   */
  public record Service(
      String title,
      String unit,
      Grain grain,
      SafeTable actuals,
      SafeTable forecasts,
      List<Chart> charts,
      String caution,
      List<SafeTable> tables) {
    public Service {
      charts = List.copyOf(charts);
      tables = List.copyOf(tables);
    }

    /** One that needs no caution. */
    public Service(
        String title,
        String unit,
        Grain grain,
        SafeTable actuals,
        SafeTable forecasts,
        List<Chart> charts,
        List<SafeTable> tables) {
      this(title, unit, grain, actuals, forecasts, charts, "", tables);
    }
  }

  /**
   * A series to draw.
   *
   * @param place its name, such as "England"
   * @param caution what to bear in mind with this chart, in sentences; blank when nothing
   */
  public record Chart(String seriesId, String place, String caution) {
    /** One that needs no caution. */
    public Chart(String seriesId, String place) {
      this(seriesId, place, "");
    }
  }

  /**
   * Who is at risk of what.
   *
   * @param verdict in a sentence, whether the model is good enough to use and for what
   * @param notes what else to know, a paragraph each
   * @param counts members by area and age
   * @param calibration columns predicted and observed, in per cent; one table or none
   */
  public record CohortSection(
      String title,
      String verdict,
      List<String> notes,
      List<SafeTable> counts,
      List<SafeTable> calibration) {
    public CohortSection {
      notes = List.copyOf(notes);
      counts = List.copyOf(counts);
      calibration = List.copyOf(calibration);
    }

    /** One without notes. */
    public CohortSection(
        String title, String verdict, List<SafeTable> counts, List<SafeTable> calibration) {
      this(title, verdict, List.of(), counts, calibration);
    }
  }

  /** A file of the release. */
  public record Link(String title, String address) {}

  /** A word and what it means here. */
  public record Term(String word, String meaning) {}
}
