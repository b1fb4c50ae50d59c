package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tidetable.features.frame.TextRows;
import org.tidetable.models.card.Provenance;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.leak.LeakReport;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.models.risk.TextTable;
import org.tidetable.pipeline.conf.JoinedRiskConfig;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** Risks of joined tables: the tables are joined, then earlier rows teach and later ones judge. */
final class JoinedRisks {
  private JoinedRisks() {}

  /** Joins the tables of a risk. */
  static void build(Run run, JoinedRiskConfig risk) {
    Path query = run.configuration().locate(risk.query(), run.folder().synthetic());
    Path tables = run.folder().store().resolve("tables");
    run.folder()
        .write(
            new JoinedTables(run.spark(), risk, query)
                .joined((session, name) -> run.folder().read(session, tables.resolve(name))),
            folder(run, risk));
  }

  /** Learns a risk from its joined table, once it has been judged on the rows kept for that. */
  static RiskValidation.Report train(Run run, JoinedRiskConfig risk) {
    try {
      return learnt(run, risk);
    } catch (IllegalArgumentException refused) {
      throw UserError.of(
          ExitCode.INPUT,
          "risk %s cannot be learnt: %s. Check its outcome, its split and its query; a risk needs"
              + " some hundred rows with the outcome and without it.",
          risk.name(),
          String.valueOf(refused.getMessage()));
    }
  }

  private static RiskValidation.Report learnt(Run run, JoinedRiskConfig risk) {
    TextTable text = text(run, risk);
    RiskTable table = table(text);
    LeakReport leaks = LeakGate.search(risk, table);
    long[] times = table.times();
    long last = risk.split().train().size();
    long tested = Arrays.stream(times).filter(time -> time == last).count();
    RiskValidation.Report report =
        new RiskValidation(
                table,
                table.outcomes(),
                table.persons(),
                List.of(
                    RiskMethod.named("logistic"),
                    RiskMethod.named("boosted_trees"),
                    RiskMethod.named("blended")),
                risk.rival().isEmpty()
                    ? RiskValidation.Rivals.of(Map.of())
                    : RiskValidation.Rivals.of(Map.of("age_sex", risk.rival())),
                run.seed())
            .byTime(times, (double) tested / times.length);
    LeakGate.dealt(risk.name(), report.shuffled().meanAuroc(), report.shuffled().standardError());
    RiskSample all =
        new RiskSample(
                table.encoding().encode(text, table.tableRows()), table.outcomes(), table.persons())
            .withTimes(times);
    RiskModel model = RiskMethod.named(report.chosen()).fit(all, run.seed());
    String day = risk.indexDay() == null ? risk.indexDate() : "day " + risk.indexDay();
    new RiskStore(
            risk.name(),
            risk.title(),
            "Rows of " + risk.outcome().table() + ", as known on " + day + ".",
            "What was known on "
                + day
                + " is known; the outcome is that of "
                + risk.outcome().column()
                + ".",
            risk.indexDay() == null ? LocalDate.parse(risk.indexDate()) : Provenance.UNDATED,
            leaks)
        .write(run, report, all.outcomes(), model);
    RiskAudit.write(run, risk.name(), report, groups(text, table.tableRows(), report, risk));
    return report;
  }

  /** The groups of the tested rows, by attribute. */
  private static Map<String, String[]> groups(
      TextTable text, int[] places, RiskValidation.Report report, JoinedRiskConfig risk) {
    Map<String, String[]> attributes = new TreeMap<>();
    for (String name : risk.audit()) {
      int column = text.column(name);
      attributes.put(
          name,
          Arrays.stream(report.rows())
              .mapToObj(row -> text.text(places[row], column).orElse("unknown"))
              .toArray(String[]::new));
    }
    return attributes;
  }

  private static RiskTable table(TextTable text) {
    return new RiskTable(
        text,
        new RiskTable.Roles(
            JoinedTables.OUTCOME,
            "yes",
            Optional.of(JoinedTables.PERSON),
            Optional.of(JoinedTables.TIME),
            Set.of(),
            Map.of()));
  }

  private static TextTable text(Run run, JoinedRiskConfig risk) {
    Path folder = run.folder().requireThere(folder(run, risk));
    TextRows rows = TextRows.ofParquet(run.spark(), folder.toUri().toString());
    List<String[]> all = new ArrayList<>();
    rows.rows().forEachRemaining(all::add);
    return TextTable.read(rows.header(), all, Set.of());
  }

  private static Path folder(Run run, JoinedRiskConfig risk) {
    return run.folder().features().resolve("joined").resolve(risk.name());
  }
}
