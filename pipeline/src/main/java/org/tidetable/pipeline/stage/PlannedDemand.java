package org.tidetable.pipeline.stage;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.evaluation.HierarchyForecasts;
import org.tidetable.models.forecast.Series;
import org.tidetable.pipeline.conf.Nearest;
import org.tidetable.pipeline.conf.Planning;
import org.tidetable.pipeline.conf.Problems;
import org.tidetable.pipeline.merge.Area;
import org.tidetable.pipeline.publish.SeriesTotals;

/** What planners add to one demand: the series that they mean, found by the name of the area. */
final class PlannedDemand {
  private final String demand;
  private final List<Row> series;
  private final Map<String, String> names = new HashMap<>();
  private final Problems problems;
  private final List<Planning.Break> breaks;
  private final Map<String, String> leftOut = new HashMap<>();
  private final Map<String, List<Planning.Adjustment>> adjustments = new HashMap<>();
  private final Map<String, Map<LocalDateTime, Double>> plans = new HashMap<>();
  private final SeriesTotals totals;
  private final Map<String, List<String>> leftOutParts = new HashMap<>();

  private PlannedDemand(Planning planning, String demand, List<Row> series, List<Area> areas) {
    this.demand = demand;
    this.series = series;
    this.problems = new Problems();
    this.totals = new SeriesTotals(series, areas);
    areas.forEach(area -> names.put(area.code(), area.name()));
    this.breaks = planning.breaks().stream().filter(one -> one.concerns(demand)).toList();
    for (Planning.LeftOut left : planning.leaveOut()) {
      if (left.place().demand().equals(demand)) {
        find(left.place()).ifPresent(id -> leftOut.put(id, left.reason()));
      }
    }
    for (Planning.Adjustment line : planning.adjustments()) {
      if (line.place().demand().equals(demand)) {
        find(line.place())
            .ifPresent(id -> adjustments.computeIfAbsent(id, any -> new ArrayList<>()).add(line));
      }
    }
    noteParts();
    for (Planning.Plan plan : planning.plans()) {
      if (plan.demand().equals(demand)) {
        planned(plan);
      }
    }
  }

  private void planned(Planning.Plan plan) {
    // A plan has many lines of each place, and an unknown place is told once.
    Map<List<String>, Optional<String>> found = new HashMap<>();
    for (Planning.PlannedValue value : plan.values()) {
      Planning.Place place = value.place();
      found
          .computeIfAbsent(
              List.of(place.area(), place.ageGroup(), place.category()), any -> find(place))
          .ifPresent(
              id ->
                  plans
                      .computeIfAbsent(id, any -> new HashMap<>())
                      .put(value.period().atStartOfDay(), value.value()));
    }
  }

  /**
   * What planners say of the series of a demand.
   *
   * @throws org.tidetable.pipeline.run.UserError with exit code 3 for an area, age group or
   *     category that the demand does not have
   */
  static PlannedDemand of(Planning planning, String demand, List<Row> series, List<Area> areas) {
    PlannedDemand planned = new PlannedDemand(planning, demand, series, areas);
    planned.problems.throwIfAny();
    return planned;
  }

  /** Why a series is left out; empty where it is not. */
  Optional<String> leftOut(String seriesId) {
    return Optional.ofNullable(leftOut.get(seriesId));
  }

  /**
   * Why no forecast of a series is tried: it is left out, or a declared break hides that it goes
   * on, which a forecast would take for its end.
   */
  Optional<String> notForecast(Series known) {
    return leftOut(known.id()).map(reason -> "left out: " + reason).or(() -> breakAtEnd(known));
  }

  private Optional<String> breakAtEnd(Series known) {
    if (breaks.isEmpty()
        || !HierarchyForecasts.ended(List.of(learned(known))).get(0)
        || HierarchyForecasts.ended(List.of(known)).get(0)) {
      return Optional.empty();
    }
    int last = known.length() - 1;
    while (Double.isNaN(known.value(last))) {
      last--;
    }
    LocalDate day = known.period(last).toLocalDate();
    return breaks.stream()
        .filter(one -> one.holds(day))
        .findFirst()
        .map(one -> "a declared break holds its last periods: " + one.reason());
  }

