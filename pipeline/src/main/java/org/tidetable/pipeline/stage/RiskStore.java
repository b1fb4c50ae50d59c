package org.tidetable.pipeline.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.tidetable.models.card.ModelCard;
import org.tidetable.models.card.ModelStore;
import org.tidetable.models.card.Provenance;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.pipeline.run.RunFolder;

/**
 * Where a learnt risk and what its validation said are kept.
 *
 * @param title the question in a planner's words
 * @param people whom it is about, in a sentence
 * @param asOf the last day that the model could know of
 */
record RiskStore(String name, String title, String people, LocalDate asOf) {

  void write(Run run, RiskValidation.Report report, boolean[] allOutcomes, RiskModel model) {
    Path closed = run.folder().restricted().resolve("validation").resolve(name);
    double[] probabilities = report.result(report.chosen()).probabilities();
    boolean[] outcomes = RiskSample.outcomes(allOutcomes, report.rows());
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
    Provenance provenance = Inputs.provenance(run, asOf);
    ModelCard card =
        new ModelCard(
            title,
            "The probability of: " + title + ".",
            people,
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
