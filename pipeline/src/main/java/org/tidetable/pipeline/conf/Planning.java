package org.tidetable.pipeline.conf;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What planners add to a run, with its dates read and its demands known. Areas are not yet. */
public record Planning(
    List<Adjustment> adjustments,
    List<LeftOut> leaveOut,
    List<Break> breaks,
    List<Population> population,
    List<LeadIndicator> leadIndicators,
    List<Plan> plans,
    List<Births> births) {

  /** Nothing added. */
  public static final Planning NONE =
      new Planning(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public Planning {
    adjustments = List.copyOf(adjustments);
    leaveOut = List.copyOf(leaveOut);
    breaks = List.copyOf(breaks);
    population = List.copyOf(population);
    leadIndicators = List.copyOf(leadIndicators);
    plans = List.copyOf(plans);
    births = List.copyOf(births);
  }

  /**
   * Where something stands, for messages.
   *
   * @param path the setting, or the column of a CSV file
   */
  public record Spot(String file, int line, int column, String path) {}

  /**
   * The series that is meant.
   *
   * @param area its area's code or name, as written
   * @param ageGroup blank for all
   * @param category blank for all
   */
  public record Place(String demand, String area, String ageGroup, String category, Spot spot) {}

  /**
   * What is known locally and no model can know.
   *
   * @param to the last day; {@link LocalDate#MAX} where it goes on
   * @param amount added to each period that begins in the span: in the unit of the demand, or in
   *     per cent of what the model expects
   * @param who says so; published, so a team and not a person
   */
  public record Adjustment(
      Place place,
      LocalDate from,
      LocalDate to,
      double amount,
      boolean percent,
      String reason,
      String who) {}

  /** A series that is not forecast. */
  public record LeftOut(Place place, String reason) {}

  /**
   * A span that forecasts do not learn from, both days included.
   *
   * @param demand blank for every demand
   */
  public record Break(String demand, LocalDate from, LocalDate to, String reason) {

    /** Whether it holds for that demand. */
    public boolean concerns(String name) {
      return demand.isEmpty() || demand.equals(name);
    }

    /** Whether both hold for some demand on some day. */
    public boolean overlaps(Break other) {
      boolean same = demand.isEmpty() || other.demand.isEmpty() || demand.equals(other.demand);
      return same && !from.isAfter(other.to) && !other.from.isAfter(to);
    }

    /** Whether a period that begins on that day lies in it. */
    public boolean holds(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }

  /**
   * The people in the areas of a demand, over time.
   *
   * @param publishedBy who has published these counts, under that licence at that address
   * @param publishedOn the day on which they were; empty where a forecast from before the end of
   *     the series may not know of any later year
   */
  public record Population(
      String demand,
      Path file,
      String publishedBy,
      String licence,
      String address,
      Optional<LocalDate> publishedOn,
      List<Headcount> counts) {
    public Population {
      counts = List.copyOf(counts);
    }
  }

  /** People in an area. */
  public record Headcount(String areaCode, LocalDate day, double people) {}

  /**
   * What had been planned for one demand, to be scored beside the forecasts.
   *
   * @param publishedBy whose plan it is; published
   */
  public record Plan(String demand, String publishedBy, List<PlannedValue> values) {
    public Plan {
      values = List.copyOf(values);
    }
  }

  /**
   * The number that was planned for a period.
   *
   * @param period its first day
   */
  public record PlannedValue(Place place, LocalDate period, double value) {}

  /** Who may enter the youngest year group of a demand, by the year in which they do. */
  public record Births(String demand, List<Headcount> counts) {
    public Births {
      counts = List.copyOf(counts);
    }
  }

  /** A demand that may tell of another one, some periods before. */
  public record LeadIndicator(String demand, String leads, int lagFrom, int lagTo) {}
}
