package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.format.Grain;
import org.tidetable.export.format.Notebook;
import org.tidetable.export.format.Report;
import org.tidetable.export.table.Table;
import org.tidetable.models.vocabulary.Sector;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.merge.Area;
import org.tidetable.pipeline.publish.DemandTables;
import org.tidetable.pipeline.publish.ExplanationTables;
import org.tidetable.pipeline.publish.MethodTable;
import org.tidetable.pipeline.publish.NoteTables;
import org.tidetable.pipeline.publish.PlannerTables;
import org.tidetable.pipeline.publish.QualityTables;
import org.tidetable.pipeline.publish.RateTables;
import org.tidetable.pipeline.publish.ReleaseChanges;
import org.tidetable.pipeline.publish.ReportTables;
import org.tidetable.pipeline.publish.RiskTables;
import org.tidetable.pipeline.publish.SeriesCautions;
import org.tidetable.pipeline.publish.VintageTables;
import org.tidetable.pipeline.publish.YearTables;

/** What the planners' report and the notebook of a run say, from its safe tables. */
final class ReportContent {
  private static final int CHARTS = 3;

  private final Run run;
  private final SafeTables tables;
  private final Results results;
  private final Map<String, Area> areas = new TreeMap<>();
  private final Map<String, List<Report.Chart>> charts = new ConcurrentHashMap<>();
  private final Map<String, SeriesCautions> cautions = new ConcurrentHashMap<>();

  ReportContent(Run run, SafeTables tables) {
    this.run = run;
    this.tables = tables;
    this.results = tables.results();
    results.areas().forEach(area -> areas.put(area.code(), area));
  }

  /** One sentence on what a release is made from. */
  static String about(Configuration configuration) {
    return "Forecasts of demand for health, social care and education, and people at risk as counts."
        + (configuration.invented() ? " The people in it are invented." : "");
  }

  private static boolean counted(Configuration configuration) {
    return !configuration.riskNames().isEmpty() || configuration.linksPeople();
  }

  Report report() {
    Configuration configuration = run.configuration();
    return new Report(
        "Demand for public services",
        lastDay(),
        run.id(),
        configuration.invented(),
        counted(configuration) ? tables.ruleInWords() : "",
        changes(),
        sectors(),
        new CohortSections(run, tables, names()).all(),
        List.of(tables.check(ReportTables.quality(tables.named(QualityTables.CHECKS).table()))),
        notMade(),
        configuration.risk().stream()
            .filter(risk -> NotMade.cause(run, risk.problem().name()).isEmpty())
            .map(
                risk ->
                    new Report.Link(
                        risk.written().title(), "model-cards/" + risk.problem().name() + ".md"))
            .toList(),
        ReportWords.LIMITS,
        ReportWords.GLOSSARY,
        ReportWords.CONTACT);
  }

  private List<SafeTable> notMade() {
    return run.configuration().demand().isEmpty()
        ? List.of()
        : List.of(
            tables.check(
                ReportTables.notMade(tables.named(DemandTables.FORECAST).table(), names())));
  }

  /** How what is expected of the first chart of each demand moved; none for the first release. */
  private List<String> changes() {
    Path out = run.folder().root().resolve("../..").normalize();
    ReleaseChanges since =
        ReleaseChanges.since(out, run.id(), run.configuration().written().name());
    if (since.isFirst()) {
      return List.of();
    }
    List<String> changes = new ArrayList<>();
    for (Configuration.Demand demand : run.configuration().demand()) {
      for (Report.Chart chart : charts(demand).stream().limit(1).toList()) {
        since
            .sentence(
                demand.written().title() + ", " + chart.place(),
                chart.seriesId(),
                tables.named(DemandTables.FORECAST).table())
            .ifPresent(changes::add);
      }
      String problem = demand.problem().name();
      changes.addAll(
          PlannerSentences.drift(
              demand.written().title(),
              problem,
              tables.named(VintageTables.DRIFT).where("problem", problem).table()));
    }
    return changes.isEmpty()
        ? List.of("No forecast of the last release has a counterpart in this one.")
        : changes;
  }

  private LocalDate lastDay() {
    return run.configuration().demand().stream()
        .flatMap(demand -> results.forecasts(demand).stream())
        .map(row -> row.<java.sql.Date>getAs("origin").toLocalDate())
        .max(LocalDate::compareTo)
        .map(day -> day.minusDays(1))
        .orElse(LocalDate.EPOCH);
  }

  private List<Report.Sector> sectors() {
    List<Report.Sector> sectors = new ArrayList<>();
    for (Sector sector : Sector.values()) {
      List<Report.Service> services =
          run.configuration().demand().stream()
              .filter(demand -> demand.problem().kind().sector() == sector)
              .map(this::service)
              .toList();
      if (!services.isEmpty()) {
        sectors.add(new Report.Sector(sector.label(), services));
      }
    }
    return sectors;
  }

