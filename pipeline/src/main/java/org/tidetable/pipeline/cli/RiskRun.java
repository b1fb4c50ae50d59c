package org.tidetable.pipeline.cli;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.tidetable.models.evaluation.RiskScores;
import org.tidetable.models.evaluation.RiskValidation;
import org.tidetable.models.leak.Declared;
import org.tidetable.models.leak.LeakFinder;
import org.tidetable.models.leak.LeakReport;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.ColumnEncoding;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.models.risk.TableEncoding;
import org.tidetable.models.risk.TextTable;
import org.tidetable.pipeline.run.Progress;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;

/** One run of {@code risk}: reads, checks, validates, learns, scores and writes, in that order. */
record RiskRun(
    RiskRequest request,
    Declared declared,
    Path learning,
    Optional<Path> scored,
    Set<String> missing,
    Path out,
    Progress progress) {

  /** The same for every run: the same table gives the same bytes. */
  static final long SEED = 1;

  private static final double TESTED = 0.2;

  /** Fewer people with the outcome cannot teach trees when to stop. */
  private static final int ENOUGH_FOR_TREES = 100;

  private static final Set<String> RIVAL =
      Set.of("age", "age_years", "age_band", "age_group", "sex", "gender");

  /**
   * What a run found.
   *
   * @param rows of the predictions: rows of the scored table, counted from 0, that have one
   * @param risks of those rows
   * @param features of those rows, for the final model
   * @param again scores on the table of {@code --score}, where that holds outcomes
   */
  record Found(
      PeopleTable people,
      RiskTable table,
      RiskValidation.Report report,
      TableEncoding encoding,
      RiskModel model,
      int scoredRows,
      int[] rows,
      double[] risks,
      FeatureMatrix features,
      Optional<RiskScores> again,
      List<String> remarks) {}

  void run(PrintStream summary) {
    try {
      Found found = find();
      progress.say("%5.1f s  writing %s", progress.seconds(), out);
      new RiskFiles(out, request, learning, found).write();
      RiskSummary.print(found, out, summary);
    } catch (IllegalArgumentException refused) {
      throw UserError.of(INPUT, "%s  %s", learning, String.valueOf(refused.getMessage()));
    }
  }

  private Found find() {
    PeopleTable people = PeopleTable.read(learning, missing);
    RiskTable table = request.table(people);
    List<String> remarks = new ArrayList<>(searched(table));
    Optional<PeopleTable> others = scored.map(file -> PeopleTable.read(file, missing));
    TableEncoding encoding = table.encoding();
    others.ifPresent(each -> requireColumns(each, encoding));
    RunFolder.create(out);
    progress.say(
        "%5.1f s  %d rows read, %d count, %d features",
        progress.seconds(),
        people.table().rows(),
        table.tableRows().length,
        encoding.features().size());
    RiskValidation.Report report = validate(people, table, remarks);
    LeakFinder.dealt(report.shuffled().meanAuroc(), report.shuffled().standardError())
        .forEach(each -> refuse(each.sentence()));
    progress.say("%5.1f s  validated: %s is kept", progress.seconds(), report.chosen());
    FeatureMatrix all = encoding.encode(people.table(), table.tableRows());
    RiskModel model =
        RiskMethod.named(report.chosen())
            .fit(new RiskSample(all, table.outcomes(), table.persons()), SEED);
    if (others.isPresent()) {
      return scored(
          new Found(
              people,
              table,
              report,
              encoding,
              model,
              0,
              new int[0],
              new double[0],
              all,
              Optional.empty(),
              remarks),
          others.get());
    }
    int[] places = table.tableRows();
    return new Found(
        people,
        table,
        report,
        encoding,
        model,
        people.table().rows(),
        Arrays.stream(report.rows()).map(row -> places[row]).toArray(),
        report.result(report.chosen()).probabilities(),
        all.select(report.rows()),
        Optional.empty(),
        remarks);
  }

  /** What the search for leaks says; ends the run where one stands. */
  private List<String> searched(RiskTable table) {
    LeakReport leaks = LeakFinder.in(table, declared);
    if (!leaks.clean()) {
      refuse(leaks.refusal());
    }
    return leaks.lines();
  }

  private void refuse(String leak) {
    throw UserError.of(
        INPUT, "%s:1:1  gives the outcome away, and no model was made: %s", learning, leak);
  }

  private void requireColumns(PeopleTable others, TableEncoding encoding) {
    for (ColumnEncoding each : encoding.columns()) {
      others.column(each.name(), "the table of --score, which needs every feature");
    }
    request.roles().exclude().keySet().forEach(name -> others.column(name, "--exclude"));
  }

  private RiskValidation.Report validate(
      PeopleTable people, RiskTable table, List<String> remarks) {
    List<RiskMethod> methods = new ArrayList<>();
    methods.add(RiskMethod.named("logistic"));
    if (RiskRequest.persons(table, true) >= ENOUGH_FOR_TREES) {
      methods.add(RiskMethod.named("boosted_trees"));
    } else {
      remarks.add(
          String.format(
              Locale.ROOT,
              "Fewer than %d people have the outcome: boosted trees were not tried, and every "
                  + "figure is rough",
              ENOUGH_FOR_TREES));
    }
    if (request.roles().personColumn().isEmpty()) {
      remarks.add("No --person was given: each row is taken for a person of its own");
    }
    List<String> rivals =
        people.table().header().stream()
            .filter(name -> RIVAL.contains(name.toLowerCase(Locale.ROOT)))
            .filter(name -> !request.roles().drop().contains(name))
            .filter(name -> !name.equals(request.roles().outcomeColumn()))
            .toList();
    RiskValidation validation =
        new RiskValidation(table, table.outcomes(), table.persons(), methods, rivals, SEED);
    return request.roles().timeColumn().isPresent()
        ? validation.byTime(table.times(), TESTED)
        : validation.byPerson(request.folds());
  }

  private Found scored(Found found, PeopleTable others) {
    TextTable table = others.table();
    int[] rows = IntStream.range(0, table.rows()).filter(row -> counts(table, row)).toArray();
    FeatureMatrix features = found.encoding().encode(table, rows);
    double[] risks = found.model().probabilities(features);
    return new Found(
        found.people(),
        found.table(),
        found.report(),
        found.encoding(),
        found.model(),
        table.rows(),
        rows,
        risks,
        features,
        again(table, rows, risks),
        found.remarks());
  }

  private boolean counts(TextTable table, int row) {
    return request.roles().exclude().entrySet().stream()
        .noneMatch(
            each ->
                table
                    .text(row, table.column(each.getKey()))
                    .filter(each.getValue()::contains)
                    .isPresent());
  }

  private Optional<RiskScores> again(TextTable table, int[] rows, double[] risks) {
    int outcome = table.header().indexOf(request.roles().outcomeColumn());
    int person = request.roles().personColumn().map(table.header()::indexOf).orElse(-1);
    if (outcome < 0) {
      return Optional.empty();
    }
    int[] known =
        IntStream.range(0, rows.length)
            .filter(i -> table.text(rows[i], outcome).isPresent())
            .toArray();
    if (known.length == 0) {
      return Optional.empty();
    }
    boolean[] outcomes = new boolean[known.length];
    String[] persons = new String[known.length];
    double[] given = new double[known.length];
    for (int i = 0; i < known.length; i++) {
      int row = rows[known[i]];
      given[i] = risks[known[i]];
      outcomes[i] =
          table.text(row, outcome).filter(request.roles().outcomeValue()::equals).isPresent();
      String alone = "row " + row;
      persons[i] = person < 0 ? alone : table.text(row, person).orElse(alone);
    }
    return Optional.of(RiskScores.of(given, outcomes, persons, SEED));
  }

  /** A number with so many decimals, or a word where there is none. */
  static String shown(OptionalDouble number, int decimals) {
    return number.isPresent()
        ? String.format(Locale.ROOT, "%." + decimals + "f", number.getAsDouble())
        : "undefined";
  }
}
