package org.tidetable.models.evaluation.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.tidetable.models.calibration.FlexibleCurve;
import org.tidetable.models.calibration.LogisticCalibration;

/**
 * How far risks are from coming true as often as they say. Distances are differences of
 * probabilities, 0 or more; 0 is best.
 *
 * @param slope of outcomes on the log-odds of the risk; 1 is ideal
 * @param level log-odds by which all risks are too low; 0 is ideal
 * @param observedOverExpected outcomes that came for each one expected
 * @param ici mean distance between the risk and the flexible curve
 * @param median distance that half of the people do not exceed (E50)
 * @param ninetieth distance that nine in ten do not exceed (E90)
 * @param greatest distance of all (Emax)
 * @param ece10 mean distance between risk and share of outcomes in ten groups of equal size
 * @param ece50 the same in fifty groups; chance alone makes it more than 0
 * @param curve the flexible curve at forty risks, rising; empty where it cannot be fitted
 */
public record CalibrationFigures(
    OptionalDouble slope,
    OptionalDouble level,
    OptionalDouble observedOverExpected,
    OptionalDouble ici,
    OptionalDouble median,
    OptionalDouble ninetieth,
    OptionalDouble greatest,
    double ece10,
    double ece50,
    List<Point> curve) {

  /** A risk, and the share of people given it who have the outcome. */
  public record Point(double predicted, double observed) {}

  private static final int POINTS = 40;
  private static final double EDGE = 0.005;

  public CalibrationFigures {
    curve = List.copyOf(curve);
  }

  /** The figures of those rows, counted by their weights. */
  public static CalibrationFigures of(Tested tested) {
    double[] risks = tested.risks();
    double[] weights = tested.weights();
    double observed = 0;
    double expected = 0;
    for (int row = 0; row < risks.length; row++) {
      observed += tested.outcomes()[row] ? weights[row] : 0;
      expected += weights[row] * risks[row];
    }
    int[] order =
        IntStream.range(0, risks.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> risks[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    Optional<FlexibleCurve> curve = FlexibleCurve.fit(risks, tested.outcomes(), weights);
    double[] distances = new double[risks.length];
    List<Point> points = new ArrayList<>();
    if (curve.isPresent()) {
      for (int row = 0; row < risks.length; row++) {
        distances[row] = Math.abs(risks[row] - curve.get().at(risks[row]));
      }
      for (int point = 0; point < POINTS; point++) {
        double place = EDGE + (1 - 2 * EDGE) * point / (POINTS - 1);
        double risk = risks[order[(int) Math.round(place * (order.length - 1))]];
        if (points.isEmpty() || risk > points.get(points.size() - 1).predicted()) {
          points.add(new Point(risk, curve.get().at(risk)));
        }
      }
    }
    boolean smooth = curve.isPresent();
    return new CalibrationFigures(
        number(
            LogisticCalibration.fit(risks, tested.outcomes(), weights)
                .map(LogisticCalibration::slope)),
        number(
            LogisticCalibration.intercept(risks, tested.outcomes(), weights)
                .map(LogisticCalibration::intercept)),
        expected > 0 ? OptionalDouble.of(observed / expected) : OptionalDouble.empty(),
        smooth ? OptionalDouble.of(mean(distances, weights)) : OptionalDouble.empty(),
        smooth ? OptionalDouble.of(quantile(distances, weights, 0.5)) : OptionalDouble.empty(),
        smooth ? OptionalDouble.of(quantile(distances, weights, 0.9)) : OptionalDouble.empty(),
        smooth ? Arrays.stream(distances).max() : OptionalDouble.empty(),
        error(tested, order, 10),
        error(tested, order, 50),
        points);
  }

  private static OptionalDouble number(Optional<Double> number) {
    return number.isPresent() ? OptionalDouble.of(number.get()) : OptionalDouble.empty();
  }

  private static double mean(double[] values, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int row = 0; row < values.length; row++) {
      sum += weights[row] * values[row];
      total += weights[row];
    }
    return sum / total;
  }

  /** The value that this share of the weight does not exceed. */
  private static double quantile(double[] values, double[] weights, double share) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> values[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    double wanted = share * Arrays.stream(weights).sum();
    double seen = 0;
    for (int row : order) {
      seen += weights[row];
      if (seen >= wanted) {
        return values[row];
      }
    }
    return values[order[order.length - 1]];
  }

  /** Groups of as many rows each, by rising risk: the mean of how far apart the two shares are. */
  private static double error(Tested tested, int[] order, int groups) {
    double sum = 0;
    double total = 0;
    for (int group = 0; group < groups; group++) {
      int from = (int) ((long) order.length * group / groups);
      int to = (int) ((long) order.length * (group + 1) / groups);
      double away = 0;
      for (int place = from; place < to; place++) {
        int row = order[place];
        double weight = tested.weights()[row];
        away += weight * ((tested.outcomes()[row] ? 1 : 0) - tested.risks()[row]);
        total += weight;
      }
      sum += Math.abs(away);
    }
    return total > 0 ? sum / total : 0;
  }
}
