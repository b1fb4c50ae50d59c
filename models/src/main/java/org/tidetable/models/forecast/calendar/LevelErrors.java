package org.tidetable.models.forecast.calendar;

import java.util.Arrays;

/**
 * What a regression leaves, continued: a level that follows the values, a season that may move
 * slowly, and deviations from them that die out.
 *
 * <p>The weight of the level is the one with which levels came nearest to the mean of the next
 * {@code reach} values, not of the next value only: a forecast is for all of them. The season's
 * weight is judged one step ahead. Deviations are an autoregression by Yule and Walker, with the
 * order by Akaike's corrected criterion. Missing values move nothing.
 *
 * <p>Source: Gardner (2006), Exponential smoothing: the state of the art, part II; Brockwell and
 * Davis (1991), Time Series, chapter 8.
 */
final class LevelErrors {
  private static final double[] LEVELS = {
    0.003, 0.006, 0.0125, 0.025, 0.05, 0.08, 0.12, 0.18, 0.27, 0.4, 0.6
  };
  private static final double[] SEASONS = {0, 0.01, 0.03, 0.07, 0.15};
  private static final int FIRST = 28;
  private static final double TOLERATED = 4;
  private static final int MOVED_AFTER = 8;

  /**
   * How to continue.
   *
   * @param season periods of the season, 1 for none
   * @param reach values ahead that count, 1 or more
   * @param order deviations that may tell of the next one
   */
  record Settings(int season, int reach, int order) {}

  private final Settings settings;
  private final double[] values;
  private final double alpha;
  private final double gamma;
  private final double[] deviations;
  private final double[] seasonal;
  private final double[] autoregression;
  private double level;

