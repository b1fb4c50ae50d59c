package org.tidetable.pipeline.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tidetable.models.card.GroupVerdicts;
import org.tidetable.models.card.ModelCard;
import org.tidetable.models.card.ModelStore;
import org.tidetable.models.card.Provenance;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.leak.LeakReport;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.pipeline.paper.PaperFacts;
import org.tidetable.pipeline.paper.Papers;
import org.tidetable.pipeline.run.RunFolder;

/**
 * Where a learnt risk and what its validation said are kept.
 *
 * @param title the question in a planner's words
 * @param people whom it is about, in a sentence
 * @param timing what was known when, in a sentence
 * @param asOf the last day that the model could know of
 * @param leaks what the search for leaks said
 * @param about of what kind the rows are
 */
record RiskStore(
    String name,
    String title,
    String people,
    String timing,
    LocalDate asOf,
    LeakReport leaks,
    PaperFacts.About about) {

  /**
   * Writes it all. The gates of the groups must have been written: the card and the papers tell of
   * them.
   *
   * @param allOutcomes of the rows of the validation
   * @param learnt what the model was learnt from
   */
  void write(
      Run run,
      RiskValidation.Report report,
      boolean[] allOutcomes,
      RiskModel model,
      RiskSample learnt) {
    Path closed = run.folder().restricted().resolve("validation").resolve(name);
    run.folder()
        .write(
            run.spark()
                .createDataFrame(ValidationStore.scores(report, run.seed()), ValidationStore.SCORES)
                .coalesce(1),
            closed.resolve("scores"));
    run.folder()
        .write(
            run.spark()
                .createDataFrame(ValidationStore.bands(report.observed()), ValidationStore.BANDS)
                .coalesce(1),
            closed.resolve("bands"));
    run.folder()
        .write(
            run.spark()
                .createDataFrame(List.of(ValidationStore.verdict(report)), ValidationStore.VERDICT),
            closed.resolve("verdict"));
    GroupVerdicts groups = RiskAudit.verdicts(run, name);
    Provenance provenance = Inputs.provenance(run, asOf);
    ModelCard card =
        new ModelCard(
            title,
            "The probability of: " + title + ".",
            people,
            provenance,
            model.predictor().provenance(),
            report,
            groups,
            limits(run));
    try {
      Path folder = run.folder().models().resolve(name);
      ModelStore.write(folder, model, provenance, card.publishable(), learnt.everybody());
      Papers.write(folder, facts(run, card, allOutcomes, model));
      RunFolder.close(folder.resolve("model.pb"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private PaperFacts facts(Run run, ModelCard card, boolean[] allOutcomes, RiskModel model) {
    int outcomes = 0;
    for (boolean outcome : allOutcomes) {
      outcomes += outcome ? 1 : 0;
    }
    return new PaperFacts(
        card.title(),
        card.population(),
        timing,
        card.provenance(),
        model.method(),
        card.model(),
        model.features(),
        outcomes,
        about == PaperFacts.About.PEOPLE
            ? "Counts are in the tables fact_risk_calibration and fact_cohort_summary, each protected."
            : "Counts are in the table fact_risk_calibration, each protected.",
        card.validation(),
        card.groups(),
        leaks.lines(),
        limits(run).subList(0, 1),
        about,
        run.configuration().invented());
  }

  private List<String> limits(Run run) {
    List<String> limits = new ArrayList<>();
    limits.add(
        run.configuration().invented()
            ? "The people are invented: the model says nothing of anyone real."
            : "People who no service knows are not in the records.");
    leaks.lines().forEach(line -> limits.add(line + "."));
    return limits;
  }
}
