package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tidetable.features.feature.Feature;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.features.feature.Measure;
import org.tidetable.features.frame.Rows.PersonFrame;
import org.tidetable.features.frame.Rows.Subject;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.leak.LeakReport;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.risk.BlendedRisk;
import org.tidetable.models.risk.BoostedTreesRisk;
import org.tidetable.models.risk.FeatureSource;
import org.tidetable.models.risk.LogisticRisk;
import org.tidetable.models.risk.PlaceSource;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.JoinedRiskConfig;
import org.tidetable.pipeline.paper.PaperFacts;
import org.tidetable.pipeline.worth.PointScores;

/** Fits the risks, validated on the last date whose outcomes are known; then once more on all. */
final class Train implements Stage {
  /** Rows that either outcome needs. */
  static final int ENOUGH = 30;

  private static final int ENOUGH_FOR_TREES = 200;
  private static final List<String> RIVAL = List.of("age_years", "age_over_75_years", "is_male");

  /** What tells of the place where somebody lives, and of nobody who lives there. */
  private static final List<String> PLACE =
      Stream.concat(
              Stream.of("deprivation", "deprivation_unknown"),
              FeatureCatalogue.all().stream()
                  .filter(feature -> feature.measure() == Measure.AREA_RATE)
                  .map(Feature::name))
          .toList();

  @Override
  public String run(Run run) {
    List<Callable<String>> work = new ArrayList<>();
    for (Configuration.Risk risk : run.configuration().risk()) {
      work.add(() -> train(run, risk).map(Train::auroc).orElse("not made"));
    }
    for (JoinedRiskConfig risk : run.configuration().written().joinedRisk()) {
      work.add(() -> JoinedRisks.train(run, risk).map(Train::auroc).orElse("not made"));
    }
    List<String> said = SideBySide.run(work);
    return said.isEmpty() ? "no risks" : "AUROC on later people " + String.join(", ", said);
  }

  private static String auroc(RiskValidation.Report report) {
    return String.format(
        Locale.ROOT,
        "%.3f",
        report.result(report.chosen()).scores().auroc().value().orElse(Double.NaN));
  }

  /** What the validation says; empty where the risk was not made. */
  private static Optional<RiskValidation.Report> train(Run run, Configuration.Risk risk) {
    RiskProblem problem = risk.problem();
    PersonFrame known =
        RiskFrames.read(run.folder(), run.spark(), problem.name())
            .where(subject -> subject.outcome().isPresent());
    Optional<String> cause = notMade(known);
    if (cause.isPresent()) {
      NotMade.write(run, problem.name(), cause.get());
      return Optional.empty();
    }
    RiskSample sample = sample(known);
    PersonFrame judged = judged(problem, known);
    LocalDate from = testedFrom(problem, judged);
    long tested = judged.subjects().stream().filter(s -> !s.indexDate().isBefore(from)).count();
    RiskSample toJudge = sample(judged);
    LeakReport leaks = LeakGate.search(risk, sample);
    RiskValidation validation =
        new RiskValidation(
            FeatureSource.of(toJudge.features()),
            toJudge.outcomes(),
            toJudge.persons(),
            competing(rarer(known)).stream().map(Train::method).toList(),
            new RiskValidation.Rivals(
                weights(judged),
                Map.of("age_sex", RIVAL),
                Map.of("area", places(judged, toJudge, run.seed())),
                points(run, risk, judged),
                List.of()),
            run.seed());
    RiskValidation.Report report =
        validation.byTime(toJudge.times(), (double) tested / toJudge.times().length);
    LeakGate.dealt(
        problem.name(), report.shuffled().meanAuroc(), report.shuffled().standardError());
    RiskModel model = method(report.chosen()).fit(sample, run.seed());
    NotMade.delete(run, problem.name());
    RiskAudit.write(run, risk, validation, report, judged);
    new RiskStore(
            problem.name(),
            risk.written().title(),
            people(problem),
            "At each index date the records of "
                + problem.lookback()
                + " before it are known; the outcome is looked for in "
                + problem.timeAtRisk()
                + " after it. "
                + problem.design().death().words(),
            Coverage.read(run).asOf(),
            leaks,
            PaperFacts.About.PEOPLE)
        .write(run, report, toJudge.outcomes(), model, sample);
    return Optional.of(report);
  }

  private static Map<String, double[]> points(Run run, Configuration.Risk risk, PersonFrame frame) {
    List<Path> files =
        risk.written().pointScores().stream()
            .map(file -> run.configuration().locate(file, run.folder().synthetic()))
            .toList();
    return PointScores.of(files, frame.matrix());
  }

  private static PlaceSource places(PersonFrame frame, RiskSample sample, long seed) {
    String[] areas = frame.subjects().stream().map(Subject::areaCode).toArray(String[]::new);
    return new PlaceSource(sample, PLACE, areas, seed);
  }

  private static String people(RiskProblem problem) {
    return String.format(
        Locale.ROOT,
        "People aged %d to %d%s.",
        problem.target().minimumAge(),
        problem.target().maximumAge(),
        problem.target().excludeIfEver().isEmpty() ? "" : " who have not had the outcome before");
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

  /**
   * The methods that may compete; trees need people of either outcome to tell them when to stop.
   *
   * @param rarer rows of the rarer outcome
   */
  static List<String> competing(int rarer) {
    return rarer < ENOUGH_FOR_TREES
        ? List.of("logistic")
        : List.of("logistic", "boosted_trees", "blended");
  }

  /** The method of that name; trees let a risk only rise with what can only raise it. */
  static RiskMethod method(String name) {
    BoostedTreesRisk trees = BoostedTreesRisk.STANDARD.withDirections(FeatureCatalogue.rising());
    if (name.equals(trees.name())) {
      return trees;
    }
    return name.equals(BlendedRisk.STANDARD.name())
        ? new BlendedRisk(LogisticRisk.STANDARD, trees)
        : RiskMethod.named(name);
  }

  /** Rows whose outcome is known, as a method takes them. */
  static RiskSample sample(PersonFrame frame) {
    int rows = frame.subjects().size();
    boolean[] outcomes = new boolean[rows];
    String[] persons = new String[rows];
    float[] weights = new float[rows];
    long[] times = new long[rows];
    for (int row = 0; row < rows; row++) {
      Subject subject = frame.subjects().get(row);
      outcomes[row] = subject.outcome().orElseThrow();
      persons[row] = Long.toString(subject.personId());
      weights[row] = (float) subject.weight();
      times[row] = subject.indexDate().toEpochDay();
    }
    return new RiskSample(frame.matrix(), outcomes, persons, weights, times);
  }

  private static double[] weights(PersonFrame frame) {
    return frame.subjects().stream().mapToDouble(Subject::weight).toArray();
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
}
