package org.tidetable.models.leak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Numbers worked out from these rows' own outcomes, such as a ward's rate over the whole file. Such
 * a column puts its levels into just the order of their observed rates, where an honest one is
 * sometimes mistaken between rates that differ by less than chance. Rates pulled towards the whole,
 * and log odds, give themselves away by lying on one line with what is observed.
 */
final class StatisticSearch implements Setting.Search {
  /** Honest columns are right about three such pairs in four: 0.75 to the 30th is 0.0002. */
  private static final int PAIRS = 30;

  private static final int MOST = 5000;
  private static final int LINES = 40;
  private static final double[] PULLED = {1, 2, 5, 10, 20, 50, 100};

  private record Level(double number, double yes, double all) {}

  @Override
  public List<Finding> in(SuspectColumn column, Setting setting) {
    if (!column.numeric() || column.distinct() <= PAIRS) {
      return List.of();
    }
    int[] all = column.counts();
    int[] yes = column.outcomes(setting.rows().outcomes());
    List<Level> levels = new ArrayList<>();
    for (int level = 0; level < column.distinct(); level++) {
      if (all[level] >= 3) {
        levels.add(new Level(column.numbers()[level], yes[level], all[level]));
      }
    }
    double covered = levels.stream().mapToDouble(Level::all).sum();
    if (levels.size() <= PAIRS || levels.size() > MOST || covered < 0.7 * setting.rows().rows()) {
      return List.of();
    }
    levels.sort(Comparator.comparingDouble(Level::number));
    double base = setting.base();
    boolean own = follows(levels, base);
    for (double pull : PULLED) {
      own |= onLine(levels, level -> (level.yes + pull * base) / (level.all + pull));
      own |= onLine(levels, level -> (level.yes + pull / 2) / (level.all + pull));
    }
    own |= onLine(levels, level -> Math.log((level.yes + 0.5) / (level.all - level.yes + 0.5)));
    own |= onLine(levels, level -> Math.log((level.yes + 1) / (level.all - level.yes + 1)));
    return own
        ? List.of(
            Finding.of(
                LeakKind.TARGET_STATISTIC,
                column.name(),
                "tells the observed outcomes of " + levels.size() + " groups exactly"))
        : List.of();
  }

  /** Whether the levels' observed rates rise (or fall) without a mistake. */
  private static boolean follows(List<Level> levels, double base) {
    int up = 0;
    int down = 0;
    int close = 0;
    for (int i = 1; i < levels.size(); i++) {
      Level a = levels.get(i - 1);
      Level b = levels.get(i);
      double step = b.yes / b.all - a.yes / a.all;
      double error = Math.sqrt(base * (1 - base) * (1 / a.all + 1 / b.all));
      up += step > 1e-9 ? 1 : 0;
      down += step < -1e-9 ? 1 : 0;
      close += Math.abs(step) > 1e-9 && Math.abs(step) < error ? 1 : 0;
    }
    return close >= PAIRS && Math.min(up, down) <= 0.01 * levels.size();
  }

  /**
   * Whether the numbers are a multiple of that statistic, but for groups that share a number and so
   * cannot be told apart here.
   */
  private static boolean onLine(List<Level> levels, ToDoubleFunction<Level> statistic) {
    double[] x = levels.stream().mapToDouble(statistic).toArray();
    double[] y = levels.stream().mapToDouble(Level::number).toArray();
    double exact = 2e-3 * (y[y.length - 1] - y[0]);
    SplittableRandom random = new SplittableRandom(1);
    for (int draw = 0; draw < LINES; draw++) {
      int a = random.nextInt(x.length);
      int b = random.nextInt(x.length);
      if (Math.abs(x[a] - x[b]) < 1e-9 || a == b) {
        continue;
      }
      double slope = (y[a] - y[b]) / (x[a] - x[b]);
      int on = 0;
      for (int i = 0; i < x.length; i++) {
        on += Math.abs(y[a] + slope * (x[i] - x[a]) - y[i]) <= exact ? 1 : 0;
      }
      if (on >= 0.4 * x.length) {
        return true;
      }
    }
    return false;
  }
}
