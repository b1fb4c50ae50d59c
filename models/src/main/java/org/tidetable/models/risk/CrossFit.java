package org.tidetable.models.risk;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tidetable.models.matrix.FeatureMatrix;

/**
 * Which rows choose settings, and which calibrate. Where no times are known, persons are dealt in
 * fifths: the first judges settings, the other four, each held out in turn, calibrate. Where times
 * are known, the last rows judge settings that earlier rows of other persons learnt; all fifths
 * then calibrate. Of many outcomes fewer fifths do.
 */
final class CrossFit {
  private static final int FOLDS = 5;
  private static final double LATER = 0.25;

  /** So many outcomes of the rarer kind calibrate as well as more; further parts only cost time. */
  private static final int WELL_CALIBRATED = 2_000;

  /** So many rows tell settings apart. */
  private static final int TELLING = 20_000;

  /** Too few outcomes cannot tell one number of trees from another. */
  private static final int ENOUGH = 50;

  private final RiskSample sample;
  private final int[] folds;
  private final RiskSample choosers;
  private final RiskSample judges;
  private final int firstCalibrating;
  private final boolean byTime;
  private final int[] judging;

  CrossFit(RiskSample sample, long seed) {
    this.sample = sample;
    this.folds = PersonFolds.inside(sample.persons(), FOLDS, seed);
    boolean[] late = judgingByTime();
    this.byTime = late.length > 0;
    this.judging =
        IntStream.range(0, folds.length)
            .filter(row -> byTime ? late[row] : folds[row] == 0)
            .toArray();
    Set<String> judged = new HashSet<>();
    Arrays.stream(judging).forEach(row -> judged.add(sample.persons()[row]));
    long cut = byTime ? cut() : 0;
    this.judges = sample.select(judging);
    this.choosers =
        sample.select(
            IntStream.range(0, folds.length)
                .filter(i -> !judged.contains(sample.persons()[i]))
                .filter(i -> !byTime || sample.times()[i] < cut)
                .toArray());
    this.firstCalibrating = byTime ? 0 : 1;
  }

  /** Rows of the last times: of all persons where most have no earlier row, else of a third. */
  private boolean[] judgingByTime() {
    if (sample.times().length == 0 || Arrays.stream(sample.times()).distinct().count() < 2) {
      return new boolean[0];
    }
    long cut = cut();
    Set<String> late = new HashSet<>();
    for (int row = 0; row < folds.length; row++) {
      if (sample.times()[row] >= cut) {
        late.add(sample.persons()[row]);
      }
    }
    int apart = 0;
    for (int row = 0; row < folds.length; row++) {
      apart += sample.times()[row] < cut && !late.contains(sample.persons()[row]) ? 1 : 0;
    }
    boolean all = apart >= folds.length / 2;
    boolean[] judging = new boolean[folds.length];
    int yes = 0;
    int no = 0;
    for (int row = 0; row < folds.length; row++) {
      judging[row] = sample.times()[row] >= cut && (all || folds[row] < 2);
      yes += judging[row] && sample.outcomes()[row] ? 1 : 0;
      no += judging[row] && !sample.outcomes()[row] ? 1 : 0;
    }
    return Math.min(yes, no) >= ENOUGH ? judging : new boolean[0];
  }

  /** The latest time such that a quarter of the rows is not earlier. */
  private long cut() {
    long[] sorted = sample.times().clone();
    Arrays.sort(sorted);
    long wanted = sorted[(int) ((1 - LATER) * sorted.length)];
    return wanted > sorted[0]
        ? wanted
        : Arrays.stream(sorted).filter(time -> time > sorted[0]).findFirst().orElse(wanted);
  }

  /** The rows from which the number of trees is learnt. */
  RiskSample choosers() {
    return choosers;
  }

  /** The rows by which it is judged; no person of them taught. */
  RiskSample judges() {
    return judges;
  }

  /** Of those rows as many whole persons as tell settings apart. */
  static RiskSample some(RiskSample rows, long seed) {
    int parts = (rows.outcomes().length + TELLING - 1) / TELLING;
    if (parts < 2) {
      return rows;
    }
    RiskSample some =
        rows.select(PersonFolds.rows(PersonFolds.inside(rows.persons(), parts, seed), 0, true));
    return Outcomes.bothIn(some.outcomes()) ? some : rows;
  }

  /** What models of that making say of people that they did not learn from, fold by fold. */
  HeldOut folds(Function<RiskSample, Function<FeatureMatrix, double[]>> making) {
    List<HeldOut> found =
        IntStream.range(firstCalibrating, lastCalibrating())
            .parallel()
            .mapToObj(fold -> heldOut(fold, making))
            .toList();
    return new HeldOut(
        found.stream().flatMapToInt(each -> Arrays.stream(each.rows())).toArray(),
        found.stream().flatMapToDouble(each -> Arrays.stream(each.risks())).toArray());
  }

  /** After the last part that calibrates: two at least, all where outcomes are rare. */
  private int lastCalibrating() {
    int yes = Outcomes.count(sample.outcomes());
    int rarer = Math.min(yes, folds.length - yes);
    int wanted = rarer == 0 ? FOLDS : (FOLDS * WELL_CALIBRATED + rarer - 1) / rarer;
    return Math.min(FOLDS, firstCalibrating + Math.max(2, wanted));
  }

  private HeldOut heldOut(
      int fold, Function<RiskSample, Function<FeatureMatrix, double[]>> making) {
    RiskSample learned = sample.select(PersonFolds.rows(folds, fold, false));
    int[] rows = PersonFolds.rows(folds, fold, true);
    return Outcomes.bothIn(learned.outcomes())
        ? new HeldOut(rows, making.apply(learned).apply(sample.features().select(rows)))
        : HeldOut.NONE;
  }

  /**
   * Risks of the judging rows as those of later times.
   *
   * @param risks of {@link #judges} by what {@link #choosers} taught; none where these cannot teach
   * @return nothing where times are not known
   */
  HeldOut later(double[] risks) {
    return byTime && risks.length == judging.length ? new HeldOut(judging, risks) : HeldOut.NONE;
  }
}
