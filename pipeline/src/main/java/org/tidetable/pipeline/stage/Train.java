package org.tidetable.pipeline.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.frame.Rows.PersonFrame;
import org.tidetable.models.card.ModelCard;
import org.tidetable.models.card.ModelStore;
import org.tidetable.models.card.Provenance;
import org.tidetable.models.evaluation.RiskValidation;
import org.tidetable.models.leak.LeakReport;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.risk.FeatureSource;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.paper.PaperFacts;
import org.tidetable.pipeline.paper.Papers;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;

/** Fits the risks, validated on the last date whose outcomes are known; then once more on all. */
final class Train implements Stage {
  private static final int ENOUGH = 30;
  private static final int ENOUGH_FOR_TREES = 200;
  private static final List<String> RIVAL = List.of("age_years", "age_over_75_years", "is_male");

  @Override
  public String run(Run run) {
    List<String> said = new ArrayList<>();
    for (Configuration.Risk risk : run.configuration().risk()) {
      RiskValidation.Report report = train(run, risk);
      said.add(
          String.format(
              Locale.ROOT,
              "%.3f",
              report.result(report.chosen()).scores().auroc().value().orElse(Double.NaN)));
    }
    return said.isEmpty() ? "no risks" : "AUROC on later people " + String.join(", ", said);
  }

  private static RiskValidation.Report train(Run run, Configuration.Risk risk) {
    RiskProblem problem = risk.problem();
    PersonFrame known = frame(run, problem).where(subject -> subject.outcome().isPresent());
    long[] times = known.subjects().stream().mapToLong(s -> s.indexDate().toEpochDay()).toArray();
    RiskSample sample = sample(known);
    int enough = requireEnough(problem, sample, times);
    LocalDate last = LocalDate.ofEpochDay(times[times.length - 1]);
    long tested = known.subjects().stream().filter(s -> s.indexDate().equals(last)).count();
    LeakReport leaks = LeakGate.search(risk, sample);
    RiskValidation.Report report =
        new RiskValidation(
                FeatureSource.of(sample.features()),
                sample.outcomes(),
                sample.persons(),
                methods(enough),
                RIVAL,
                run.seed())
            .byTime(times, (double) tested / times.length);
    LeakGate.dealt(risk, report.shuffled().meanAuroc(), report.shuffled().standardError());
    RiskModel model = RiskMethod.named(report.chosen()).fit(sample, run.seed());
    store(run, risk, report, sample, model, leaks);
    return report;
  }

  /** Trees need people of either outcome to tell them when to stop. */
  private static List<RiskMethod> methods(int enough) {
    RiskMethod logistic = RiskMethod.named("logistic");
    return enough < ENOUGH_FOR_TREES
        ? List.of(logistic)
        : List.of(logistic, RiskMethod.named("boosted_trees"));
  }

  /** All rows of a problem; those as of the run's date have no outcome yet. */
  static PersonFrame frame(Run run, RiskProblem problem) {
    Path folder = run.folder().features().resolve("risk").resolve(problem.name());
    return Rows.personFrame(run.folder().read(run.spark(), folder), FeatureCatalogue.all());
  }

  /** Rows whose outcome is known, as a method takes them. */
  static RiskSample sample(PersonFrame frame) {
    boolean[] outcomes = new boolean[frame.subjects().size()];
    String[] persons = new String[outcomes.length];
    for (int row = 0; row < outcomes.length; row++) {
      outcomes[row] = frame.subjects().get(row).outcome().orElseThrow();
      persons[row] = Long.toString(frame.subjects().get(row).personId());
    }
    return new RiskSample(frame.matrix(), outcomes, persons);
  }

  /** How many people the rarer of the two outcomes has; refuses too few. */
  private static int requireEnough(RiskProblem problem, RiskSample sample, long[] times) {
    TreeSet<Long> dates = new TreeSet<>();
    for (long time : times) {
      dates.add(time);
    }
    int with = 0;
    for (boolean outcome : sample.outcomes()) {
      with += outcome ? 1 : 0;
    }
    int enough = Math.min(with, sample.outcomes().length - with);
    if (dates.size() < 2 || enough < ENOUGH) {
      throw UserError.of(
          ExitCode.INPUT,
          "risk %s cannot be learnt: it needs people of the target cohort at two index dates at "
              + "least, and at least %d of them with the outcome and %d without. Choose a shorter "
              + "lookback or time_at_risk, a wider age range, or supply a longer period of records.",
          problem.name(),
          ENOUGH,
          ENOUGH);
    }
    return enough;
  }

  private static void store(
      Run run,
      Configuration.Risk risk,
      RiskValidation.Report report,
      RiskSample sample,
      RiskModel model,
      LeakReport leaks) {
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
            limits(run, leaks));
    try {
      Path folder = run.folder().models().resolve(name);
      ModelStore.write(folder, model, provenance, card.publishable());
      Papers.write(folder, facts(run, risk, card, sample, model, leaks));
      RunFolder.close(folder.resolve("model.pb"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static PaperFacts facts(
      Run run,
      Configuration.Risk risk,
      ModelCard card,
      RiskSample sample,
      RiskModel model,
      LeakReport leaks) {
    int outcomes = 0;
    for (boolean outcome : sample.outcomes()) {
      outcomes += outcome ? 1 : 0;
    }
    return new PaperFacts(
        card.title(),
        card.population(),
        "At each index date the records of "
            + risk.problem().lookback()
            + " before it are known; the outcome is looked for in "
            + risk.problem().timeAtRisk()
            + " after it.",
        card.provenance(),
        model.method(),
        card.model(),
        model.features(),
        outcomes,
        "Counts are in the tables fact_risk_calibration and fact_risk_cohort, each protected.",
        card.validation(),
        leaks.lines(),
        limits(run, leaks).subList(0, 1),
        invented(run));
  }

  private static boolean invented(Run run) {
    return run.configuration().sources().stream().anyMatch(source -> source.mapping().invented());
  }

  private static List<String> limits(Run run, LeakReport leaks) {
    List<String> limits = new ArrayList<>();
    limits.add(
        invented(run)
            ? "The people are invented: the model says nothing of anyone real."
            : "People who no service knows are not in the records.");
    leaks.lines().forEach(line -> limits.add(line + "."));
    return limits;
  }
}
