package org.tidetable.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.Planning;
import org.tidetable.pipeline.merge.Area;
import org.tidetable.pipeline.publish.DemandTables;
import org.tidetable.pipeline.publish.ExplanationTables;
import org.tidetable.pipeline.publish.NoteTables;
import org.tidetable.pipeline.publish.RateTables;
import org.tidetable.pipeline.publish.VintageTables;
import org.tidetable.pipeline.publish.Vintages;
import org.tidetable.pipeline.publish.YearTables;

/** Every table about one demand, before the gate. */
final class DemandFacts {
  private DemandFacts() {}

  /**
   * What another demand adds as a lead indicator: made of the numbers of both, so that it keeps the
   * stricter rule of the two. Empty where it leads nothing here.
   *
   * @param source the stricter one
   */
  static Optional<Table> lead(
      Results results, Configuration.Demand demand, String leads, Source source) {
    List<Row> rows =
        results.explanations(demand).stream()
            .filter(row -> row.<String>getAs("part").equals(ExplanationTables.lead(leads)))
            .toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ExplanationTables.explanations(demand.problem(), source, results.series(demand), rows));
  }

  static List<Table> of(
      Run run,
      Results results,
      List<Area> areas,
      Configuration.Demand demand,
      Source source,
      Vintages vintages) {
    DemandProblem problem = demand.problem();
    List<Row> series = results.series(demand);
    List<Row> forecasts = results.forecasts(demand);
    PlannedDemand planned =
        PlannedDemand.of(run.configuration().planning(), problem.name(), series, areas);
    List<Table> tables = new ArrayList<>();
    for (Planning.Population population : run.configuration().planning().population()) {
      if (population.demand().equals(problem.name())) {
        Source counted =
            new Source.OpenSource(
                population.publishedBy(), population.licence(), population.address());
        tables.add(
            RateTables.rates(problem, source, series, forecasts, counted, population.counts()));
      }
    }
    tables.addAll(
        List.of(
            DemandTables.actual(problem, source, series),
            DemandTables.forecast(
                problem, source, series, forecasts, planned.adjustments(), planned.totals()),
            YearTables.years(problem, source, series, results.years(demand)),
            DemandTables.accuracy(problem, source, series, results.accuracy(demand)),
            VintageTables.vintages(problem, source, series, vintages),
            VintageTables.drift(problem, source, series, vintages, results.ranges(demand)),
            VintageTables.changes(problem, source, series, forecasts, vintages),
            NoteTables.notes(problem, source, series, results.notes(demand)),
            ExplanationTables.explanations(
                problem,
                source,
                series,
                results.explanations(demand).stream()
                    .filter(row -> !ExplanationTables.isLead(row))
                    .toList())));
    return tables;
  }
}
