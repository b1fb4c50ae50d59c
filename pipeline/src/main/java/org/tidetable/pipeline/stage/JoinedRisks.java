package org.tidetable.pipeline.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.tidetable.features.frame.TextRows;
import org.tidetable.models.card.Provenance;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.leak.LeakReport;
import org.tidetable.models.risk.ColumnEncoding;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.models.risk.TextTable;
import org.tidetable.pipeline.conf.JoinedRiskConfig;
import org.tidetable.pipeline.paper.PaperFacts;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.worth.AuditGroups;

/** Risks of joined tables: the tables are joined, then earlier rows teach and later ones judge. */
final class JoinedRisks {
  private JoinedRisks() {}

  /** Joins the tables of a risk. */
  static void build(Run run, JoinedRiskConfig risk) {
    Path query = run.configuration().locate(risk.query(), run.folder().synthetic());
    Path tables = run.folder().store().resolve("tables");
    new JoinedTables(run.spark(), risk, query)
        .join(
            (session, name) -> run.folder().read(session, tables.resolve(name)),
            rows -> run.folder().write(rows, folder(run.folder(), risk.name())));
  }

  /**
   * Learns a risk from its joined table, once it has been judged on the rows kept for that. Empty
   * where it cannot be learnt: then it is noted as not made, with the reason.
   */
  static Optional<RiskValidation.Report> train(Run run, JoinedRiskConfig risk) {
    TextTable text = text(run.folder(), run.spark(), risk.name());
    int last = risk.split().train().size();
    int rarer = Math.min(rarer(text, last, false), rarer(text, last, true));
    if (rarer < Train.ENOUGH) {
      return notMade(
          run,
          risk,
          String.format(
              Locale.ROOT,
              "It needs at least %d rows with the outcome and %d without it among those that teach,"
                  + " and as many among those that judge. Check the values of \"outcome\" and"
                  + " \"split\" and which keys the query gives, or supply more rows.",
              Train.ENOUGH,
              Train.ENOUGH));
    }
    RiskTable table = table(text);
    if (!tellsRowsApart(table)) {
      return notMade(
          run,
          risk,
          "No column of the query tells rows apart: each is the same on every row that teaches, or"
              + " has its own value on nearly every row. Select other features.");
    }
    NotMade.delete(run, risk.name());
    try {
      return Optional.of(learnt(run, risk, text, table, rarer));
    } catch (IllegalArgumentException cannot) {
      return notMade(run, risk, "It cannot be learnt: " + cannot.getMessage() + ".");
    }
  }

  private static Optional<RiskValidation.Report> notMade(
      Run run, JoinedRiskConfig risk, String cause) {
    NotMade.write(run, risk.name(), cause);
    return Optional.empty();
  }

  /** How many rows have the rarer of the two outcomes, of those that judge or those that teach. */
  private static int rarer(TextTable text, int last, boolean judge) {
    int outcome = text.column(JoinedTables.OUTCOME);
    int time = text.column(JoinedTables.TIME);
    int rows = 0;
    int with = 0;
    for (int row = 0; row < text.rows(); row++) {
      if (text.text(row, time).orElse("").equals(Integer.toString(last)) == judge) {
        rows++;
        with += text.text(row, outcome).orElse("").equals("yes") ? 1 : 0;
      }
    }
    return Math.min(with, rows - with);
  }

  private static boolean tellsRowsApart(RiskTable table) {
    long[] times = table.times();
    long last = Arrays.stream(times).max().orElseThrow();
    int[] teach = IntStream.range(0, times.length).filter(row -> times[row] < last).toArray();
    return table.hasFeatures(teach);
  }

  private static RiskValidation.Report learnt(
      Run run, JoinedRiskConfig risk, TextTable text, RiskTable table, int rarer) {
    LeakReport leaks = LeakGate.search(risk, table);
    long[] times = table.times();
    long last = Arrays.stream(times).max().orElseThrow();
    long tested = Arrays.stream(times).filter(time -> time == last).count();
    RiskValidation.Report report =
        new RiskValidation(
                table,
                table.outcomes(),
                table.persons(),
                Train.competing(rarer).stream().map(RiskMethod::named).toList(),
                RiskValidation.Rivals.of(rivals(risk, text, table)),
                run.seed())
            .byTime(times, (double) tested / times.length);
    LeakGate.dealt(risk.name(), report.shuffled().meanAuroc(), report.shuffled().standardError());
    RiskSample all = sample(text, table);
    RiskModel model = RiskMethod.named(report.chosen()).fit(all, run.seed());
    String day = risk.indexDay() == null ? risk.indexDate() : "day " + risk.indexDay();
    RiskAudit.write(run, risk.name(), report, groups(text, table.tableRows(), report, risk));
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
            leaks,
            PaperFacts.About.JOINED)
        .write(run, report, all.outcomes(), model, all);
    return report;
  }

  /** By what they know: the declared columns, and those that are named like places. */
  private static Map<String, List<String>> rivals(
      JoinedRiskConfig risk, TextTable text, RiskTable table) {
    Map<String, List<String>> rivals = new TreeMap<>();
    Set<String> features =
        table.encoding().columns().stream().map(ColumnEncoding::name).collect(Collectors.toSet());
    List<String> places =
        AuditGroups.places(text, JoinedTables.OUTCOME).stream()
            .map(table::standsFor)
            .filter(features::contains)
            .distinct()
            .toList();
    if (!places.isEmpty()) {
      rivals.put("area", places);
    }
    if (!risk.rival().isEmpty()) {
      rivals.put(
          AuditGroups.rival(risk.rival()),
          risk.rival().stream().map(table::standsFor).distinct().toList());
    }
    return rivals;
  }

  /** Whether a run keeps what that risk was learnt from. */
  static boolean keeps(RunFolder run, String risk) {
    return Files.isDirectory(run.root().resolve("features").resolve("joined").resolve(risk));
  }

  /** All rows that a run keeps of a risk, as its model learns from them. */
  static RiskSample sample(RunFolder run, SparkSession spark, String risk) {
    TextTable text = text(run, spark, risk);
    return sample(text, table(text));
  }

  private static RiskSample sample(TextTable text, RiskTable table) {
    return new RiskSample(
            table.encoding().encode(text, table.tableRows()), table.outcomes(), table.persons())
        .withTimes(table.times());
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

  private static TextTable text(RunFolder run, SparkSession spark, String risk) {
    Path folder = run.requireThere(folder(run, risk));
    TextRows rows = TextRows.ofParquet(spark, folder.toUri().toString());
    List<String[]> all = new ArrayList<>();
    rows.rows().forEachRemaining(all::add);
    return TextTable.read(rows.header(), all, Set.of());
  }

  private static Path folder(RunFolder run, String risk) {
    return run.features().resolve("joined").resolve(risk);
  }
}
