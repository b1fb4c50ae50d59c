package org.tidetable.pipeline.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.tidetable.features.frame.Rows;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.evaluation.BacktestPaths;
import org.tidetable.models.evaluation.LeadTest;
import org.tidetable.models.evaluation.LongerPeriods;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.care.SeriesCare;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.Planning;
import org.tidetable.pipeline.merge.Area;

/** The declared lead indicators of a run, tested in the same areas or those above. */
final class LeadIndicators {
  private final Configuration configuration;
  private final Results results;

  LeadIndicators(Configuration configuration, Results results) {
    this.configuration = configuration;
    this.results = results;
  }

  /**
   * What each indicator of a demand adds, or that it cannot be tested.
   *
   * @param told the series of the demand as forecasts learnt from them
   * @param paths of the published method, one for each of them
   */
  List<Row> of(
      Configuration.Demand demand,
      Backtest backtest,
      List<Series> told,
      List<BacktestPaths> paths) {
    List<Row> rows = new ArrayList<>();
    for (Planning.LeadIndicator lead : configuration.planning().leadIndicators()) {
      if (!lead.demand().equals(demand.problem().name())) {
        continue;
      }
      Configuration.Demand leading =
          configuration.demand().stream()
              .filter(other -> other.problem().name().equals(lead.leads()))
              .findFirst()
              .orElseThrow();
      Indicators indicators = new Indicators(telling(leading), parents());
      List<Series> matched = new ArrayList<>();
      List<BacktestPaths> theirs = new ArrayList<>();
      List<Series> telling = new ArrayList<>();
      boolean above = false;
      for (int index = 0; index < told.size(); index++) {
        Series one = told.get(index);
        Optional<Series> counterpart = indicators.of(place(one));
        if (counterpart.isPresent()) {
          matched.add(one);
          theirs.add(paths.get(index));
          telling.add(LongerPeriods.of(counterpart.get(), one));
          above |= !place(counterpart.get()).equals(place(one));
        }
      }
      rows.add(
          ExplanationStore.lead(
              demand.problem(),
              leading,
              above,
              LeadTest.of(backtest, matched, theirs, telling, lead.lagFrom(), lead.lagTo())));
    }
    return rows;
  }

  /** The series of a demand as forecasts would learn from them, by place. */
  private Map<String, Series> telling(Configuration.Demand leading) {
    DemandProblem problem = leading.problem();
    List<Row> rows = results.series(leading);
    PlannedDemand planned =
        PlannedDemand.of(configuration.planning(), problem.name(), rows, results.areas());
    Map<String, Series> byPlace = new HashMap<>();
    for (Row row : rows) {
      Series one = Rows.series(row, problem.grain());
      Series counted = problem.per().isEmpty() ? SeriesCare.withoutNegatives(one) : one;
      byPlace.put(place(one), planned.learned(counted));
    }
    return byPlace;
  }

  private Map<String, String> parents() {
    return results.areas().stream()
        .filter(area -> !area.parent().isEmpty())
        .collect(Collectors.toMap(Area::code, Area::parent, (one, other) -> one));
  }

  /** Area and parts: what follows the demand's name in the id. */
  private static String place(Series one) {
    return one.id().substring(one.id().indexOf('/') + 1);
  }

  /**
   * Where a place finds its indicator.
   *
   * @param byPlace area and parts
   * @param parents by area
   */
  record Indicators(Map<String, Series> byPlace, Map<String, String> parents) {

    /**
     * That of the same area and parts, else of the whole area, else of the nearest area above that
     * has one, of the parts or whole.
     */
    Optional<Series> of(String place) {
      int end = place.indexOf('/');
      String area = end < 0 ? place : place.substring(0, end);
      String parts = end < 0 ? "" : place.substring(end);
      Set<String> seen = new HashSet<>();
      while (!area.isEmpty() && seen.add(area)) {
        Series found = byPlace.getOrDefault(area + parts, byPlace.get(area));
        if (found != null) {
          return Optional.of(found);
        }
        area = parents.getOrDefault(area, "");
      }
      return Optional.empty();
    }
  }
}
