package org.tidetable.pipeline.stage;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.annual.CohortSurvival;
import org.tidetable.models.forecast.annual.PrevalenceTimesPopulation;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.Planning;
import org.tidetable.pipeline.conf.RunConfig;

/** The methods of a demand that are told more than its series: its year groups, a population. */
final class ToldMethods {
  private final Configuration.Demand demand;
  private final Planning planning;
  private final List<Row> rows;
  private final List<Series> series;

  /**
   * @param rows of the series, in their order
   */
  ToldMethods(Configuration.Demand demand, Planning planning, List<Row> rows, List<Series> series) {
    this.demand = demand;
    this.planning = planning;
    this.rows = rows;
    this.series = series;
  }

  /** Those that the configuration tells enough for; none for demands that are not by year. */
  List<ForecastMethod.Global> all() {
    List<ForecastMethod.Global> all = new ArrayList<>();
    if (demand.problem().grain() != Grain.YEAR || series.isEmpty()) {
      return all;
    }
    cohorts().ifPresent(all::add);
    prevalence().ifPresent(all::add);
    return all;
  }

  private Optional<ForecastMethod.Global> cohorts() {
    RunConfig.Cohorts cohorts = demand.written().cohorts();
    if (cohorts == null) {
      return Optional.empty();
    }
    boolean ages = demand.written().ageGroups().containsAll(cohorts.groups());
    String part = ages ? StoreSchema.AGE_GROUP : StoreSchema.CATEGORY;
    String other = ages ? StoreSchema.CATEGORY : StoreSchema.AGE_GROUP;
    Map<List<String>, Map<String, Integer>> places = new LinkedHashMap<>();
    for (int index = 0; index < rows.size(); index++) {
      Row row = rows.get(index);
      places
          .computeIfAbsent(
              List.of(row.getAs(StoreSchema.AREA_CODE), row.getAs(other)), any -> new HashMap<>())
          .put(row.getAs(part), index);
    }
    Map<String, NavigableMap<LocalDate, Double>> births =
        byArea(
            planning.births().stream()
                .filter(one -> one.demand().equals(demand.problem().name()))
                .flatMap(one -> one.counts().stream())
                .toList());
    List<CohortSurvival.Chain> chains = new ArrayList<>();
    places.forEach(
        (place, found) -> {
          // A group that is not there breaks the chain: those above it are told that it is missing.
          List<String> ids =
              cohorts.groups().stream()
                  .map(group -> found.containsKey(group) ? id(found.get(group)) : "")
                  .toList();
          boolean together = place.get(1).equals(StoreSchema.ALL);
          NavigableMap<LocalDate, Double> born =
              together ? births.getOrDefault(place.get(0), new TreeMap<>()) : new TreeMap<>();
          chains.add(new CohortSurvival.Chain(ids, years(born, start(found), place.get(0))));
        });
    return Optional.of(new CohortSurvival(chains, cohorts.years()));
  }

  private String id(int index) {
    return series.get(index).id();
  }

  private LocalDateTime start(Map<String, Integer> found) {
    return series.get(found.values().iterator().next()).firstPeriod();
  }

  private Optional<ForecastMethod.Global> prevalence() {
    Optional<Planning.Population> population =
        planning.population().stream()
            .filter(one -> one.demand().equals(demand.problem().name()))
            .findFirst();
    if (population.isEmpty()) {
      return Optional.empty();
    }
    Map<String, NavigableMap<LocalDate, Double>> people = byArea(population.get().counts());
    Map<String, Series> populationOf = new HashMap<>();
    LocalDateTime end = LocalDateTime.MIN;
    for (int index = 0; index < rows.size(); index++) {
      Series one = series.get(index);
      LocalDateTime last = one.period(one.length());
      end = last.isAfter(end) ? last : end;
      String area = rows.get(index).getAs(StoreSchema.AREA_CODE);
      if (people.containsKey(area)) {
        populationOf.put(
            one.id(), years(people.getOrDefault(area, new TreeMap<>()), one.firstPeriod(), area));
      }
    }
    LocalDateTime latest = end;
    return Optional.of(
        new PrevalenceTimesPopulation(
            populationOf,
            population.get().publishedOn().map(LocalDate::atStartOfDay).orElse(latest)));
  }

  private static Map<String, NavigableMap<LocalDate, Double>> byArea(
      List<Planning.Headcount> counts) {
    Map<String, NavigableMap<LocalDate, Double>> byArea = new HashMap<>();
    for (Planning.Headcount count : counts) {
      byArea
          .computeIfAbsent(count.areaCode(), any -> new TreeMap<>())
          .put(count.day(), count.people());
    }
    return byArea;
  }

  /**
   * Counts by years that begin on the same day as those of a series; of two in one year the later.
   *
   * @param start the first moment of some year
   */
  private static Series years(
      NavigableMap<LocalDate, Double> counts, LocalDateTime start, String id) {
    if (counts.isEmpty()) {
      return new Series(id, Grain.YEAR, start, new double[0]);
    }
    LocalDateTime first = start;
    while (first.toLocalDate().isAfter(counts.firstKey())) {
      first = first.minusYears(1);
    }
    LocalDateTime begin = first;
    int years = (int) Grain.YEAR.between(begin, counts.lastKey().atStartOfDay()) + 1;
    double[] values = new double[years];
    Arrays.fill(values, Double.NaN);
    counts.forEach(
        (day, count) -> values[(int) Grain.YEAR.between(begin, day.atStartOfDay())] = count);
    return new Series(id, Grain.YEAR, begin, values);
  }
}
