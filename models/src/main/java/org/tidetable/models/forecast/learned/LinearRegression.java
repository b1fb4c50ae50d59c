package org.tidetable.models.forecast.learned;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.SeriesParts;
import org.tidetable.models.forecast.calendar.Ridge;

/**
 * Ridge regression over all series at once, on the rows of {@link GlobalRegression}: lags, seasons
 * and the calendar, the months, weekdays and hours as columns of their own. It corrects the same
 * plain guess; what trees find by splitting it cannot find, and what is straight it finds with
 * fewer rows.
 *
 * <p>Columns are brought to mean 0 and variance 1; the penalty is one hundredth of the rows.
 *
 * @param parts what is known of series beside their numbers, which have columns of their own; may
 *     be none
 */
public record LinearRegression(DemandCalendar calendar, SeriesParts parts, long seed)
    implements ForecastMethod.Global {
  private static final double PENALTY = 0.01;
  private static final double FARTHEST = 5;

  /** A column whose numbers are names, and how many of them there are, counted from 0. */
  private record Named(String column, int count) {}

  private static final List<Named> NAMED =
      List.of(new Named("month", 13), new Named("weekday", 8), new Named("hour", 24));

  @Override
  public String name() {
    return "linear_regression";
  }

  @Override
  public Trained train(List<Series> histories, int horizon) {
    return new RegressionTask(calendar, parts, seed)
        .train(
            histories,
            horizon,
            (names, rows, values, bases) -> {
              Fit fit = fit(names, rows, RegressionTask.corrections(values, bases));
              return (asked, guesses) ->
                  RegressionTask.sum(
                      guesses, asked.stream().mapToDouble(fit::correction).toArray());
            });
  }

  private record Fit(
      int[] places, double[] means, double[] scales, double mean, double[] coefficients) {
    double correction(double[] row) {
      double[] columns = scaled(spread(row, places), means, scales);
      double sum = mean;
      for (int column = 0; column < columns.length; column++) {
        sum += coefficients[column] * columns[column];
      }
      return sum;
    }
  }

  private static Fit fit(List<String> names, List<double[]> rows, double[] target) {
    int[] places = NAMED.stream().mapToInt(named -> names.indexOf(named.column())).toArray();
    List<double[]> wide = rows.stream().map(row -> spread(row, places)).toList();
    int count = wide.get(0).length;
    double[] means = new double[count];
    double[] scales = new double[count];
    for (int column = 0; column < count; column++) {
      int at = column;
      means[column] = wide.stream().mapToDouble(row -> row[at]).average().orElse(0);
      double squares = wide.stream().mapToDouble(row -> row[at] - means[at]).map(d -> d * d).sum();
      scales[column] = Math.sqrt(squares / wide.size());
    }
    double mean = Arrays.stream(target).average().orElse(0);
    double[][] normal = new double[count][count];
    double[] right = new double[count];
    for (int row = 0; row < target.length; row++) {
      double[] columns = scaled(wide.get(row), means, scales);
      for (int one = 0; one < count; one++) {
        right[one] += columns[one] * (target[row] - mean);
        for (int other = 0; other <= one; other++) {
          normal[one][other] += columns[one] * columns[other];
        }
      }
    }
    double[] penalties = new double[count];
    Arrays.fill(penalties, PENALTY * target.length);
    double[] coefficients = new Ridge(normal, right, penalties).coefficients(count);
    return new Fit(places, means, scales, mean, coefficients);
  }

  /** The row, then a column for each name. */
  private static double[] spread(double[] row, int[] places) {
    int more = NAMED.stream().mapToInt(Named::count).sum();
    double[] wide = Arrays.copyOf(row, row.length + more);
    int start = row.length;
    for (int index = 0; index < places.length; index++) {
      int value = (int) row[places[index]];
      wide[start + Math.max(0, Math.min(NAMED.get(index).count() - 1, value))] = 1;
      start += NAMED.get(index).count();
    }
    return wide;
  }

  /** A column that never changed stays out, and one far from all that was seen is held. */
  private static double[] scaled(double[] row, double[] means, double[] scales) {
    return IntStream.range(0, row.length)
        .mapToDouble(
            column ->
                scales[column] < 1e-9
                    ? 0
                    : Math.max(
                        -FARTHEST,
                        Math.min(FARTHEST, (row[column] - means[column]) / scales[column])))
        .toArray();
  }
}