  /** Fits values, NaN where missing. */
  LevelErrors(double[] values, Settings settings) {
    this.settings = settings;
    this.values = values;
    seasonal = new double[settings.season()];
    deviations = new double[values.length];
    alpha = bestLevel();
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double weight : settings.season() > 1 ? SEASONS : new double[] {0}) {
      double squares = run(alpha, weight);
      // A season that moves must earn it.
      if (squares < 0.995 * least) {
        least = squares;
        best = weight;
      }
    }
    gamma = best;
    run(alpha, gamma);
    autoregression = autoregression(deviations, settings.order());
  }

  /** The weight with which the level follows the values. */
  double alpha() {
    return alpha;
  }

  /** The deviations of single values from what came before them; NaN where missing. */
  double[] deviations() {
    return deviations.clone();
  }

  private double start() {
    double[] first =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).limit(FIRST).toArray();
    return median(first);
  }

  private double run(double weight, double seasonWeight) {
    level = start();
    Arrays.fill(seasonal, 0);
    double squares = 0;
    for (int time = 0; time < values.length; time++) {
      int place = time % seasonal.length;
      double deviation = values[time] - level - seasonal[place];
      deviations[time] = deviation;
      if (!Double.isNaN(deviation)) {
        squares += deviation * deviation;
        level += weight * deviation;
        seasonal[place] += seasonWeight * (1 - weight) * deviation;
      }
    }
    return squares;
  }

  private double bestLevel() {
    int reach = settings.reach();
    double[] ahead = meansAhead(reach);
    int from = Math.min(reach, values.length / 4);
    double best = LEVELS[4];
    double least = Double.POSITIVE_INFINITY;
    for (double weight : LEVELS) {
      double now = start();
      double squares = 0;
      for (int time = 0; time < values.length; time++) {
        if (!Double.isNaN(values[time])) {
          now += weight * (values[time] - now);
        }
        if (time >= from && !Double.isNaN(ahead[time])) {
          squares += (ahead[time] - now) * (ahead[time] - now);
        }
      }
      if (squares < least) {
        least = squares;
        best = weight;
      }
    }
    return best;
  }

  /** At each time the mean of the values that follow, NaN where less than half are known. */
  private double[] meansAhead(int reach) {
    double[] means = new double[values.length];
    double sum = 0;
    int count = 0;
    for (int time = values.length - 1; time >= 0; time--) {
      boolean whole = time + reach < values.length;
      means[time] = whole && 2 * count >= reach ? sum / count : Double.NaN;
      if (!Double.isNaN(values[time])) {
        sum += values[time];
        count++;
      }
      if (time + reach < values.length && !Double.isNaN(values[time + reach])) {
        sum -= values[time + reach];
        count--;
      }
    }
    return means;
  }

  /** The values that follow. */
  double[] forecast(int horizon) {
    int order = autoregression.length;
    double[] past = new double[order + horizon];
    for (int back = 0; back < order; back++) {
      int time = values.length - order + back;
      past[back] = time < 0 || Double.isNaN(deviations[time]) ? 0 : deviations[time];
    }
    double[] path = new double[horizon];
    double now = level;
    for (int ahead = 0; ahead < horizon; ahead++) {
      double deviation = 0;
      for (int lag = 1; lag <= order; lag++) {
        deviation += autoregression[lag - 1] * past[order + ahead - lag];
      }
      past[order + ahead] = deviation;
      path[ahead] = now + seasonal[(values.length + ahead) % seasonal.length] + deviation;
      now += alpha * deviation;
    }
    return path;
  }

  /**
   * The values with those pulled back that lie far outside: more than four usual deviations from
   * the level. Many in a row on one side are a new level, and stay.
   */
  static double[] withoutOutliers(double[] values, double weight) {
    double scale = 0;
    double[] cleaned = values.clone();
    for (int round = 0; round < 2; round++) {
      double limit = round == 0 ? Double.POSITIVE_INFINITY : TOLERATED * scale;
      cleaned = pulledBack(values, weight, limit);
      if (round == 0) {
        scale = scale(values, weight);
      }
      if (scale == 0) {
        return values.clone();
      }
    }
    return cleaned;
  }

  private static double[] pulledBack(double[] values, double weight, double limit) {
    double[] cleaned = values.clone();
    double level =
        median(Arrays.stream(values).filter(v -> !Double.isNaN(v)).limit(FIRST).toArray());
    int run = 0;
    int side = 0;
    for (int time = 0; time < values.length; time++) {
      double deviation = values[time] - level;
      if (Double.isNaN(deviation)) {
        continue;
      }
      if (Math.abs(deviation) <= limit) {
        run = 0;
        level += weight * deviation;
        continue;
      }
      int here = deviation > 0 ? 1 : -1;
      run = here == side ? run + 1 : 1;
      side = here;
      cleaned[time] = level + here * limit;
      level += weight * here * limit;
      if (run >= MOVED_AFTER) {
        double sum = 0;
        int restored = 0;
        for (int back = time; back >= 0 && restored < run; back--) {
          if (!Double.isNaN(values[back])) {
            cleaned[back] = values[back];
            sum += values[back];
            restored++;
          }
        }
        level = sum / restored;
        run = 0;
      }
    }
    return cleaned;
  }

  /** The usual size of deviations from the level: 1.48 times their median. */
  static double scale(double[] values, double weight) {
    double level =
        median(Arrays.stream(values).filter(v -> !Double.isNaN(v)).limit(FIRST).toArray());
    double[] sizes = new double[values.length];
    int count = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sizes[count++] = Math.abs(value - level);
        level += weight * (value - level);
      }
    }
    return 1.4826 * median(Arrays.copyOf(sizes, count));
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** By Levinson's recursion; the orders from 0 compete. */
  private static double[] autoregression(double[] values, int longest) {
    double[] covariance = covariances(values, longest);
    int observed = (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    if (!(covariance[0] > 0) || observed < 20 + 2 * longest) {
      return new double[0];
    }
    double[] best = new double[0];
    double[] current = new double[0];
    double variance = covariance[0];
    double least = observed * Math.log(variance);
    for (int order = 1; order <= longest; order++) {
      double sum = covariance[order];
      for (int lag = 1; lag < order; lag++) {
        sum -= current[lag - 1] * covariance[order - lag];
      }
      double reflection = sum / variance;
      if (Math.abs(reflection) > 0.97) {
        break;
      }
      double[] next = new double[order];
      next[order - 1] = reflection;
      for (int lag = 1; lag < order; lag++) {
        next[lag - 1] = current[lag - 1] - reflection * current[order - lag - 1];
      }
      current = next;
      variance *= 1 - reflection * reflection;
      double criterion =
          observed * Math.log(variance)
              + 2.0 * order
              + 2.0 * order * (order + 1) / (observed - order - 2);
      if (criterion < least) {
        least = criterion;
        best = current;
      }
    }
    return best;
  }

  private static double[] covariances(double[] values, int longest) {
    double[] covariance = new double[longest + 1];
    for (int lag = 0; lag <= longest; lag++) {
      double sum = 0;
      int pairs = 0;
      for (int time = lag; time < values.length; time++) {
        double product = values[time] * values[time - lag];
        if (!Double.isNaN(product)) {
          sum += product;
          pairs++;
        }
      }
      // Slightly towards 0, so that the sequence stays a possible one in spite of gaps.
      covariance[lag] = pairs == 0 ? 0 : sum / pairs * (1 - lag / (double) values.length);
    }
    return covariance;
  }
}
