package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.frame.Rows.PersonFrame;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.leak.LeakReport;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.risk.FeatureSource;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.JoinedRiskConfig;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** Fits the risks, validated on the last date whose outcomes are known; then once more on all. */
final class Train implements Stage {
  private static final int ENOUGH = 30;
  private static final int ENOUGH_FOR_TREES = 200;
  private static final List<String> RIVAL = List.of("age_years", "age_over_75_years", "is_male");
  private static final List<String> PLACE = List.of("deprivation", "deprivation_unknown");

  @Override
  public String run(Run run) {
    List<String> said = new ArrayList<>();
    for (Configuration.Risk risk : run.configuration().risk()) {
      said.add(auroc(train(run, risk)));
    }
    for (JoinedRiskConfig risk : run.configuration().written().joinedRisk()) {
      said.add(auroc(JoinedRisks.train(run, risk)));
    }
    return said.isEmpty() ? "no risks" : "AUROC on later people " + String.join(", ", said);
  }

  private static String auroc(RiskValidation.Report report) {
    return String.format(
        Locale.ROOT,
        "%.3f",
        report.result(report.chosen()).scores().auroc().value().orElse(Double.NaN));
  }

  private static String people(RiskProblem problem) {
    return String.format(
        Locale.ROOT,
        "People aged %d to %d%s.",
        problem.target().minimumAge(),
        problem.target().maximumAge(),
        problem.target().excludeIfEver().isEmpty() ? "" : " who have not had the outcome before");
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
                RiskValidation.Rivals.of(Map.of("age_sex", RIVAL, "area", PLACE)),
                run.seed())
            .byTime(times, (double) tested / times.length);
    LeakGate.dealt(problem.name(), report.shuffled().meanAuroc(), report.shuffled().standardError());
    RiskModel model = RiskMethod.named(report.chosen()).fit(sample.withTimes(times), run.seed());
    new RiskStore(
            problem.name(),
            risk.written().title(),
            people(problem),
            "At each index date the records of "
                + problem.lookback()
                + " before it are known; the outcome is looked for in "
                + problem.timeAtRisk()
                + " after it.",
            Coverage.read(run).asOf(),
            leaks)
        .write(run, report, sample.outcomes(), model);
    RiskAudit.write(run, risk, report, known.subjects());
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
}
