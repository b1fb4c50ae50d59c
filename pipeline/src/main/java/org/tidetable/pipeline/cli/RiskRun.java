package org.tidetable.pipeline.cli;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.tidetable.models.calibration.CalibrationUpdate;
import org.tidetable.models.calibration.LogisticCalibration;
import org.tidetable.models.calibration.VennAbers;
import org.tidetable.models.evaluation.risk.RiskScores;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.evaluation.risk.Tested;
import org.tidetable.models.leak.Declared;
import org.tidetable.models.leak.LeakFinder;
import org.tidetable.models.leak.LeakReport;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.ColumnEncoding;
import org.tidetable.models.risk.FeatureSource;
import org.tidetable.models.risk.ReasonGroups;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.models.risk.TableComparison;
import org.tidetable.models.risk.TableEncoding;
import org.tidetable.models.risk.TableRemarks;
import org.tidetable.models.risk.TextTable;
import org.tidetable.pipeline.run.Progress;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;

/** One run of {@code risk}: reads, checks, validates, learns, scores and writes, in that order. */
record RiskRun(
    RiskRequest request,
    WorthRequest asked,
    Declared declared,
    ReasonGroups reasons,
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

  /** Fewer outcomes than this in a scored table cannot teach a model of its own. */
  private static final int ENOUGH_TO_LEARN_ANEW = 200;

  private static final Set<String> RIVAL =
      Set.of("age", "age_years", "age_band", "age_group", "sex", "gender");

  /**
   * What a run found.
   *
   * @param judged what the risks are worth
   * @param predicted the rows with a risk
   * @param features of those rows, for the final model
   * @param again scores on the table of {@code --score}, where that holds outcomes
   * @param compared how that table differs from the learning one, where there is one
   */
  record Found(
      PeopleTable people,
      RiskTable table,
      RiskValidation.Report report,
      RiskJudged judged,
      TableEncoding encoding,
      RiskModel model,
      Predicted predicted,
      FeatureMatrix features,
      Optional<RiskScores> again,
      Optional<CalibrationUpdate> update,
      Optional<TableComparison> compared,
      List<String> remarks) {}

  /**
   * The rows with a risk.
   *
   * @param of how many rows the table has
   * @param rows those with a risk, counted from 0
   * @param ranges that hold each risk
   * @param withdrawn the groups for which a row's risk is withdrawn, or blank
   */
  record Predicted(
      int of, int[] rows, double[] risks, VennAbers.Range[] ranges, String[] withdrawn) {}

  void run(PrintStream summary) {
    try {
      Found found = find();
      progress.say("%5.1f s  writing %s", progress.seconds(), out);
      new RiskFiles(this, found).write();
      RiskSummary.print(found, asked, out, summary);
    } catch (IllegalArgumentException refused) {
      throw UserError.of(INPUT, "%s  %s", learning, String.valueOf(refused.getMessage()));
    }
  }

  private Found find() {
    PeopleTable people = PeopleTable.read(learning, missing);
    RiskTable table = request.table(people);
    asked.check(people);
    reasons.groupOf().keySet().forEach(name -> people.column(name, "--reason"));
    List<String> remarks = new ArrayList<>(searched(table));
    Optional<PeopleTable> others = scored.map(file -> PeopleTable.read(file, missing));
    TableEncoding encoding = table.encoding();
    remarks.addAll(TableRemarks.of(table, encoding));
    request.blankPersons(table.withoutPerson()).ifPresent(remarks::add);
    others.ifPresent(each -> requireColumns(each, encoding));
    RiskValidation validation = validation(people, table, remarks);
    RunFolder.create(out);
    progress.say(
        "%5.1f s  %d rows read, %d count, %d features",
        progress.seconds(),
        people.table().rows(),
        table.tableRows().length,
        encoding.features().size());
    RiskValidation.Report report =
        request.roles().timeColumn().isPresent()
            ? validation.byTime(table.times(), TESTED)
            : validation.byPerson(request.folds());
    LeakFinder.dealt(report.shuffled().meanAuroc(), report.shuffled().standardError())
        .forEach(each -> refuse(each.sentence()));
    progress.say("%5.1f s  validated: %s is kept", progress.seconds(), report.chosen());
    int[] places = table.tableRows();
    int[] tested = Arrays.stream(report.rows()).map(row -> places[row]).toArray();
    Map<String, String[]> groups = asked.groups(people, request.roles(), tested);
    RiskJudged judged = RiskJudged.of(validation, report, groups, asked.standing(table), SEED);
    progress.say("%5.1f s  judged: %s", progress.seconds(), judged.worth().verdict().use().words());
    FeatureMatrix all = encoding.encode(people.table(), table.tableRows());
    RiskSample sample = new RiskSample(all, table.outcomes(), table.persons());
    RiskModel model =
        RiskMethod.named(report.chosen())
            .fit(
                request.roles().timeColumn().isPresent() ? sample.withTimes(table.times()) : sample,
                SEED);
    Predicted own =
        predicted(judged, people.table().rows(), tested, report.observed().risks(), groups);
    Found found =
        new Found(
            people,
            table,
            report,
            judged,
            encoding,
            model,
            own,
            all.select(report.rows()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            remarks);
    return others.isPresent() ? scored(found, others.get()) : found;
  }

  private static Predicted predicted(
      RiskJudged judged, int of, int[] rows, double[] risks, Map<String, String[]> groups) {
    VennAbers.Range[] ranges =
        Arrays.stream(risks)
            .mapToObj(risk -> judged.ranges().range(risk, risk))
            .toArray(VennAbers.Range[]::new);
    return new Predicted(of, rows, risks, ranges, judged.worth().withdrawn(groups, rows.length));
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

  /** Every column that a scored table must have; all that it lacks are told at once. */
  private void requireColumns(PeopleTable others, TableEncoding encoding) {
    others.columns(
        encoding.columns().stream().map(ColumnEncoding::name).toList(),
        "the table of --score, which needs every feature");
    others.columns(
        request.roles().exclude().keySet().stream().sorted().toList(),
        "the table of --score, or --exclude");
  }

  private RiskValidation validation(PeopleTable people, RiskTable table, List<String> remarks) {
    List<RiskMethod> methods = new ArrayList<>();
    methods.add(RiskMethod.named("logistic"));
    if (RiskRequest.persons(table, true) >= ENOUGH_FOR_TREES) {
      methods.add(RiskMethod.named("boosted_trees"));
      methods.add(RiskMethod.named("blended"));
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
    RiskValidation.Rivals against = asked.rivals(people, table, request.roles(), rivals);
    if (!against.features().containsKey("area")) {
      remarks.add(
          "No column is named like an area: name one with --area to see an area-only rival");
    }
    int parts = request.roles().timeColumn().isPresent() ? 1 : request.folds();
    // The last one asks for the others, so that a part is learnt with it.
    int last = methods.size() - 1;
    methods.set(last, new Announced(methods.get(last), progress, new AtomicInteger(), parts));
    return new RiskValidation(table, table.outcomes(), table.persons(), methods, against, SEED);
  }

  private Found scored(Found found, PeopleTable others) {
    TextTable table = others.table();
    int[] rows = IntStream.range(0, table.rows()).filter(row -> counts(table, row)).toArray();
    FeatureMatrix features = found.encoding().encode(table, rows);
    double[] risks = found.model().probabilities(features);
    Optional<Known> known = known(table, rows, risks);
    Optional<CalibrationUpdate> update =
        asked.update() ? Optional.of(update(found, features, known)) : Optional.empty();
    Predicted predicted =
        predicted(
            found.judged(), table.rows(), rows, risks, asked.groups(others, request.roles(), rows));
    Optional<LogisticCalibration> correction = update.flatMap(CalibrationUpdate::correction);
    return new Found(
        found.people(),
        found.table(),
        found.report(),
        found.judged(),
        found.encoding(),
        correction.map(found.model()::updated).orElse(found.model()),
        correction.map(each -> corrected(predicted, each)).orElse(predicted),
        features,
        known.map(each -> RiskScores.of(each.tested(), SEED)),
        update,
        Optional.of(
            TableComparison.of(
                found.encoding(),
                new TableComparison.Part(found.people().table(), found.table().tableRows()),
                new TableComparison.Part(table, rows))),
        found.remarks());
  }

  private static Predicted corrected(Predicted predicted, LogisticCalibration update) {
    VennAbers.Range[] ranges =
        Arrays.stream(predicted.ranges())
            .map(
                range ->
                    new VennAbers.Range(update.apply(range.lower()), update.apply(range.upper())))
            .toArray(VennAbers.Range[]::new);
    return new Predicted(
        predicted.of(),
        predicted.rows(),
        update.apply(predicted.risks()),
        ranges,
        predicted.withdrawn());
  }

  private CalibrationUpdate update(Found found, FeatureMatrix features, Optional<Known> known) {
    if (known.isEmpty()) {
      throw UserError.of(
          INPUT,
          "%s  holds no outcome \"%s\": --update has nothing to learn from. Supply outcomes, or"
              + " leave --update out.",
          scored.orElseThrow(),
          request.roles().outcomeColumn());
    }
    Tested tested = known.get().tested();
    Optional<double[]> anew = Optional.empty();
    if (Math.min(tested.yes(), tested.rows() - tested.yes()) >= ENOUGH_TO_LEARN_ANEW) {
      RiskValidation alone =
          new RiskValidation(
              FeatureSource.of(features.select(known.get().places())),
              tested.outcomes(),
              tested.persons(),
              List.of(RiskMethod.named(found.report().chosen())),
              List.of(),
              SEED);
      RiskValidation.Report report = alone.byPerson(request.folds());
      anew = Optional.of(report.observed().risks());
    }
    return CalibrationUpdate.choose(tested.risks(), tested.outcomes(), tested.weights(), anew);
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

  /** The rows of a scored table whose outcome is known, by their places among the scored rows. */
  private record Known(int[] places, Tested tested) {}

  private Optional<Known> known(TextTable table, int[] rows, double[] risks) {
    int outcome = table.header().indexOf(request.roles().outcomeColumn());
    int person = request.roles().personColumn().map(table.header()::indexOf).orElse(-1);
    if (outcome < 0) {
      return Optional.empty();
    }
    // Whose a row without a person is nobody knows: it has a risk, and is in no score.
    int[] known =
        IntStream.range(0, rows.length)
            .filter(i -> table.text(rows[i], outcome).isPresent())
            .filter(i -> person < 0 || table.text(rows[i], person).isPresent())
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
    return Optional.of(new Known(known, Tested.of(given, outcomes, persons)));
  }

  /** A number with so many decimals, or a word where there is none. */
  static String shown(OptionalDouble number, int decimals) {
    return number.isPresent()
        ? String.format(Locale.ROOT, "%." + decimals + "f", number.getAsDouble())
        : "undefined";
  }
}
