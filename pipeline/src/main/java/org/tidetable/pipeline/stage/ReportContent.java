package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.format.Grain;
import org.tidetable.export.format.Notebook;
import org.tidetable.export.format.Report;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;
import org.tidetable.models.evaluation.risk.UseVerdict;
import org.tidetable.models.vocabulary.Sector;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.JoinedRiskConfig;
import org.tidetable.pipeline.merge.Area;
import org.tidetable.pipeline.publish.DemandTables;
import org.tidetable.pipeline.publish.ExplanationTables;
import org.tidetable.pipeline.publish.NoteTables;
import org.tidetable.pipeline.publish.PlannerTables;
import org.tidetable.pipeline.publish.QualityTables;
import org.tidetable.pipeline.publish.RateTables;
import org.tidetable.pipeline.publish.ReleaseChanges;
import org.tidetable.pipeline.publish.ReportTables;
import org.tidetable.pipeline.publish.RiskTables;
import org.tidetable.pipeline.publish.RiskWorthTables;
import org.tidetable.pipeline.publish.SegmentTables;
import org.tidetable.pipeline.publish.VintageTables;
import org.tidetable.pipeline.publish.YearTables;

/** What the planners' report and the notebook of a run say, from its safe tables. */
final class ReportContent {
  private static final int CHARTS = 3;
  private static final int MOVES_SHOWN = 12;

  private final Run run;
  private final SafeTables tables;
  private final Results results;
  private final Map<String, Area> areas = new TreeMap<>();

  ReportContent(Run run, SafeTables tables) {
    this.run = run;
    this.tables = tables;
    this.results = tables.results();
    results.areas().forEach(area -> areas.put(area.code(), area));
  }

  /** One sentence on what a release is made from. */
  static String about(Configuration configuration) {
    boolean invented = configuration.sources().stream().anyMatch(s -> s.mapping().invented());
    return "Forecasts of demand for health, social care and education, and people at risk as counts."
        + (invented ? " The people in it are invented." : "");
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
        configuration.sources().stream().anyMatch(s -> s.mapping().invented()),
        counted(configuration) ? tables.ruleInWords() : "",
        changes(),
        sectors(),
        cohorts(),
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
                demand, actuals.table(), forecasts.table(), accuracy.table(), names())));
    planned(demand, forecasts).forEach(table -> shown.add(tables.check(table)));
    shown.add(tables.check(ReportTables.accuracy(demand, accuracy.table())));
    return new Report.Service(
        demand.written().title(),
        demand.problem().unit(),
        Grain.valueOf(demand.problem().grain().name()),
        actuals,
        forecasts,
        charts(demand),
        charts(demand).stream()
            .findFirst()
            .map(chart -> PlannerSentences.caution(problem, chart.seriesId(), accuracy.table()))
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
                demand, tables.named(YearTables.YEARS).where("problem", problem).table(), names()),
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
    return ReportTables.largest(
            tables.named(DemandTables.FORECAST).where("problem", demand.problem().name()).table(),
            areas,
            CHARTS)
        .stream()
        .map(series -> new Report.Chart(series.id(), series.place()))
        .toList();
  }

  private Map<String, String> names() {
    return areas.values().stream()
        .collect(Collectors.toMap(Area::code, Area::name, (a, b) -> a, LinkedHashMap::new));
  }

  private List<Report.CohortSection> cohorts() {
    List<Report.CohortSection> sections = new ArrayList<>();
    Map<String, List<Row>> verdicts = results.validation("verdict");
    Map<String, List<Row>> uses = results.validation("use");
    Map<String, String> notMade = results.notMade();
    for (Configuration.Risk risk : run.configuration().risk()) {
      String name = risk.problem().name();
      if (notMade.containsKey(name)) {
        sections.add(notMade(risk.written().title(), notMade.getOrDefault(name, "")));
        continue;
      }
      sections.add(
          new Report.CohortSection(
              risk.written().title(),
              verdict(
                  verdicts.getOrDefault(name, List.of()).get(0),
                  uses.getOrDefault(name, List.of()).get(0),
                  tables.named(RiskTables.ACCURACY).where("problem", name)),
              List.of(
                  tables.check(
                      ReportTables.cohort(
                          tables.named(RiskTables.COHORTS).where("problem", name).table(),
                          names())),
                  tables.named(RiskWorthTables.GROUPS).where("problem", name),
                  tables.named(RiskWorthTables.LISTS).where("problem", name),
                  tables.named(RiskWorthTables.GAINS).where("problem", name)),
              List.of(tables.named(RiskTables.CALIBRATION).where("problem", name))));
    }
    for (JoinedRiskConfig risk : run.configuration().written().joinedRisk()) {
      if (notMade.containsKey(risk.name())) {
        sections.add(notMade(risk.title(), notMade.getOrDefault(risk.name(), "")));
        continue;
      }
      sections.add(
          new Report.CohortSection(
              risk.title(),
              verdict(
                  verdicts.getOrDefault(risk.name(), List.of()).get(0),
                  uses.getOrDefault(risk.name(), List.of()).get(0),
                  tables.named(RiskTables.ACCURACY).where("problem", risk.name())),
              List.of(
                  tables.named(RiskWorthTables.GROUPS).where("problem", risk.name()),
                  tables.named(RiskWorthTables.LISTS).where("problem", risk.name()),
                  tables.named(RiskWorthTables.GAINS).where("problem", risk.name())),
              List.of(tables.named(RiskTables.CALIBRATION).where("problem", risk.name()))));
    }
    if (run.configuration().linksPeople()) {
      Table moves = tables.named(SegmentTables.MOVEMENT).table();
      sections.add(
          new Report.CohortSection(
              "How people moved between groups",
              "Groups are made by rules from what each sector recorded in the last year; who has"
                  + " moved is not said to be better or worse off by it.",
              List.of(tables.check(SegmentTables.shown(moves, MOVES_SHOWN))),
              List.of()));
    }
    return sections;
  }

  private static Report.CohortSection notMade(String title, String cause) {
    return new Report.CohortSection(
        title, "This risk was not made. " + cause, List.of(), List.of());
  }

  private static String verdict(Row verdict, Row use, SafeTable scores) {
    Optional<Double> kept = auroc(scores, verdict.getString(0));
    Optional<Double> rival = auroc(scores, "age_sex");
    if (kept.isEmpty()) {
      return "Too few people stand behind this risk to say how good it is: do not use it.";
    }
    return String.format(
        Locale.ROOT,
        "Of two people, one with and one without the outcome, the model gives the higher risk to the"
            + " first in %.0f %% of cases%s. It was tested on a later date"
            + " than it learnt from. %s By group it is %s: %s.",
        100 * kept.get(),
        rival
            .map(each -> String.format(Locale.ROOT, " (age and sex alone: %.0f %%)", 100 * each))
            .orElse(""),
        use.getString(0).equals(UseVerdict.Use.NOT_USABLE.words())
            ? "Do not use it."
            : rival.isEmpty() || kept.get() > rival.get() + 0.005
                ? "It may be used to plan for groups, not to decide about one person."
                : "It adds little to age and sex: plan by those instead.",
        use.getString(0),
        use.getString(1));
  }

  /** From the published scores; empty where the gate withheld it. */
  private static Optional<Double> auroc(SafeTable scores, String method) {
    Table table = scores.where("method", method).where("score", "auroc").table();
    return table.rows().stream()
        .map(row -> row.get(table.indexOf("value")).fold(Plain.TEXT))
        .filter(text -> !text.isEmpty())
        .map(Double::valueOf)
        .findFirst();
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
