package org.tidetable.pipeline.publish;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Role;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.merge.Area;

/** The tables that facts refer to. They hold names and dates, and nothing about people. */
public final class DimensionTables {
  /** Facts of this project's own making. */
  static final Source OWN =
      new Source.OpenSource("Tidetable", "Apache License 2.0", "the configuration of this run");

  static final String RUN = "dim_run";

  private DimensionTables() {}

  /** The service of a demand: its kind, and what it is divided by. */
  static String service(DemandProblem problem) {
    return problem.per().map(per -> problem.kind().code() + "_rate").orElse(problem.kind().code());
  }

  /** Areas and providers with the area above each. */
  public static Table areas(List<Area> areas, boolean invented) {
    List<Column> columns =
        List.of(
            Column.dimension(
                "area_code", "Area", Column.Type.STRING, "Code of the area or provider"),
            Column.text("area_name", "Name", "As its publisher spells it"),
            Column.text("area_level", "Level", "nation, region, authority, council, trust, area"),
            Column.text("parent_code", "Lies in", "Code of the area above; blank for none"),
            flag("is_invented", "Invented", "Whether the area is invented, with its people"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Area area : areas) {
      boolean own = area.level().equals("area") || area.code().equals("all-areas");
      rows.add(
          List.of(
              Cell.text(area.code()),
              Cell.text(area.name()),
              Cell.text(area.level()),
              Cell.text(area.parent()),
              Cell.flag(invented && own)));
    }
    return new Table("dim_area", "Areas", "Areas and providers", OWN, columns, rows);
  }

  /** What is counted. */
  public static Table services(List<Configuration.Demand> demand) {
    List<Column> columns =
        List.of(
            Column.dimension("service", "Service", Column.Type.STRING, "Code of what is counted"),
            Column.text("sector", "Sector", "health, care or education"),
            Column.text("service_name", "Name", "What a planner calls it"),
            Column.text("unit", "Unit", "What one is"),
            Column.text("description", "Description", "What is counted"));
    Map<String, List<Cell>> rows = new TreeMap<>();
    for (Configuration.Demand one : demand) {
      DemandProblem problem = one.problem();
      rows.putIfAbsent(
          service(problem),
          List.of(
              Cell.text(service(problem)),
              Cell.text(problem.kind().sector().code()),
              Cell.text(one.written().title()),
              Cell.text(problem.unit()),
              Cell.text(problem.kind().description())));
    }
    return new Table(
        "dim_service", "Services", "What is counted", OWN, columns, List.copyOf(rows.values()));
  }

  /** Every period that a fact names. */
  public static Table periods(Map<Grain, java.util.SortedSet<LocalDate>> periods) {
    List<Column> columns =
        List.of(
            Column.dimension("grain", "Period length", Column.Type.STRING, "day to year"),
            Column.dimension("period_start", "Period", Column.Type.DATE, "First day of the period"),
            Column.text("period_label", "Label", "As a planner says it"),
            Column.text("financial_year", "Financial year", "April to March, by the first day"),
            Column.text("academic_year", "Academic year", "September to August, by the first day"));
    List<List<Cell>> rows = new ArrayList<>();
    periods.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(Grain::ordinal)))
        .forEach(
            entry -> {
              for (LocalDate day : entry.getValue()) {
                rows.add(
                    List.of(
                        Cell.text(entry.getKey().code()),
                        Cell.day(day),
                        Cell.text(label(entry.getKey(), day)),
                        Cell.text(yearFrom(day, 4)),
                        Cell.text(yearFrom(day, 9))));
              }
            });
    return PeriodKey.added(
        new Table("dim_period", "Periods", "Every period of the facts", OWN, columns, rows));
  }

  private static String label(Grain grain, LocalDate day) {
    return switch (grain) {
      case HOUR, DAY -> day.toString();
      case WEEK ->
          String.format(
              Locale.ROOT,
              "%d week %d",
              day.get(IsoFields.WEEK_BASED_YEAR),
              day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH ->
          day.getMonth().getDisplayName(java.time.format.TextStyle.FULL, Locale.UK)
              + " "
              + day.getYear();
      case QUARTER -> day.getYear() + " quarter " + day.get(IsoFields.QUARTER_OF_YEAR);
      case YEAR ->
          day.getMonthValue() == 4
              ? "year to March " + (day.getYear() + 1)
              : Integer.toString(day.getYear());
    };
  }

  private static String yearFrom(LocalDate day, int month) {
    int year = day.getMonthValue() >= month ? day.getYear() : day.getYear() - 1;
    return String.format(Locale.ROOT, "%d/%02d", year, (year + 1) % 100);
  }

  /**
   * The methods that forecasts and risks name.
   *
   * @param pointScores names of the scores that the configuration declares
   */
  public static Table models(Collection<String> pointScores) {
    List<Column> columns =
        List.of(
            Column.dimension("method", "Method", Column.Type.STRING, "As the facts name it"),
            Column.text("used_for", "Used for", "demand or risk"),
            Column.text("description", "Description", "What it does, in a sentence"));
    List<List<Cell>> rows = new ArrayList<>();
    for (String[] row : methods()) {
      rows.add(List.of(Cell.text(row[0]), Cell.text(row[1]), Cell.text(row[2])));
    }
    for (String score : pointScores) {
      rows.add(
          List.of(
              Cell.text(score),
              Cell.text("risk"),
              Cell.text("Points by rules that the configuration declares: compared, never kept")));
    }
    return new Table("dim_model", "Methods", "Methods of forecasts and risks", OWN, columns, rows);
  }

  /** Name, use and description of every method. */
  static List<String[]> methods() {
    return List.of(
        new String[][] {
          {
            "chosen",
            "demand",
            "The mean of several methods, weighted for each series: what is published"
          },
          {"combined", "demand", "Another name of the same"},
          {
            "from_totals",
            "demand",
            "For a series too short to be forecast by itself: what its totals leave it"
          },
          {
            "plan",
            "demand",
            "What had been planned, as the configuration names it: scored, never used"
          },
          {
            "parent_share",
            "demand",
            "For a series too young for a forecast of its own: its share of what it is a part of,"
                + " times the forecast of that"
          },
          {
            "temporal_hierarchy",
            "demand",
            "The mean of the methods, made to agree with forecasts of longer periods"
          },
          {
            "cohort_survival",
            "demand",
            "Year groups that grow up: each follows the one below, with the shares of the last years"
          },
          {
            "prevalence_times_population",
            "demand",
            "The rate of a population, continued, times the population as it is projected"
          },
          {"average", "demand", "The plain mean of the methods that the weights start from"},
          {"naive", "demand", "Repeats the last value"},
          {"seasonal_naive", "demand", "Repeats the value of a season ago"},
          {
            "naive2",
            "demand",
            "Repeats the last value, less the season where one is found, and adds the season again"
          },
          {"drift", "demand", "Goes on from the last value by the mean change of the past"},
          {"theta", "demand", "The mean of a straight line and of a smoothed level, season apart"},
          {
            "optimised_theta", "demand", "As theta, with the share of the line fitted to the series"
          },
          {
            "dynamic_optimised_theta",
            "demand",
            "As optimised_theta, with a line that follows the latest values"
          },
          {
            "exponential_smoothing",
            "demand",
            "Level, trend and season that follow the latest values more than older ones"
          },
          {
            "complex_smoothing",
            "demand",
            "Smoothing in complex numbers, which follows growth and level with one rule"
          },
          {"stl_ar", "demand", "A smooth season apart; the rest goes on from its last values"},
          {
            "tramo",
            "demand",
            "A model of how values hang together with earlier ones, outliers found and set apart"
          },
          {
            "calendar_regression",
            "demand",
            "Weekdays, named holidays, school terms and the year, with a level that follows"
          },
          {
            "level_times_shape",
            "demand",
            "A level for each week or day times the usual shape within it"
          },
          {"multiple_seasons", "demand", "Two seasons apart, and a level that follows"},
          {"tsb", "demand", "For many zeros: how likely a demand is, times its size"},
          {"sba", "demand", "For many zeros: the size of demands over the time between them"},
          {"adida", "demand", "For many zeros: longer periods forecast, then divided"},
          {"damped_holt", "demand", "Level and a trend that fades"},
          {
            "regression",
            "demand",
            "Boosted trees over past values and the calendar, learnt from all areas at once"
          },
          {
            "linear_regression",
            "demand",
            "A linear rule over past values and the calendar, learnt from all areas at once"
          },
          {
            "like_series",
            "demand",
            "What a group of like series shares, with the level and the season of each"
          },
          {"tweedie_regression", "demand", "As regression, for counts that are often zero"},
          {"logistic", "risk", "Logistic regression with a penalty on large weights"},
          {"boosted_trees", "risk", "Boosted decision trees"},
          {"blended", "risk", "The weighted mean of logistic regression and boosted trees"},
          {"age_sex", "risk", "A rival that knows age and sex only"},
          {"age_sex_area", "risk", "A rival that knows age, sex and the area only"},
          {"traits", "risk", "A rival that knows the declared traits of people only"},
          {
            "area",
            "risk",
            "A rival that knows the area only: deprivation, use of services, past outcomes"
          },
          {"not_made", "risk", "No method: the risk could not be learnt"}
        });
  }

  /** What made this release; nothing here depends on the clock. */
  public static Table run(
      String runId, String codeVersion, String name, long seed, boolean invented) {
    List<Column> columns =
        List.of(
            Column.dimension(
                "run_id", "Run", Column.Type.STRING, "Names inputs, configuration and code"),
            Column.text("name", "Name", "The release's name in the configuration"),
            Column.text("code_version", "Code", "Version of Tidetable and hash of its code"),
            Column.text("seed", "Seed", "The seed of everything random"),
            flag(
                "has_invented_people",
                "Invented people",
                "Whether tables about people are about invented ones"));
    return new Table(
        RUN,
        "Run",
        "What made this release",
        OWN,
        columns,
        List.of(
            List.of(
                Cell.text(runId),
                Cell.text(name),
                Cell.text(codeVersion),
                Cell.text(Long.toString(seed)),
                Cell.flag(invented))));
  }

  private static Column flag(String name, String title, String description) {
    return new Column(name, title, Column.Type.BOOLEAN, new Role.Text(), description, "", false);
  }
}
