package org.tidetable.models.forecast.smoothing;

import java.util.Arrays;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.MultivariateFunctionMappingAdapter;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * One form of complex exponential smoothing, fitted: a level and its unseen companion, moved by one
 * complex weight; and a season.
 *
 * <p>The first state is found by running through the values forwards, backwards and forwards again.
 * A missing value has no error. Weights keep to 0.01 and 1.8 (real), 1.9 (imaginary), 1.5 (season).
 *
 * <p>Source: Svetunkov, Kourentzes and Ord (2022), Complex exponential smoothing; Svetunkov and
 * Kourentzes (2018), Complex exponential smoothing for seasonal time series.
 */
final class ComplexModel {
  private static final int MAXIMUM_EVALUATIONS = 400;
  private static final int FIRST_VALUES = 10;
  private static final double TOLERANCE = 0.003;
  private static final double COMPANION = 1 / 1.1;

  /** Where the season lives. */
  enum Form {
    /** No season. */
    NONE(2),
    /** Every position of the season has a level and a companion of its own. */
    SIMPLE(2),
    /** A season is added to the level. */
    PARTIAL(3),
    /** A season with a companion of its own is added to the level. */
    FULL(4);

    private final int components;

    Form(int components) {
      this.components = components;
    }

    /** The weights that a search starts from: of the level, then of the season, if any. */
    private double[] guess() {
      return switch (this) {
        case NONE, SIMPLE -> new double[] {1.3, 1.0};
        case PARTIAL -> new double[] {1.3, 1.0, 0.1};
        case FULL -> new double[] {1.3, 1.0, 1.3, 1.0};
      };
    }

    /** What the information criterion counts. */
    int parameters() {
      return components + 1;
    }
  }

  private static final double LOW = 0.01;
  private static final double[] HIGH = {1.8, 1.9, 1.5, 1.5};

  private final Form form;
  private final double[] values;
  private final int observed;
  private final int season;
  private final double[] firstLevel;
  private final double[] firstSeason;
  private final double[] level;
  private final double[] companion;
  private final double[] seasonal;
  private final double[] seasonalCompanion;

  private double[] weights;
  private double squares = Double.POSITIVE_INFINITY;

  private ComplexModel(Form form, double[] values, SeasonalAdjustment adjustment, int season) {
    this.form = form;
    this.values = values;
    this.observed = adjustment.observed();
    this.season = form == Form.NONE ? 1 : season;
    this.weights = form.guess();
    double[] filled = adjustment.filled();
    int levels = form == Form.SIMPLE ? season : 1;
    int known = form == Form.NONE ? Math.min(FIRST_VALUES, values.length) : season;
    this.firstLevel = Arrays.copyOf(filled, levels);
    if (levels == 1) {
      firstLevel[0] = Arrays.stream(filled, 0, known).average().orElse(0);
    }
    this.firstSeason =
        withSeason() ? SeasonalAdjustment.differences(filled, season) : new double[this.season];
    this.level = new double[levels];
    this.companion = new double[levels];
    this.seasonal = new double[this.season];
    this.seasonalCompanion = new double[this.season];
  }

  private boolean withSeason() {
    return form == Form.PARTIAL || form == Form.FULL;
  }

  /** The model with the best weights. */
  static ComplexModel fit(Form form, double[] values, SeasonalAdjustment adjustment, int season) {
    ComplexModel model = new ComplexModel(form, values, adjustment, season);
    model.search();
    return model;
  }

  /** The model with given weights, to be compared with other programs. */
  static ComplexModel with(
      Form form, double[] values, SeasonalAdjustment adjustment, int season, double... weights) {
    ComplexModel model = new ComplexModel(form, values, adjustment, season);
    model.weights = weights.clone();
    model.squares = model.sumOfSquares(weights);
    return model;
  }

