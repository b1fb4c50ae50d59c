package org.tidetable.models.forecast.smoothing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidetable.models.forecast.RobustRange;

/**
 * The mean of the paths of all forms that a history can tell apart but little: weighted by {@code
 * exp(-d / 8)}, {@code d} being the distance of a form's corrected Akaike criterion from the
 * smallest.
 *
 * <p>Source: Kolassa (2011), Combining exponential smoothing forecasts using Akaike weights. His
 * weights are {@code exp(-d / 2)}, right if the errors were as the forms have them; flatter ones
 * forecast better.
 */
final class FormAverage {
  private static final double TOLERANCE = 3e-3;
  private static final double FLATNESS = 8;
  private static final double LEAST_WEIGHT = 1e-3;

  private FormAverage() {}

  /**
   * @param values NaN where missing; at least one is not
   * @param all whether all forms are tried, or those that are safe for many periods ahead
   */
  static double[] path(double[] values, int period, boolean all, int horizon) {
    List<StateSpaceModel> models = fitted(values, period, all);
    double smallest = models.stream().mapToDouble(StateSpaceModel::criterion).min().orElseThrow();
    RobustRange range = new RobustRange(values);
    double[] path = new double[horizon];
    double total = 0;
    for (StateSpaceModel model : models) {
      double distance = model.criterion() - smallest;
      double weight = models.size() == 1 ? 1 : Math.exp(-distance / FLATNESS);
      if (weight >= LEAST_WEIGHT) {
        double[] one = range.cap(model.forecast(horizon));
        for (int ahead = 0; ahead < horizon; ahead++) {
          path[ahead] += weight * one[ahead];
        }
        total += weight;
      }
    }
    double sum = total;
    return Arrays.stream(path).map(value -> value / sum).toArray();
  }

  private static List<StateSpaceModel> fitted(double[] values, int period, boolean all) {
    int observed = (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    boolean positive = Arrays.stream(values).noneMatch(value -> value <= 0);
    List<StateSpaceModel> models = new ArrayList<>();
    for (Form form : Form.candidates(period, positive, all)) {
      if (models.isEmpty() || form.canFit(observed)) {
        StateSpaceModel model = fit(form, models, values);
        if (models.isEmpty() || Double.isFinite(model.criterion())) {
          models.add(model);
        }
      }
    }
    return models;
  }

  /** Relative errors are fitted from where the same structure with plain ones ended. */
  private static StateSpaceModel fit(Form form, List<StateSpaceModel> models, double[] values) {
    Form plain = form.with(Form.Errors.ADDITIVE);
    for (StateSpaceModel model : models) {
      if (model.form().equals(plain)) {
        return StateSpaceModel.refit(model, form.errors(), values, TOLERANCE);
      }
    }
    return StateSpaceModel.fit(form, values, TOLERANCE);
  }
}
