package org.tidetable.pipeline.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.tidetable.features.frame.Rows;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.evaluation.BacktestPaths;
import org.tidetable.models.evaluation.LeadTest;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.care.SeriesCare;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.Planning;

/** The declared lead indicators of a run, tested in the same areas. */
final class LeadIndicators {
  private final Configuration configuration;
  private final Results results;

  LeadIndicators(Configuration configuration, Results results) {
    this.configuration = configuration;
    this.results = results;
  }

  /**
   * What each indicator of a demand adds; nothing where it cannot be tested.
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
      Map<String, Series> byPlace = telling(leading);
      List<Series> matched = new ArrayList<>();
      List<BacktestPaths> theirs = new ArrayList<>();
      List<Series> telling = new ArrayList<>();
      for (int index = 0; index < told.size(); index++) {
        Series counterpart = byPlace.get(place(told.get(index)));
        if (counterpart != null) {
          matched.add(told.get(index));
          theirs.add(paths.get(index));
          telling.add(counterpart);
        }
      }
      Optional<LeadTest> test =
          LeadTest.of(backtest, matched, theirs, telling, lead.lagFrom(), lead.lagTo());
      test.ifPresent(
          found ->
              rows.add(
                  ExplanationStore.lead(
                      demand.problem().name(),
                      lead.leads(),
                      leading.written().title(),
                      demand.problem().grain(),
                      found)));
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

  /** Area and parts: what follows the demand's name in the id. */
  private static String place(Series one) {
    return one.id().substring(one.id().indexOf('/') + 1);
  }
}
