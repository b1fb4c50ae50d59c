package org.tidetable.pipeline.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tidetable.features.frame.Rows.PersonFrame;
import org.tidetable.features.frame.Rows.Subject;
import org.tidetable.models.card.ModelCard;
import org.tidetable.models.card.ModelStore;
import org.tidetable.models.card.Provenance;
import org.tidetable.models.evaluation.RiskValidation;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.risk.FeatureSource;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.run.RunFolder;

/** Fits the risks, validated on the last date whose outcomes are known; then once more on all. */
final class Train implements Stage {
  private static final int ENOUGH = 30;
  private static final int ENOUGH_FOR_TREES = 200;
  private static final List<String> RIVAL = List.of("age_years", "age_over_75_years", "is_male");

  @Override
  public String run(Run run) {
    List<String> said = new ArrayList<>();
    for (Configuration.Risk risk : run.configuration().risk()) {
      said.add(train(run, risk));
    }
    return said.isEmpty() ? "no risks" : "AUROC on later people " + String.join(", ", said);
  }

  /** Its AUROC, or that it was not made. */
  private static String train(Run run, Configuration.Risk risk) {
    RiskProblem problem = risk.problem();
    PersonFrame all = RiskFrames.read(run, problem);
    PersonFrame known = all.where(subject -> subject.outcome().isPresent());
    Optional<String> cause = notMade(known);
    if (cause.isPresent()) {
      NotMade.write(run, problem, cause.get());
      return "not made";
    }
    RiskSample sample = sample(known);
    PersonFrame judged = judged(problem, known);
    long[] times = judged.subjects().stream().mapToLong(s -> s.indexDate().toEpochDay()).toArray();
    LocalDate from = testedFrom(problem, judged);
    long tested = judged.subjects().stream().filter(s -> !s.indexDate().isBefore(from)).count();
    RiskSample toJudge = sample(judged);
    RiskValidation.Report report =
        new RiskValidation(
                FeatureSource.of(toJudge.features()),
                toJudge.outcomes(),
                toJudge.persons(),
                methods(rarer(known)),
                RIVAL,
                run.seed())
            .byTime(times, (double) tested / times.length);
    RiskModel model = RiskMethod.named(report.chosen()).fit(sample, run.seed());
    NotMade.delete(run, problem);
    store(run, risk, report, toJudge, model);
    OptionalDouble auroc = report.result(report.chosen()).scores().auroc().value();
    return String.format(Locale.ROOT, "%.3f", auroc.orElse(Double.NaN));
  }

  /**
   * The rows that a validation may use: those tested, and those whose window has ended before the
   * first of these. Fixed dates are chosen so that it is all.
   */
  private static PersonFrame judged(RiskProblem problem, PersonFrame known) {
    LocalDate from = testedFrom(problem, known);
    return known.where(
        subject ->
            !subject.indexDate().isBefore(from)
                || !subject
                    .indexDate()
                    .plus(problem.gap())
                    .plus(problem.timeAtRisk())
                    .isAfter(from));
  }

  /** The last date, or with dates made by events the last {@code index_step} of them. */
  private static LocalDate testedFrom(RiskProblem problem, PersonFrame known) {
    LocalDate last = known.subjects().get(known.subjects().size() - 1).indexDate();
    return problem.design().anchor().isPresent()
        ? last.minus(problem.design().step()).plusDays(1)
        : last;
  }

  /** Trees need people of either outcome to tell them when to stop. */
  private static List<RiskMethod> methods(int enough) {
    RiskMethod logistic = RiskMethod.named("logistic");
    return enough < ENOUGH_FOR_TREES
        ? List.of(logistic)
        : List.of(logistic, RiskMethod.named("boosted_trees"));
  }

  private static RiskSample sample(PersonFrame frame) {
    boolean[] outcomes = new boolean[frame.subjects().size()];
    String[] persons = new String[outcomes.length];
    for (int row = 0; row < outcomes.length; row++) {
      outcomes[row] = frame.subjects().get(row).outcome().orElseThrow();
      persons[row] = Long.toString(frame.subjects().get(row).personId());
    }
    return new RiskSample(frame.matrix(), outcomes, persons);
  }

  /** Why a risk cannot be learnt: a cause and what to do, without a count of people. */
  private static Optional<String> notMade(PersonFrame known) {
    long dates = known.subjects().stream().map(Subject::indexDate).distinct().count();
    if (dates >= 2 && rarer(known) >= ENOUGH) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "It needs people of the target cohort at two index dates at least, and at least %d of "
                + "them with the outcome and %d without. Choose a shorter lookback or time_at_risk, "
                + "a wider age range, or supply a longer period of records.",
            ENOUGH,
            ENOUGH));
  }

  /** How many rows the rarer of the two outcomes has. */
  private static int rarer(PersonFrame known) {
    int with =
        (int) known.subjects().stream().filter(subject -> subject.outcome().orElse(false)).count();
    return Math.min(with, known.subjects().size() - with);
  }

  private static void store(
      Run run,
      Configuration.Risk risk,
      RiskValidation.Report report,
      RiskSample sample,
      RiskModel model) {
    String name = risk.problem().name();
    Path closed = run.folder().restricted().resolve("validation").resolve(name);
    double[] probabilities = report.result(report.chosen()).probabilities();
    boolean[] outcomes = RiskSample.outcomes(sample.outcomes(), report.rows());
    run.folder()
        .write(
            run.spark()
                .createDataFrame(ValidationStore.scores(report), ValidationStore.SCORES)
                .coalesce(1),
            closed.resolve("scores"));
    run.folder()
        .write(
            run.spark()
                .createDataFrame(
                    ValidationStore.bands(probabilities, outcomes), ValidationStore.BANDS)
                .coalesce(1),
            closed.resolve("bands"));
    run.folder()
        .write(
            run.spark()
                .createDataFrame(List.of(ValidationStore.verdict(report)), ValidationStore.VERDICT),
            closed.resolve("verdict"));
    Provenance provenance = Inputs.provenance(run);
    ModelCard card =
        new ModelCard(
            risk.written().title(),
            "The probability of: " + risk.written().title() + ".",
            String.format(
                Locale.ROOT,
                "People aged %d to %d%s.",
                risk.problem().target().minimumAge(),
                risk.problem().target().maximumAge(),
                risk.problem().target().excludeIfEver().isEmpty()
                    ? ""
                    : " who have not had the outcome before"),
            provenance,
            model.predictor().provenance(),
            report,
            limits(run));
    try {
      Path folder = run.folder().models().resolve(name);
      ModelStore.write(folder, model, provenance, card.publishable());
      RunFolder.close(folder.resolve("model.pb"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> limits(Run run) {
    boolean invented =
        run.configuration().sources().stream().anyMatch(source -> source.mapping().invented());
    return invented
        ? List.of("The people are invented: the model says nothing of anyone real.")
        : List.of("People who no service knows are not in the records.");
  }
}
