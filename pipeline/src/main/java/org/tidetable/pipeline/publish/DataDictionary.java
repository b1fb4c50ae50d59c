package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tidetable.export.disclosure.DisclosureGate;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Table;
import org.tidetable.features.feature.Direction;
import org.tidetable.features.feature.Feature;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.models.evaluation.RangeUpdate;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.models.vocabulary.Sector;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** What every kind, feature, table and column means, in Markdown, from their definitions. */
public final class DataDictionary {
  /**
   * Version of the columns of the published tables, as of the next release: the first number rises
   * when a column goes or changes its type or a key changes, the second when something is added.
   */
  public static final String SCHEMA_VERSION = "2.0.0";

  private DataDictionary() {}

  /** The published tables, without rows. */
  static List<Table> tables() {
    DemandProblem any =
        new DemandProblem(
            "any",
            EventKind.EMERGENCY_ATTENDANCE,
            Optional.empty(),
            Grain.MONTH,
            1,
            DemandProblem.PUBLISHED_LEVELS);
    return List.of(
        DimensionTables.areas(List.of(), false),
        DimensionTables.services(List.of()),
        DimensionTables.periods(Map.of()),
        DimensionTables.models(List.of()),
        DimensionTables.run("", "", "", 0, false),
        fact(DemandTables.actual(any, DimensionTables.OWN, List.of())),
        fact(
            DemandTables.forecast(
                any,
                DimensionTables.OWN,
                List.of(),
                List.of(),
                Map.of(),
                new SeriesTotals(List.of(), List.of()))),
        fact(YearTables.years(any, DimensionTables.OWN, List.of(), List.of())),
        fact(DemandTables.accuracy(any, DimensionTables.OWN, List.of(), List.of())),
        fact(VintageTables.vintages(any, DimensionTables.OWN, List.of(), Vintages.NONE)),
        fact(
            VintageTables.drift(
                any, DimensionTables.OWN, List.of(), Vintages.NONE, RangeUpdate.NONE)),
        fact(VintageTables.changes(any, DimensionTables.OWN, List.of(), List.of(), Vintages.NONE)),
        fact(NoteTables.notes(any, DimensionTables.OWN, List.of(), List.of())),
        fact(
            RateTables.rates(
                any, DimensionTables.OWN, List.of(), List.of(), DimensionTables.OWN, List.of())),
        fact(ExplanationTables.explanations(any, DimensionTables.OWN, List.of(), List.of())),
        fact(RiskTables.cohorts(Map.of(), "all-areas", Map.of(), Map.of())),
        fact(CohortReasonTable.of(Map.of(), List.of(), Map.of(), 1)),
        fact(RiskTables.calibration(Map.of())),
        fact(RiskTables.accuracy(Map.of(), Map.of())),
        fact(RiskWorthTables.groups(Map.of())),
        fact(RiskListTables.lists(Map.of(), Map.of(), Map.of(), Optional.empty())),
        fact(RiskWorthTables.gains(Map.of(), Map.of())),
        fact(SectorGainTables.sectors(Map.of(), Map.of())),
        fact(SegmentTables.movement(List.of(), java.time.LocalDate.EPOCH)),
        QualityTables.rows(List.of(), DimensionTables.OWN));
  }

  /** As a run publishes it. */
  private static Table fact(Table table) {
    return Invented.flagged(PeriodKey.added(table), false);
  }

  /** A part of the dictionary: kinds, features, tables or one table; all when blank. */
  public static String of(String what) {
    List<String> lines = new ArrayList<>();
    switch (what) {
      case "" -> {
        lines.add("# Data dictionary");
        lines.add("");
        kinds(lines);
        features(lines);
        methods(lines);
        tables().forEach(table -> table(lines, table));
      }
      case "kinds" -> kinds(lines);
      case "features" -> features(lines);
      case "methods" -> methods(lines);
      case "tables" -> tables().forEach(table -> table(lines, table));
      default -> table(lines, named(what));
    }
    return String.join("\n", lines) + "\n";
  }

  private static Table named(String name) {
    return tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.of(
                    ExitCode.USAGE,
                    "there is nothing called \"%s\". Use kinds, features, methods, tables or one of %s.",
                    name,
                    String.join(", ", tables().stream().map(Table::name).toList())));
  }

  private static void kinds(List<String> lines) {
    lines.add("## Event kinds");
    lines.add("");
    lines.add(
        "What goes on can be asked for with `ongoing` in a cohort, and has a feature `_open`: from its"
            + " start until the end that its source records (`end` of the mapping). Without a recorded"
            + " end it goes on, so map the ends. The other kinds happen on a day.");
    lines.add("");
    lines.add("| kind | sector | unit | what | goes on until |");
    lines.add("|---|---|---|---|---|");
    for (EventKind kind : EventKind.values()) {
      lines.add(
          row(kind.code(), kind.sector().label(), kind.unit(), kind.description(), kind.until()));
    }
    lines.add("");
  }

  private static void features(List<String> lines) {
    lines.add("## Features of people");
    lines.add("");
    lines.add("What was known strictly before the index date.");
    lines.add("");
    lines.add("| feature | unit | window | sector | reason | risk | known | what |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (Feature feature : FeatureCatalogue.all()) {
      lines.add(
          row(
              feature.name(),
              feature.unit(),
              feature.window().map(window -> window.name().toLowerCase(Locale.ROOT)).orElse(""),
              feature.sector().map(Sector::label).orElse(""),
              feature.group().label(),
              feature.direction() == Direction.RISES ? "rises with it" : "",
              feature.known(),
              feature.description()));
    }
    lines.add("");
  }

  private static void methods(List<String> lines) {
    lines.add("## Methods of forecasts");
    lines.add("");
    lines.add(
        "A demand may name those that it wants (`methods: [...]`); else its pool has them. Those"
            + " without a pool are there to be named, or are added by a setting.");
    lines.add("");
    lines.add("| method | pools that hold it | what |");
    lines.add("|---|---|---|");
    Map<String, String> words = new HashMap<>();
    DimensionTables.methods().forEach(row -> words.put(row[0], row[2]));
    for (String name : Methods.ALL) {
      lines.add(row(name, pools(name), words.getOrDefault(name, "")));
    }
    for (String name : Methods.BY_SETTING) {
      lines.add(row(name, "by a setting", words.getOrDefault(name, "")));
    }
    lines.add("");
  }

  private static String pools(String method) {
    List<String> pools = new ArrayList<>();
    for (Pool pool : Pool.values()) {
      for (Grain grain : Grain.values()) {
        if (pool.methods(grain).contains(method)) {
          pools.add(pool.code() + " " + grain.code());
        }
      }
    }
    return pools.isEmpty() ? "none" : String.join(", ", pools);
  }

  private static void table(List<String> lines, Table table) {
    lines.add("## " + table.name());
    lines.add("");
    lines.add(table.title() + ". " + table.description() + ".");
    lines.add("");
    lines.add("| column | type | key | unit | what |");
    lines.add("|---|---|---|---|---|");
    List<Column> columns = new ArrayList<>(table.columns());
    DisclosureGate.added(table).ifPresent(columns::add);
    for (Column column : columns) {
      lines.add(
          row(
              column.name(),
              column.type().name().toLowerCase(Locale.ROOT),
              column.key() ? "yes" : "",
              column.unit(),
              column.description()));
    }
    lines.add("");
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
