package org.tidetable.models.calibration;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Corrects by the rising steps that fit outcomes best, with straight lines between the steps. Asks
 * for thousands of outcomes: each step is learnt from few rows.
 *
 * <p>Source: Zadrozny and Elkan (2002), Transforming classifier scores into accurate multiclass
 * probability estimates; pooling of adjacent violators.
 *
 * @param at probabilities before, rising
 * @param values probabilities after, never falling; as many
 */
public record IsotonicCalibration(List<Double> at, List<Double> values) implements Calibration {
  public IsotonicCalibration {
    at = List.copyOf(at);
    values = List.copyOf(values);
    require(!at.isEmpty() && at.size() == values.size(), "as many values as places");
    for (int i = 1; i < at.size(); i++) {
      require(
          at.get(i) > at.get(i - 1) && values.get(i) >= values.get(i - 1),
          "an isotonic calibration rises");
    }
  }

  /**
   * The steps that fit best. They keep half an outcome away from 0 and 1: that none came among
   * finitely many does not make it impossible.
   */
  public static IsotonicCalibration fit(
      double[] probabilities, boolean[] outcomes, double[] weights) {
    Pooled pooled = Pooled.of(probabilities, outcomes, weights);
    double least = 0.5 / Math.max(1, pooled.total());
    List<Double> at = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int block = 0; block < pooled.blocks(); block++) {
      double value = Math.min(1 - least, Math.max(least, pooled.value(block)));
      at.add(pooled.first(block));
      values.add(value);
      if (pooled.last(block) > pooled.first(block)) {
        at.add(pooled.last(block));
        values.add(value);
      }
    }
    return new IsotonicCalibration(at, values);
  }

  @Override
  public double apply(double probability) {
    int from = 0;
    int to = at.size() - 1;
    if (probability <= at.get(from)) {
      return values.get(from);
    }
    if (probability >= at.get(to)) {
      return values.get(to);
    }
    while (to - from > 1) {
      int middle = (from + to) / 2;
      if (at.get(middle) <= probability) {
        from = middle;
      } else {
        to = middle;
      }
    }
    double part = (probability - at.get(from)) / (at.get(to) - at.get(from));
    return values.get(from) + part * (values.get(to) - values.get(from));
  }

  @Override
  public String name() {
    return "isotonic";
  }

  @Override
  public <T> T fold(
      Function<LogisticCalibration, T> logistic,
      Function<BetaCalibration, T> beta,
      Function<IsotonicCalibration, T> isotonic,
      Function<UpdatedCalibration, T> updated,
      T none) {
    return isotonic.apply(this);
  }
}
