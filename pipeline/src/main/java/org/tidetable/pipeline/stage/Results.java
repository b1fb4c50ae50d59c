package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Row;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.evaluation.RangeUpdate;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.merge.Area;

/** What the stages before publishing left, read back once; for several threads. */
final class Results {
  private final Run run;
  private Optional<List<Area>> areas = Optional.empty();
  private final Map<String, List<Row>> series = new ConcurrentHashMap<>();
  private final Map<ForecastPart, Map<String, List<Row>>> parts = new ConcurrentHashMap<>();

  Results(Run run) {
    this.run = run;
  }

  /** The areas of the store. */
  synchronized List<Area> areas() {
    if (areas.isEmpty()) {
      Path folder = run.folder().store().resolve("areas");
      areas =
          Optional.of(
              Rows.sorted(
                      run.folder().read(run.spark(), folder, Merge.AREAS), StoreSchema.AREA_CODE)
                  .stream()
                  .map(
                      row ->
                          new Area(
                              row.getString(0),
                              row.getString(1),
                              row.getString(2),
                              row.getString(3)))
                  .toList());
    }
    return areas.get();
  }

  /** The series of a demand. */
  List<Row> series(Configuration.Demand demand) {
    return series.computeIfAbsent(
        demand.problem().name(),
        name ->
            Rows.sorted(
                run.folder()
                    .read(
                        run.spark(),
                        run.folder().features().resolve("demand").resolve(name),
                        DemandSeries.SCHEMA),
                DemandSeries.SERIES_ID));
  }

  /** The forecasts of a demand, by series and horizon. */
  List<Row> forecasts(Configuration.Demand demand) {
    return part(ForecastPart.FORECASTS, demand);
  }

  /** The years of a demand, by series, kind and year. */
  List<Row> years(Configuration.Demand demand) {
    return part(ForecastPart.YEARS, demand);
  }

  /** What is unusual in the series of a demand. */
  List<Row> notes(Configuration.Demand demand) {
    return part(ForecastPart.NOTES, demand);
  }

  /** Why the forecasts of a demand are what they are. */
  List<Row> explanations(Configuration.Demand demand) {
    return part(ForecastPart.EXPLANATIONS, demand);
  }

  /** The held-out scores of a demand: of all series under a blank id, then of each. */
  List<Row> accuracy(Configuration.Demand demand) {
    return part(ForecastPart.ACCURACY, demand);
  }

  /** By how much the ranges of a demand were multiplied. */
  RangeUpdate ranges(Configuration.Demand demand) {
    return RangeStore.read(part(ForecastPart.RANGES, demand));
  }

  private List<Row> part(ForecastPart part, Configuration.Demand demand) {
    return parts
        .computeIfAbsent(part, any -> part.read(run))
        .getOrDefault(demand.problem().name(), List.of());
  }

  /** Why risks were not made, by name; those that were made are not there. */
  Map<String, String> notMade() {
    return NotMade.causes(run);
  }

  /** Why a risk that was made lists nobody, by its name. */
  Map<String, String> noLists() {
    Map<String, String> reasons = new TreeMap<>();
    validation("use")
        .forEach(
            (name, uses) ->
                uses.stream()
                    .filter(RiskAudit::notUsable)
                    .forEach(use -> reasons.put(name, "no list is made: " + use.getString(1))));
    return reasons;
  }

  /** Scored people of every risk that was made. */
  Map<String, List<Row>> cohorts() {
    Path folder = run.folder().restricted().resolve("cohorts");
    Map<String, List<Row>> all = new TreeMap<>();
    for (Configuration.Risk risk : run.configuration().risk()) {
      String name = risk.problem().name();
      if (NotMade.cause(run, name).isEmpty()) {
        all.put(name, Rows.small(run.folder().read(run.spark(), folder.resolve(name))));
      }
    }
    return all;
  }

  /** Exact counts of people by their groups a year ago and now; none where there are no people. */
  List<Row> moves() {
    return !run.configuration().linksPeople()
        ? List.of()
        : Rows.small(
            run.folder().read(run.spark(), run.folder().restricted().resolve(FindCohorts.MOVES)));
  }

  /** The first day after the data. */
  LocalDate asOf() {
    return Coverage.read(run).asOf();
  }

  /** A part of the validation of every risk that was made: scores, bands or verdict. */
  Map<String, List<Row>> validation(String part) {
    Path folder = run.folder().restricted().resolve("validation");
    Map<String, List<Row>> all = new TreeMap<>();
    for (String name : run.configuration().riskNames()) {
      if (NotMade.cause(run, name).isPresent()) {
        continue;
      }
      Path place = folder.resolve(name).resolve(part);
      all.put(name, Rows.small(run.folder().read(run.spark(), place)));
    }
    return all;
  }
}
