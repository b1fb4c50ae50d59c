package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import org.tidetable.models.calibration.CalibrationChoice;
import org.tidetable.models.calibration.CalibrationLine;
import org.tidetable.models.calibration.LogOdds;
import org.tidetable.models.calibration.LogisticCalibration;
import org.tidetable.models.matrix.Scaling;
import org.tidetable.models.tribuo.TribuoModels;

/**
 * The weighted mean of the log-odds of a logistic regression and of boosted trees, which err in
 * other places: one knows sums only, the others see each feature in steps. Both weigh the same,
 * unless other weights have a lower log loss by more than its standard error on people whom both
 * held out in turn: what is best in one time need not be so in the next.
 *
 * <p>Source: Wolpert (1992), Stacked generalization; Breiman (1996), Stacked regressions.
 */
public record BlendedRisk(LogisticRisk linear, BoostedTreesRisk trees) implements RiskMethod {

  /** The standard methods together. */
  public static final BlendedRisk STANDARD =
      new BlendedRisk(LogisticRisk.STANDARD, BoostedTreesRisk.STANDARD);

  /** Weights of a tenth to nine tenths; all or nothing would be one of the two methods. */
  private static final int STEPS = 10;

  @Override
  public String name() {
    return "blended";
  }

  @Override
  public RiskFit learn(RiskFits fits) {
    RiskFit first = fits.of(linear);
    RiskFit second = fits.of(trees);
    RiskSample training = fits.training();
    double share = share(first.folds(), second.folds(), training);
    RiskModel linearModel = first.model();
    RiskModel treeModel = second.model();
    require(
        treeModel.scaling().equals(Scaling.none(treeModel.features().size())),
        "trees learn from columns as they come");
    RiskModel raw =
        RiskModel.raw(
            name(),
            treeModel.features(),
            treeModel.scaling(),
            TribuoModels.blended(
                linearModel.predictor(),
                linearModel.scaling().divisors(),
                treeModel.predictor(),
                treeModel.rates().names(treeModel.features()),
                share),
            treeModel.rates());
    return RiskFit.calibrated(
        raw,
        first.folds().blended(second.folds(), share),
        first.later().blended(second.later(), share),
        training);
  }

  /** The weight of the logistic regression: a half, unless another is surely better. */
  private static double share(HeldOut linear, HeldOut trees, RiskSample sample) {
    boolean[] outcomes = RiskSample.outcomes(sample.outcomes(), linear.rows());
    double[] weights = sample.weights(linear.rows());
    double[][] losses = new double[STEPS][];
    int least = STEPS / 2;
    for (int step = 1; step < STEPS; step++) {
      losses[step] =
          losses(linear.blended(trees, (double) step / STEPS).risks(), outcomes, weights);
    }
    for (int step = 1; step < STEPS; step++) {
      least = sum(losses[step], weights) < sum(losses[least], weights) ? step : least;
    }
    return CalibrationChoice.wins(losses[STEPS / 2], losses[least], weights)
        ? (double) least / STEPS
        : 0.5;
  }

  /** The log loss of each row, under the line that corrects level and slope best. */
  private static double[] losses(double[] risks, boolean[] outcomes, double[] weights) {
    LogisticCalibration line =
        new CalibrationLine(risks, outcomes).fit(weights).orElse(new LogisticCalibration(0, 1));
    double[] losses = new double[risks.length];
    for (int row = 0; row < losses.length; row++) {
      losses[row] = LogOdds.loss(line.apply(risks[row]), outcomes[row]);
    }
    return losses;
  }

  private static double sum(double[] losses, double[] weights) {
    double sum = 0;
    for (int row = 0; row < losses.length; row++) {
      sum += weights[row] * losses[row];
    }
    return sum;
  }
}
