package org.tidetable.models.risk;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tidetable.models.calibration.Calibration;
import org.tidetable.models.calibration.CalibrationChoice;
import org.tidetable.models.tribuo.TribuoModel;

/**
 * Persons in fifths: the first chooses settings, the other four, each held out in turn, calibrate.
 * No person who chose also calibrates.
 */
final class CrossFit {
  private static final int FOLDS = 5;

  private final RiskSample sample;
  private final int[] folds;

  CrossFit(RiskSample sample, long seed) {
    this.sample = sample;
    this.folds = PersonFolds.inside(sample.persons(), FOLDS, seed);
  }

  /** The rows from which settings are learnt: all but the first fifth. */
  RiskSample choosers() {
    return sample.select(PersonFolds.rows(folds, 0, false));
  }

  /** The rows by which settings are judged: the first fifth. */
  RiskSample judges() {
    return sample.select(PersonFolds.rows(folds, 0, true));
  }

  /** What corrects models of that making, seen on people that they did not learn from. */
  Calibration calibration(Function<RiskSample, TribuoModel> making) {
    List<Risks> found =
        IntStream.range(1, FOLDS).parallel().mapToObj(fold -> heldOut(fold, making)).toList();
    int count = found.stream().mapToInt(each -> each.outcomes.length).sum();
    double[] probabilities = new double[count];
    boolean[] outcomes = new boolean[count];
    int at = 0;
    for (Risks each : found) {
      System.arraycopy(each.probabilities, 0, probabilities, at, each.probabilities.length);
      System.arraycopy(each.outcomes, 0, outcomes, at, each.outcomes.length);
      at += each.outcomes.length;
    }
    return CalibrationChoice.learn(probabilities, outcomes);
  }

  private record Risks(double[] probabilities, boolean[] outcomes) {}

  private Risks heldOut(int fold, Function<RiskSample, TribuoModel> making) {
    RiskSample learned = sample.select(PersonFolds.rows(folds, fold, false));
    RiskSample unseen = sample.select(PersonFolds.rows(folds, fold, true));
    if (!Outcomes.bothIn(learned.outcomes())) {
      return new Risks(new double[0], new boolean[0]);
    }
    return new Risks(making.apply(learned).predict(unseen.features()), unseen.outcomes());
  }
}
