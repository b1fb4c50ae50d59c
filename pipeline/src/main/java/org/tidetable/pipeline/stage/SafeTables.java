package org.tidetable.pipeline.stage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.tidetable.export.disclosure.DisclosureGate;
import org.tidetable.export.disclosure.GateDecision;
import org.tidetable.export.disclosure.LeafCube;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.Planning;
import org.tidetable.pipeline.conf.PointScoreReader;
import org.tidetable.pipeline.merge.Area;
import org.tidetable.pipeline.publish.CohortReasonTable;
import org.tidetable.pipeline.publish.DimensionTables;
import org.tidetable.pipeline.publish.Invented;
import org.tidetable.pipeline.publish.PeriodKey;
import org.tidetable.pipeline.publish.QualityTables;
import org.tidetable.pipeline.publish.RiskListTables;
import org.tidetable.pipeline.publish.RiskTables;
import org.tidetable.pipeline.publish.RiskWorthTables;
import org.tidetable.pipeline.publish.SectorGainTables;
import org.tidetable.pipeline.publish.SegmentTables;
import org.tidetable.pipeline.publish.Vintages;
import org.tidetable.pipeline.quality.QualityCheck;
import org.tidetable.pipeline.quality.QualityReport;
import org.tidetable.pipeline.source.SourceMapping;

/** Every table of a release, as the gate has let it pass. */
final class SafeTables {
  private final Run run;
  private final DisclosureGate gate;
  private final Results results;
  private final List<SafeTable> tables = new ArrayList<>();

  private SafeTables(Run run) {
    this.run = run;
    this.gate = Protection.gate(run.configuration());
    this.results = new Results(run);
  }

  static SafeTables of(Run run) {
    SafeTables tables = new SafeTables(run);
    tables.addDimensions();
    tables.addDemand();
    if (!run.configuration().riskNames().isEmpty()) {
      tables.addRisk();
    }
    if (run.configuration().linksPeople()) {
      tables.addMoves();
    }
    tables.addQuality();
    return tables;
  }

  /** What the tables are made from. */
  Results results() {
    return results;
  }

  List<SafeTable> all() {
    return List.copyOf(tables);
  }

  List<GateDecision> decisions() {
    return gate.decisions();
  }

  /** The rule that counts of people keep, in a sentence. */
  String ruleInWords() {
    return gate.policy().inWords();
  }

