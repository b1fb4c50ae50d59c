package org.tidetable.pipeline.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.leak.Declared;
import org.tidetable.models.risk.ReasonGroups;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.Progress;
import org.tidetable.pipeline.run.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Risks of the people of any table. */
@Command(
    name = "risk",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Learns the risk of an outcome from a table of people.",
      "",
      "TABLE has one row per person and index date. The risk is judged on people, or",
      "on later times, that it was not learnt from. Compares logistic regression,",
      "boosted trees and both together, and keeps the simpler one unless another wins",
      "by more than chance. A column that gives the outcome away is refused by name:",
      "see --known and --accept. DIR gets predictions.csv, reasons.csv,",
      "evaluation.json, report.html, card.md, the papers tripod-ai.md, atrs.md and",
      "probast.md, and the model.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tidetable risk visits.csv --outcome died=yes --person person_ref \\",
      "      --out risk",
      "  tidetable risk visits.csv --outcome 'readmitted=<30' --missing '?' \\",
      "      --out risk"
    })
final class RiskCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TABLE", description = "CSV (.gz too) or Parquet")
  private Path table = Path.of("");

  @Option(
      names = "--outcome",
      paramLabel = "COLUMN=VALUE",
      required = true,
      description = "The outcome, and the value that means yes")
  private String outcome = "";

  @Option(
      names = "--person",
      paramLabel = "COL",
      description = "Rows of one person belong together (default: each row is its own person)")
  private @Nullable String person;

  @Option(
      names = "--time",
      paramLabel = "COL",
      description = "Validate on the last fifth by this column (default: by person)")
  private @Nullable String time;

  @Option(
      names = "--order",
      paramLabel = "COL",
      description = "Number or date by which a person's earlier rows tell of later ones")
  private @Nullable String order;

  @Option(names = "--drop", paramLabel = "A,B", description = "Columns that are no features")
  private List<String> drop = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "COL=V1,V2",
      description = "Rows with one of these values do not count; may be repeated")
  private List<String> exclude = List.of();

  @Option(
      names = "--missing",
      paramLabel = "TEXT",
      description = "Means missing, beside blank, NA, NaN and NULL; may be repeated")
  private List<String> missing = List.of();

  @Option(
      names = "--index",
      paramLabel = "COL",
      description = "Each row's index date or day (default: the column of --time)")
  private @Nullable String index;

  @Option(
      names = "--known",
      paramLabel = "FEATURE=COL",
      description = "COL says when FEATURE was known; may be repeated")
  private Map<String, String> known = Map.of();

  @Option(
      names = "--accept",
      paramLabel = "FEATURE=REASON",
      description = "Keeps a strong feature that was known in time; may be repeated")
  private Map<String, String> accept = Map.of();

  @Option(
      names = "--folds",
      paramLabel = "K",
      description = "Folds by person (default: ${DEFAULT-VALUE})")
  private int folds = 5;

  @Option(
      names = "--score",
      paramLabel = "TABLE",
      description = "Predict the rows of this table instead of the learning table's own")
  private @Nullable Path score;

  @Option(
      names = "--update",
      description = "Correct the model where the outcomes in the table of --score call for it")
  private boolean update;

  @Option(
      names = "--audit",
      paramLabel = "A,B",
      description = "Columns in whose groups risks must come true, beside age, sex, area and such")
  private List<String> audit = List.of();

  @Option(
      names = "--area",
      paramLabel = "A,B",
      description = "Columns that the area-only rival knows (default: those named like areas)")
  private List<String> area = List.of();

  @Option(
      names = "--caseload",
      split = ",",
      paramLabel = "K",
      description = "Lengths of lists to look at, beside the usual ones")
  private List<Integer> caseloads = List.of();

  @Option(
      names = "--cost",
      paramLabel = "AMOUNT",
      description = "What seeing one person costs; gives the cost of one true case")
  private double cost;

  @Option(
      names = "--thresholds",
      paramLabel = "LOW-HIGH",
      description = "Risks from which somebody would act (default: those of lists of 20 to 1 %%)")
  private String thresholds = "";

  @Option(
      names = "--part",
      paramLabel = "NAME=A,B",
      description = "Columns of one sector, to see what they add; may be repeated")
  private List<String> parts = List.of();

  @Option(
      names = "--reason",
      paramLabel = "WORDS=A,B",
      description = "Columns that are one reason, in a planner's words; may be repeated")
  private List<String> reasons = List.of();

  @Option(
      names = "--point-score",
      paramLabel = "FILE",
      description = "A point score (YAML) to compare on the same rows; may be repeated")
  private List<Path> pointScores = List.of();

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where results go")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    // The columns that say when something was known are no features themselves.
    List<String> dropped = new ArrayList<>(drop);
    Optional.ofNullable(index).ifPresent(dropped::add);
    known.values().stream().filter(each -> !known.containsKey(each)).forEach(dropped::add);
    RiskRequest request =
        RiskRequest.of(
                outcome,
                Optional.ofNullable(person),
                Optional.ofNullable(time),
                dropped,
                exclude,
                folds)
            .ordered(Optional.ofNullable(order));
    WorthRequest worth =
        WorthRequest.of(audit, area, caseloads, cost, thresholds, parts, pointScores, update);
    if (update && score == null) {
      throw UserError.of(ExitCode.USAGE, "--update needs --score TABLE, with the outcome.");
    }
    new RiskRun(
            request,
            worth,
            new Declared(Optional.ofNullable(index), known, accept),
            grouped(),
            table,
            Optional.ofNullable(score),
            Set.copyOf(missing),
            out,
            new Progress(System.err, false))
        .run(System.out);
    return 0;
  }

  /** Each column that an option puts into a group; the others are groups of their own. */
  private ReasonGroups grouped() {
    Map<String, String> groupOf = new HashMap<>();
    WorthRequest.named("--reason", reasons, "'A&E visits=ed_90_days,ed_365_days'")
        .forEach(
            (words, columns) ->
                columns.forEach(
                    column -> {
                      if (groupOf.put(column, words) != null) {
                        throw UserError.of(
                            ExitCode.USAGE,
                            "--reason puts the column \"%s\" into two groups. Name it once.",
                            column);
                      }
                    }));
    return new ReasonGroups(groupOf);
  }
}