  /** What is known locally, by series. */
  Map<String, List<Planning.Adjustment>> adjustments() {
    return adjustments;
  }

  /** What had been planned, by series, then first moment of the period. */
  Map<String, Map<LocalDateTime, Double>> plans() {
    return plans;
  }

  /** Which series hold which others. */
  SeriesTotals totals() {
    return totals;
  }

  /** The series that are left out and held by that one, by name, with the reason of each. */
  List<String> leftOutOf(String seriesId) {
    return leftOutParts.getOrDefault(seriesId, List.of());
  }

  private void noteParts() {
    for (Row row : series) {
      String id = row.getAs(DemandSeries.SERIES_ID);
      String reason = leftOut.get(id);
      if (reason != null) {
        String code = row.getAs(StoreSchema.AREA_CODE);
        String words = names.getOrDefault(code, code) + " (" + reason + ")";
        totals
            .above(id)
            .forEach(
                total -> leftOutParts.computeIfAbsent(total, any -> new ArrayList<>()).add(words));
      }
    }
  }

  /** The spans from which forecasts of this demand do not learn. */
  List<Planning.Break> breaks() {
    return breaks;
  }

  /** The series as forecasts may learn from it: periods in declared breaks are missing. */
  Series learned(Series known) {
    if (breaks.isEmpty()) {
      return known;
    }
    double[] values = known.values();
    for (int index = 0; index < values.length; index++) {
      int at = index;
      if (breaks.stream().anyMatch(one -> one.holds(known.period(at).toLocalDate()))) {
        values[index] = Double.NaN;
      }
    }
    return new Series(known.id(), known.grain(), known.firstPeriod(), values);
  }

  private Optional<String> find(Planning.Place place) {
    List<Row> inArea =
        series.stream().filter(row -> isArea(row.getAs(StoreSchema.AREA_CODE), place)).toList();
    if (inArea.isEmpty()) {
      TreeSet<String> known = new TreeSet<>();
      for (Row row : series) {
        String code = row.getAs(StoreSchema.AREA_CODE);
        known.add(code);
        known.add(names.getOrDefault(code, code));
      }
      note(place, "\"" + place.area() + "\" is no area of " + demand + ". ", known);
      return Optional.empty();
    }
    if (inArea.stream().map(row -> row.getAs(StoreSchema.AREA_CODE)).distinct().count() > 1) {
      note(
          place,
          "\"" + place.area() + "\" is the name of several areas. Write the code. ",
          inArea.stream().map(row -> row.<String>getAs(StoreSchema.AREA_CODE)).toList());
      return Optional.empty();
    }
    for (Row row : inArea) {
      if (isPart(row, StoreSchema.AGE_GROUP, place.ageGroup())
          && isPart(row, StoreSchema.CATEGORY, place.category())) {
        return Optional.of(row.getAs(DemandSeries.SERIES_ID));
      }
    }
    note(
        place,
        "has no such age group or category in " + demand + ". ",
        inArea.stream()
            .map(row -> row.getAs(StoreSchema.AGE_GROUP) + " / " + row.getAs(StoreSchema.CATEGORY))
            .toList());
    return Optional.empty();
  }

  private boolean isArea(String code, Planning.Place place) {
    return code.equals(place.area())
        || names.getOrDefault(code, code).equalsIgnoreCase(place.area());
  }

  private static boolean isPart(Row row, String column, String part) {
    return row.<String>getAs(column).equals(part.isEmpty() ? StoreSchema.ALL : part);
  }

  private void note(Planning.Place place, String message, java.util.Collection<String> known) {
    problems.add(
        place.spot().file(),
        place.spot().line(),
        place.spot().column(),
        place.spot().path(),
        message + Nearest.suggestion(place.area(), known));
  }
}