  SafeTable named(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  /** The rows of one demand in a table that not every run has. */
  Optional<SafeTable> ofDemand(String name, String problem) {
    return tables.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .map(table -> table.where("problem", problem));
  }

  /** A table that the report alone shows, through the same gate. */
  SafeTable check(Table table) {
    return gate.check(table);
  }

  private boolean invented() {
    return run.configuration().invented();
  }

  private void addDimensions() {
    Configuration configuration = run.configuration();
    tables.add(gate.check(DimensionTables.areas(results.areas(), invented())));
    tables.add(gate.check(DimensionTables.services(configuration.demand())));
    tables.add(gate.check(DimensionTables.periods(periods())));
    tables.add(gate.check(DimensionTables.models(pointScores())));
    tables.add(
        gate.check(
            DimensionTables.run(
                run.id(),
                run.codeVersion(),
                configuration.written().name(),
                run.seed(),
                invented())));
  }

  private Map<Grain, SortedSet<LocalDate>> periods() {
    Map<Grain, SortedSet<LocalDate>> periods = new EnumMap<>(Grain.class);
    for (Configuration.Demand demand : run.configuration().demand()) {
      SortedSet<LocalDate> days =
          periods.computeIfAbsent(demand.problem().grain(), any -> new TreeSet<>());
      for (Row row : results.series(demand)) {
        // Those that nobody gives are periods too: notes tell of them.
        Series one = Rows.series(row, demand.problem().grain());
        for (int at = 0; at < one.length(); at++) {
          days.add(one.period(at).toLocalDate());
        }
      }
      for (Row row : results.forecasts(demand)) {
        days.add(row.<java.sql.Date>getAs("period_start").toLocalDate());
      }
    }
    return periods;
  }

  private void addDemand() {
    Vintages vintages =
        Vintages.before(run.folder().out(), run.id(), run.configuration().written().name());
    List<Area> areas = results.areas();
    Map<String, SafeTable> facts = new LinkedHashMap<>();
    Map<String, Origin> origins = new LinkedHashMap<>();
    for (Configuration.Demand demand : run.configuration().demand()) {
      Source source = source(demand, results.series(demand));
      origins.put(
          demand.problem().name(), new Origin(source, run.configuration().invented(demand)));
    }
    for (Configuration.Demand demand : run.configuration().demand()) {
      Origin origin = origin(origins, demand.problem().name());
      Vintages alike = vintages.alike(demand.problem().grain(), origin.invented());
      for (Table table : DemandFacts.of(run, results, areas, demand, origin.source(), alike)) {
        add(table, origin, facts);
      }
      for (String lead : leadsOf(demand)) {
        Origin both = origin.and(origin(origins, lead));
        DemandFacts.lead(results, demand, lead, both.source())
            .ifPresent(table -> add(table, both, facts));
      }
    }
    tables.addAll(facts.values());
  }

  private List<String> leadsOf(Configuration.Demand demand) {
    return run.configuration().planning().leadIndicators().stream()
        .filter(lead -> lead.demand().equals(demand.problem().name()))
        .map(Planning.LeadIndicator::leads)
        .distinct()
        .toList();
  }

  private void add(Table table, Origin origin, Map<String, SafeTable> facts) {
    SafeTable safe = gate.check(Invented.flagged(PeriodKey.added(table), origin.invented()));
    facts.merge(table.name(), safe, SafeTable::union);
  }

  private static Origin origin(Map<String, Origin> origins, String demand) {
    return Objects.requireNonNull(origins.get(demand));
  }

  /** Where the numbers of a demand come from, and whether people were invented for them. */
  record Origin(Source source, boolean invented) {

    /** Of what is made of the numbers of both: the stricter one wins. */
    Origin and(Origin other) {
      boolean mine = !(source instanceof Source.OpenSource);
      return new Origin(mine ? source : other.source, invented || other.invented);
    }
  }

  private Optional<SafeTable> and(Optional<SafeTable> before, Table table) {
    SafeTable safe = gate.check(table);
    return Optional.of(before.map(other -> other.union(safe)).orElse(safe));
  }

  /** Open where the counts were published by others; else what the protected counts lead to. */
  private Source source(Configuration.Demand demand, List<Row> series) {
    SourceMapping mapping = run.configuration().mappings().get(demand.written().source());
    if (mapping != null) {
      return new Source.OpenSource(mapping.publishedBy(), mapping.licence(), mapping.address());
    }
    gate.protect(protectedBefore(demand, series));
    return new Source.FromProtectedCounts(EventDemand.counted(demand));
  }

  /** The counts as they were protected before the forecasts: the gate leaves them as they are. */
  private static LeafCube protectedBefore(Configuration.Demand demand, List<Row> series) {
    SortedMap<List<String>, Long> counts =
        new TreeMap<>(Comparator.comparing(List<String>::toString));
    for (Row row : series) {
      if (!row.<String>getAs(StoreSchema.AREA_LEVEL).equals("area")) {
        continue;
      }
      List<java.sql.Date> periods = row.getList(row.fieldIndex(DemandSeries.PERIODS));
      List<Double> values = row.getList(row.fieldIndex(DemandSeries.VALUES));
      for (int i = 0; i < periods.size(); i++) {
        counts.put(
            List.of(row.getAs(StoreSchema.AREA_CODE), periods.get(i).toString()),
            Math.round(values.get(i)));
      }
    }
    return new LeafCube(
        EventDemand.counted(demand),
        List.of(StoreSchema.AREA_CODE, StoreSchema.PERIOD_START),
        counts);
  }

  private void addRisk() {
    Map<String, String> noLists = results.noLists();
    Map<String, List<Row>> gates = results.validation("gates");
    Map<String, List<Row>> scored = results.cohorts();
    tables.add(people(RiskTables.cohorts(scored, EventDemand.ALL_AREAS, noLists, gates)));
    tables.add(
        people(
            CohortReasonTable.of(
                gate.protect(CohortReasonTable.cube(scored)).counts(),
                scored.keySet(),
                noLists,
                gate.policy().base())));
    SafeTable calibration = people(RiskTables.calibration(results.validation("bands")));
    tables.add(calibration);
    tables.add(people(RiskTables.accuracy(results.validation("scores"), results.notMade())));
    tables.add(people(RiskWorthTables.groups(gates)));
    tables.add(
        people(
            RiskListTables.lists(
                results.validation("lists"), noLists, costs(), Optional.of(calibration.table()))));
    tables.add(people(RiskWorthTables.gains(results.validation("gains"), noLists)));
    tables.add(people(SectorGainTables.sectors(results.validation("sectors"), noLists)));
  }

  /** The names of the scores by points that risks are compared with. */
  private Set<String> pointScores() {
    Set<String> names = new TreeSet<>();
    for (Configuration.Risk risk : run.configuration().risk()) {
      for (String file : risk.written().pointScores()) {
        names.add(
            PointScoreReader.read(run.configuration().locate(file, run.folder().synthetic()))
                .name());
      }
    }
    return names;
  }

  /** The declared cost of seeing one person, by risk. */
  private Map<String, Double> costs() {
    Map<String, Double> costs = new TreeMap<>();
    for (Configuration.Risk risk : run.configuration().risk()) {
      Double cost = risk.written().cost();
      if (cost != null) {
        costs.put(risk.problem().name(), cost);
      }
    }
    return costs;
  }

  private void addMoves() {
    tables.add(people(SegmentTables.movement(results.moves(), results.asOf())));
  }

  private SafeTable people(Table table) {
    return gate.check(Invented.flagged(table, invented()));
  }

  private void addQuality() {
    Optional<SafeTable> quality = Optional.empty();
    List<QualityCheck> checks = QualityReport.read(run.folder().quality());
    for (Configuration.Source source : run.configuration().sources()) {
      SourceMapping mapping = source.mapping();
      Source origin =
          !mapping.personLevel() && !mapping.publishedBy().isEmpty()
              ? new Source.OpenSource(mapping.publishedBy(), mapping.licence(), mapping.address())
              : new Source.FromEvents();
      List<QualityCheck> own =
          checks.stream().filter(check -> check.source().equals(mapping.name())).toList();
      quality = and(quality, QualityTables.rows(own, origin));
      quality = and(quality, QualityTables.others(own, origin));
    }
    quality.ifPresent(tables::add);
  }
}