  private Report.Service service(Configuration.Demand demand) {
    String problem = demand.problem().name();
    SafeTable actuals = tables.named(DemandTables.ACTUAL).where("problem", problem);
    SafeTable forecasts = tables.named(DemandTables.FORECAST).where("problem", problem);
    SafeTable accuracy = tables.named(DemandTables.ACCURACY).where("problem", problem);
    List<SafeTable> shown = new ArrayList<>();
    shown.add(
        tables.check(
            ReportTables.areas(
                demand, actuals.table(), forecasts.table(), cautions(demand), areas)));
    planned(demand, forecasts).forEach(table -> shown.add(tables.check(table)));
    shown.add(tables.check(MethodTable.of(demand, accuracy.table())));
    return new Report.Service(
        demand.written().title(),
        demand.problem().unit(),
        Grain.valueOf(demand.problem().grain().name()),
        actuals,
        forecasts,
        charts(demand),
        charts(demand).stream()
            .findFirst()
            .map(
                chart ->
                    (PlannerSentences.caution(problem, chart.seriesId(), accuracy.table())
                            + " "
                            + chart.caution())
                        .strip())
            .orElse(""),
        shown);
  }

  /** Whole years, what planners add, why, and what to know: each where there is something. */
  private List<Table> planned(Configuration.Demand demand, SafeTable forecasts) {
    String problem = demand.problem().name();
    List<ReportTables.Place> places =
        charts(demand).stream()
            .map(chart -> new ReportTables.Place(chart.seriesId(), chart.place()))
            .toList();
    return Stream.of(
            PlannerTables.years(
                demand,
                tables.named(YearTables.YEARS).where("problem", problem).table(),
                ReportTables.largest(forecasts.table(), areas, Integer.MAX_VALUE),
                cautions(demand)),
            tables
                .ofDemand(RateTables.RATES, problem)
                .flatMap(rates -> PlannerTables.rates(demand, rates.table(), names())),
            PlannerTables.adjustments(demand, forecasts.table(), names()),
            PlannerTables.why(
                demand,
                tables.named(ExplanationTables.EXPLANATIONS).where("problem", problem).table(),
                places),
            PlannerTables.notes(
                demand, tables.named(NoteTables.NOTES).where("problem", problem).table(), names()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The nation, then the largest areas below it. */
  private List<Report.Chart> charts(Configuration.Demand demand) {
    return charts.computeIfAbsent(
        demand.problem().name(),
        problem ->
            ReportTables.largest(
                    tables.named(DemandTables.FORECAST).where("problem", problem).table(),
                    areas,
                    CHARTS)
                .stream()
                .map(
                    series ->
                        new Report.Chart(
                            series.id(), series.place(), cautions(demand).inSentences(series.id())))
                .toList());
  }

  private SeriesCautions cautions(Configuration.Demand demand) {
    return cautions.computeIfAbsent(
        demand.problem().name(),
        problem ->
            new SeriesCautions(
                demand,
                new SeriesCautions.Tables(
                    tables.named(DemandTables.ACTUAL).where("problem", problem).table(),
                    tables.named(DemandTables.FORECAST).where("problem", problem).table(),
                    tables.named(DemandTables.ACCURACY).where("problem", problem).table(),
                    tables.named(NoteTables.NOTES).where("problem", problem).table())));
  }

  private Map<String, String> names() {
    return areas.values().stream()
        .collect(Collectors.toMap(Area::code, Area::name, (a, b) -> a, LinkedHashMap::new));
  }

  /** As it was given; a path of this machine is not published. */
  private Path configurationFile() {
    Path file = run.configuration().file();
    Path here = Path.of("").toAbsolutePath();
    if (!file.isAbsolute()) {
      return file;
    }
    return file.startsWith(here)
        ? here.relativize(file)
        : Path.of("conf").resolve(file.getFileName());
  }

  Notebook notebook() {
    List<Notebook.Service> services =
        run.configuration().demand().stream()
            .flatMap(
                demand ->
                    charts(demand).stream()
                        .limit(1)
                        .map(
                            chart ->
                                new Notebook.Service(
                                    demand.written().title() + ", " + chart.place(),
                                    demand.problem().unit(),
                                    chart.seriesId())))
            .sorted(Comparator.comparing(Notebook.Service::title))
            .toList();
    List<String> others = new ArrayList<>(List.of(DemandTables.ACCURACY, QualityTables.CHECKS));
    if (!run.configuration().risk().isEmpty()) {
      others.addAll(List.of(RiskTables.COHORTS, RiskTables.CALIBRATION));
    }
    return new Notebook(
        "Demand for public services: " + run.configuration().written().name(),
        run.id(),
        "java -jar pipeline/target/tidetable.jar run " + configurationFile(),
        "../csv",
        DemandTables.ACTUAL,
        DemandTables.FORECAST,
        services,
        others);
  }
}
