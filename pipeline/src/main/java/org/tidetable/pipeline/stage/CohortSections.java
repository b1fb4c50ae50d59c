package org.tidetable.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.format.Report;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;
import org.tidetable.models.evaluation.risk.GroupGate;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.JoinedRiskConfig;
import org.tidetable.pipeline.publish.CohortReasonTable;
import org.tidetable.pipeline.publish.GroupWords;
import org.tidetable.pipeline.publish.RiskListTables;
import org.tidetable.pipeline.publish.RiskReportTables;
import org.tidetable.pipeline.publish.RiskTables;
import org.tidetable.pipeline.publish.RiskWorthTables;
import org.tidetable.pipeline.publish.SectorGainTables;
import org.tidetable.pipeline.publish.SegmentTables;

/** What the planners' report says of people at risk, from safe tables. */
final class CohortSections {
  private static final int MOVES_SHOWN = 12;
  private static final int GROWN_UP = 18;

  private final Run run;
  private final SafeTables tables;
  private final Results results;
  private final Map<String, String> areas;
  private final Map<String, List<Row>> verdicts;
  private final Map<String, List<Row>> uses;

  CohortSections(Run run, SafeTables tables, Map<String, String> areas) {
    this.run = run;
    this.tables = tables;
    this.results = tables.results();
    this.areas = areas;
    this.verdicts = results.validation("verdict");
    this.uses = results.validation("use");
  }

  List<Report.CohortSection> all() {
    List<Report.CohortSection> sections = new ArrayList<>();
    Map<String, String> notMade = results.notMade();
    for (Configuration.Risk risk : run.configuration().risk()) {
      String name = risk.problem().name();
      if (notMade.containsKey(name)) {
        sections.add(notMade(risk.written().title(), notMade.getOrDefault(name, "")));
        continue;
      }
      boolean children = risk.problem().target().maximumAge() < GROWN_UP;
      GroupWords words = new GroupWords(areas, children);
      sections.add(
          section(
              name,
              risk.written().title(),
              words,
              List.of(RiskReportTables.cohort(table(RiskTables.COHORTS, name).table(), words))));
    }
    for (JoinedRiskConfig risk : run.configuration().written().joinedRisk()) {
      if (notMade.containsKey(risk.name())) {
        sections.add(notMade(risk.title(), notMade.getOrDefault(risk.name(), "")));
        continue;
      }
      sections.add(section(risk.name(), risk.title(), new GroupWords(areas, false), List.of()));
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

  private SafeTable table(String name, String risk) {
    return tables.named(name).where("problem", risk);
  }

  private Report.CohortSection section(
      String risk, String title, GroupWords words, List<Table> cohort) {
    Row use = uses.getOrDefault(risk, List.of()).get(0);
    String kept = verdicts.getOrDefault(risk, List.of()).get(0).getString(0);
    SafeTable scores = table(RiskTables.ACCURACY, risk);
    boolean usable = !RiskAudit.notUsable(use) && auroc(scores, kept).isPresent();
    Table groups = table(RiskWorthTables.GROUPS, risk).table();
    List<String> notes = new ArrayList<>(notes(kept, scores, groups, words));
    List<SafeTable> shown = new ArrayList<>();
    cohort.forEach(table -> shown.add(tables.check(table)));
    RiskReportTables.groups(groups, words).ifPresent(table -> shown.add(tables.check(table)));
    if (usable) {
      if (!cohort.isEmpty()) {
        RiskReportTables.reasons(table(CohortReasonTable.REASONS, risk).table())
            .ifPresent(table -> shown.add(tables.check(table)));
      }
      RiskReportTables.lists(table(RiskListTables.LISTS, risk).table(), kept)
          .ifPresent(table -> shown.add(tables.check(table)));
      shown.add(tables.check(RiskReportTables.gains(table(RiskWorthTables.GAINS, risk).table())));
      RiskListTables.sentence(table(RiskListTables.LISTS, risk).table(), kept)
          .ifPresent(notes::add);
      notes.addAll(SectorGainTables.sentences(table(SectorGainTables.SECTOR_GAINS, risk).table()));
    }
    return new Report.CohortSection(
        title,
        verdict(kept, use, scores, groups, words),
        notes,
        shown,
        List.of(table(RiskTables.CALIBRATION, risk)));
  }

  /** Whether to use it, and for whom not. */
  private static String verdict(
      String kept, Row use, SafeTable scores, Table groups, GroupWords words) {
    Optional<Double> own = auroc(scores, kept);
    String simple = simple(scores);
    Optional<Double> rival = auroc(scores, simple);
    if (own.isEmpty()) {
      return "Do not use this risk: too few people stand behind it to say how good it is.";
    }
    if (RiskAudit.notUsable(use)) {
      return "Do not use this risk: " + use.getString(1) + ". No list of people is made.";
    }
    if (rival.isPresent() && own.get() <= rival.get() + 0.005) {
      return "This risk adds little to " + known(simple) + ": plan by those instead.";
    }
    String withdrawn = RiskReportTables.named(groups, GroupGate.Status.WITHDRAWN, words);
    return "This risk may be used to plan for groups, not to decide about one person"
        + (withdrawn.isEmpty() ? "." : "; but not for " + withdrawn + ": none of them is listed.");
  }

  /** How well it ranks, and for whom nothing can be said. */
  private static List<String> notes(String kept, SafeTable scores, Table groups, GroupWords words) {
    List<String> notes = new ArrayList<>();
    auroc(scores, kept)
        .ifPresent(
            own ->
                notes.add(
                    String.format(
                        Locale.ROOT,
                        "Of two people, one with and one without the outcome, it gives the higher"
                            + " risk to the first in %.0f of 100 cases%s; a coin would in 50. It was"
                            + " tested on a later date than it learnt from.",
                        100 * own,
                        auroc(scores, simple(scores))
                            .map(
                                each ->
                                    String.format(
                                        Locale.ROOT,
                                        " (%s alone: %.0f)",
                                        known(simple(scores)),
                                        100 * each))
                            .orElse(""))));
    RiskReportTables.sentence(
            "Not judged, as fewer than "
                + GroupGate.FEWEST
                + " people of each had the outcome in the test: ",
            RiskReportTables.named(groups, GroupGate.Status.NOT_ASSESSED, words))
        .ifPresent(notes::add);
    return notes;
  }

  /** The rival that knows no more than who people are. */
  private static String simple(SafeTable scores) {
    return List.of("age_sex_area", "traits").stream()
        .filter(rival -> auroc(scores, rival).isPresent())
        .findFirst()
        .orElse("age_sex");
  }

  private static String known(String rival) {
    return switch (rival) {
      case "age_sex_area" -> "age, sex and area";
      case "traits" -> "who people are";
      default -> "age and sex";
    };
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
}