  /** Corrected Akaike criterion, up to a constant that is the same for all forms. */
  double criterion() {
    int parameters = form.parameters();
    if (observed - parameters - 1 <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    return observed * Math.log(Math.max(squares, Double.MIN_NORMAL))
        + 2.0 * parameters
        + 2.0 * parameters * (parameters + 1) / (observed - parameters - 1);
  }

  private void search() {
    int count = weights.length;
    double[] low = new double[count];
    Arrays.fill(low, LOW);
    var bounded =
        new MultivariateFunctionMappingAdapter(this::objective, low, Arrays.copyOf(HIGH, count));
    try {
      PointValuePair found =
          new SimplexOptimizer(new SimpleValueChecker(-1, TOLERANCE))
              .optimize(
                  new MaxEval(MAXIMUM_EVALUATIONS),
                  new ObjectiveFunction(bounded),
                  GoalType.MINIMIZE,
                  new InitialGuess(bounded.boundedToUnbounded(weights)),
                  new NelderMeadSimplex(count, 1.0));
      weights = bounded.unboundedToBounded(found.getPoint());
    } catch (TooManyEvaluationsException stillMoving) {
      weights = lowest;
    }
    squares = sumOfSquares(weights);
  }

  private double[] lowest = new double[0];
  private double lowestValue = Double.POSITIVE_INFINITY;

  private double objective(double[] candidate) {
    double sum = sumOfSquares(candidate);
    double value = observed * Math.log(Math.max(Double.MIN_NORMAL, sum));
    if (!(value < Double.MAX_VALUE)) {
      value = Double.MAX_VALUE;
    }
    if (lowest.length == 0 || value < lowestValue) {
      lowest = candidate.clone();
      lowestValue = value;
    }
    return value;
  }

  /** Runs forwards, backwards and forwards; leaves the state after the last value behind. */
  private double sumOfSquares(double[] candidate) {
    int last = values.length - 1;
    for (int own = 0; own < level.length; own++) {
      level[own] = firstLevel[own];
      companion[own] = COMPANION * firstLevel[own];
    }
    for (int position = 0; position < season; position++) {
      seasonal[position] = firstSeason[position];
      seasonalCompanion[position] = COMPANION * firstSeason[position];
    }
    run(candidate, 0, last, 1);
    turn(candidate);
    run(candidate, last, 0, -1);
    turn(candidate);
    return run(candidate, 0, last, 1);
  }

  private double run(double[] candidate, int from, int to, int step) {
    double sum = 0;
    int position = from % season;
    for (int time = from; time != to + step; time += step) {
      double error = values[time] - expected(position);
      if (Double.isNaN(values[time])) {
        error = 0;
      }
      sum += error * error;
      move(candidate, position, error);
      position += step;
      if (position == season) {
        position = 0;
      } else if (position < 0) {
        position = season - 1;
      }
    }
    return sum;
  }

  private double expected(int position) {
    return switch (form) {
      case NONE -> level[0];
      case SIMPLE -> level[position];
      case PARTIAL, FULL -> level[0] + seasonal[position];
    };
  }

  private void move(double[] candidate, int position, double error) {
    moveLevel(candidate, form == Form.SIMPLE ? position : 0, error);
    if (form == Form.PARTIAL) {
      seasonal[position] += candidate[2] * error;
    } else if (form == Form.FULL) {
      moveSeason(candidate, position, error);
    }
  }

  private void moveLevel(double[] candidate, int own, double error) {
    double real = candidate[0];
    double imaginary = candidate[1];
    double seen = level[own];
    double unseen = companion[own];
    level[own] = seen - (1 - imaginary) * unseen + (real - imaginary) * error;
    companion[own] = seen + (1 - real) * unseen + (real + imaginary) * error;
  }

  private void moveSeason(double[] candidate, int position, double error) {
    double real = candidate[2];
    double imaginary = candidate[3];
    double seen = seasonal[position];
    double unseen = seasonalCompanion[position];
    seasonal[position] = seen - (1 - imaginary) * unseen + (real - imaginary) * error;
    seasonalCompanion[position] = seen + (1 - real) * unseen + (real + imaginary) * error;
  }

  /** One step without error, as the values end here: from there the run goes back. */
  private void turn(double[] candidate) {
    for (int own = 0; own < level.length; own++) {
      moveLevel(candidate, own, 0);
    }
    if (form == Form.FULL) {
      for (int position = 0; position < season; position++) {
        moveSeason(candidate, position, 0);
      }
    }
  }

  /** The expected values of the periods that follow; to be asked once. */
  double[] forecast(int horizon) {
    double[] path = new double[horizon];
    for (int ahead = 0; ahead < horizon; ahead++) {
      int position = (values.length + ahead) % season;
      path[ahead] = expected(position);
      move(weights, position, 0);
    }
    return path;
  }
}
