package org.tidetable.models.forecast.calendar;

/**
 * Least squares with a penalty of its own for each column, by one Cholesky factor, which holds the
 * solutions for the first one, two, three ... columns as well.
 *
 * <p>Source: Hoerl and Kennard (1970), Ridge regression.
 */
public final class Ridge {
  private static final double SMALLEST_PIVOT = 1e-12;

  private final double[][] factor;
  private final double[] projected;

  /**
   * @param normal the lower triangle of X'X; it is written over
   * @param right X'y
   * @param penalties added to the diagonal, each above 0
   */
  public Ridge(double[][] normal, double[] right, double[] penalties) {
    int columns = right.length;
    factor = normal;
    projected = new double[columns];
    for (int row = 0; row < columns; row++) {
      double[] own = factor[row];
      own[row] += penalties[row];
      for (int column = 0; column <= row; column++) {
        double[] other = factor[column];
        double sum = own[column];
        for (int inner = 0; inner < column; inner++) {
          sum -= own[inner] * other[inner];
        }
        own[column] =
            column == row ? Math.sqrt(Math.max(sum, SMALLEST_PIVOT)) : sum / other[column];
      }
      double sum = right[row];
      for (int inner = 0; inner < row; inner++) {
        sum -= own[inner] * projected[inner];
      }
      projected[row] = sum / own[row];
    }
  }

  /** By how much the first columns lower the penalised sum of squares. */
  public double explained(int columns) {
    double sum = 0;
    for (int column = 0; column < columns; column++) {
      sum += projected[column] * projected[column];
    }
    return sum;
  }

  /** The coefficients of the first columns when the others are left out; those are 0. */
  public double[] coefficients(int columns) {
    double[] solution = new double[projected.length];
    for (int row = columns - 1; row >= 0; row--) {
      double sum = projected[row];
      for (int inner = row + 1; inner < columns; inner++) {
        sum -= factor[inner][row] * solution[inner];
      }
      solution[row] = sum / factor[row][row];
    }
    return solution;
  }

  /** The variance of a contrast of the first columns, in units of the error variance. */
  public double variance(double[] contrast, int columns) {
    double[] solved = new double[columns];
    double total = 0;
    for (int row = 0; row < columns; row++) {
      double sum = contrast[row];
      for (int inner = 0; inner < row; inner++) {
        sum -= factor[row][inner] * solved[inner];
      }
      solved[row] = sum / factor[row][row];
      total += solved[row] * solved[row];
    }
    return total;
  }
}
