package org.tidetable.models.reconcile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Chooses how base forecasts are made to agree by what that did at earlier origins: no level may
 * get worse than its base forecasts were, beyond noise. Of the weightings that hold to this the one
 * with the smallest mean error over the levels is taken, of equals the simpler; where none does,
 * the one that harms its worst level least. Too few origins choose nothing: then the level below
 * the total is kept, where it is of few nodes, and else the total.
 *
 * <p>Every origin is made coherent with the trust that was known there, and judged with what was
 * known at the date of the choice. Errors are in units of each node's own root mean square, so that
 * a level counts its nodes alike and all levels count alike.
 */
public final class LevelGate {
  /** A level's error may exceed that of its base forecasts by this share, if that is noise. */
  private static final double NOISE = 0.01;

  /** A share that no planner would see. */
  private static final double NOTHING = 1e-3;

  /** Squared errors of less than this share of the largest of a level say that a node is over. */
  private static final double FADED = 1e-12;

  /** A better mean than this is needed to prefer the less simple of two. */
  private static final double WORTH = 0.005;

  /** Origins that must have been known before one for its weights to be learned. */
  private static final int ORIGINS_TO_LEARN = 2;

  /** A level of so many nodes at most makes a total that is no worse than the total's own. */
  private static final int FEW_NODES = 12;

  /**
   * Whole horizons that say enough to prefer one weighting to another; what four of them preferred
   * did harm in the year that came, on public hierarchies of months.
   */
  private static final int ORIGINS_TO_CHOOSE = 6;

  /**
   * What was chosen and why.
   *
   * @param origins how many earlier origins spoke, all their steps together in whole horizons
   * @param ratios for each level its error over that of its base forecasts at those origins; empty
   *     without any
   * @param harmless whether no level got worse beyond noise
   */
  public record Choice(Weighting weighting, int origins, List<Double> ratios, boolean harmless) {
    public Choice {
      ratios = List.copyOf(ratios);
    }
  }

  private final PastForecasts past;
  private final Reconciliation how;
  private final int levels;

  /** What is done without evidence: a level that is kept gets no worse. */
  private final Weighting usual;

  /** By origin and weighting, then step and level: mean size of errors; NaN where unknown. */
  private final List<Map<Weighting, double[][]>> losses = new ArrayList<>();

  private final double[][][] baseLosses;

  /** Makes every earlier origin coherent in every way. */
  public LevelGate(PastForecasts past, Reconciliation how) {
    this.past = past;
    this.how = how;
    this.levels = past.hierarchy().levels().size();
    this.usual = usual(past.hierarchy());
    this.baseLosses = new double[past.origins()][0][];
    for (int origin = 0; origin < past.origins(); origin++) {
      losses.add(new EnumMap<>(Weighting.class));
      if (past.originsKnown(past.known(origin)) >= ORIGINS_TO_LEARN) {
        judge(origin);
      }
    }
  }

  private static Weighting usual(Hierarchy hierarchy) {
    List<Hierarchy.Level> levels = hierarchy.levels();
    boolean few = levels.size() > 2 && levels.get(1).nodes() <= FEW_NODES;
    return few ? Weighting.SECOND_KEPT : Weighting.TOP_KEPT;
  }

  private void judge(int origin) {
    int asOf = past.known(origin);
    int horizon = past.horizon();
    double[] scales = scales(past.meanSquares(0, horizon, asOf));
    BaseForecasts base = past.base(origin);
    baseLosses[origin] = loss(origin, base::values, scales);
    Map<Weighting, double[][]> made = all(how, past, base, asOf);
    // Weightings are compared at the same origins only.
    if (!made.containsKey(usual)) {
      return;
    }
    made.forEach(
        (weighting, paths) ->
            losses.get(origin).put(weighting, loss(origin, step -> paths[step], scales)));
  }

  /** Coherent forecasts by every weighting for which enough was known. */
  private static Map<Weighting, double[][]> all(
      Reconciliation how, PastForecasts past, BaseForecasts base, int asOf) {
    Map<Weighting, double[][]> made = new EnumMap<>(Weighting.class);
    for (Weighting weighting : Weighting.values()) {
      if (weighting != Weighting.MEAN) {
        make(how, past, base, asOf, weighting).ifPresent(paths -> made.put(weighting, paths));
      }
    }
    made.put(Weighting.MEAN, mean(List.copyOf(made.values())));
    return made;
  }

  /**
   * Coherent forecasts by one weighting; none where too little was known for it.
   *
   * @param asOf how many periods were known
   */
  static Optional<double[][]> make(
      Reconciliation how, PastForecasts past, BaseForecasts base, int asOf, Weighting weighting) {
    return switch (weighting) {
      case BOTTOM_UP -> Optional.of(how.bottomUp(base));
      case MEAN -> Optional.ofNullable(all(how, past, base, asOf).get(Weighting.MEAN));
      case STRUCTURE, VARIANCE, VARIANCE_BY_BLOCK, COMMON, TOP_KEPT, SECOND_KEPT, SHRUNK ->
          new Trust(past, base, asOf)
              .by(weighting)
              .map(precisions -> how.reconcile(base, precisions));
    };
  }

  private static double[][] mean(List<double[][]> made) {
    double[][] mean = new double[made.get(0).length][made.get(0)[0].length];
    for (double[][] paths : made) {
      for (int step = 0; step < mean.length; step++) {
        for (int node = 0; node < mean[step].length; node++) {
          mean[step][node] += paths[step][node] / made.size();
        }
      }
    }
    return mean;
  }

  private double[] scales(double[] squares) {
    double[] scales = new double[squares.length];
    for (Hierarchy.Level level : past.hierarchy().levels()) {
      double sum = 0;
      int count = 0;
      int last = level.first() + level.nodes();
      double most = Arrays.stream(squares, level.first(), last).filter(s -> s > 0).max().orElse(0);
      for (int node = level.first(); node < last; node++) {
        // What fades out has errors of any smallness, which would take the floor away.
        if (squares[node] > FADED * most) {
          sum += Math.log(squares[node]);
          count++;
        }
      }
      // The floor keeps a node that was nearly always zero from deciding for its level.
      double least = count == 0 ? 0 : 0.1 * Math.exp(0.5 * sum / count);
      for (int node = level.first(); node < last; node++) {
        scales[node] = Math.max(least, Math.sqrt(squares[node]));
      }
    }
    return scales;
  }

  /** By step, then level; NaN where what came is not known, or no node of the level counts. */
  private double[][] loss(int origin, IntFunction<double[]> paths, double[] scales) {
    double[][] loss = new double[past.horizon()][levels];
    for (int step = 0; step < loss.length; step++) {
      double[] base = past.base(origin).values(step);
      double[] path = paths.apply(step);
      double[] errors = past.errors(origin, step);
      for (int index = 0; index < levels; index++) {
        Hierarchy.Level level = past.hierarchy().levels().get(index);
        double sum = 0;
        int count = 0;
        for (int node = level.first(); node < level.first() + level.nodes(); node++) {
          if (scales[node] > 0 && !Double.isNaN(errors[node])) {
            sum += Math.abs(errors[node] + base[node] - path[node]) / scales[node];
            count++;
          }
        }
        loss[step][index] = count == 0 ? Double.NaN : sum / count;
      }
    }
    return loss;
  }

  /**
   * The choice as of a date.
   *
   * @param asOf how many periods were known
   */
  public Choice choose(int asOf) {
    List<Choice> considered = considered(asOf);
    Choice plain =
        considered.stream()
            .filter(one -> one.weighting() == usual)
            .findFirst()
            .orElse(new Choice(usual, 0, List.of(), false));
    Choice best = plain;
    for (Choice one : considered) {
      // One that spoke at fewer origins may have been lucky in which.
      boolean heard = one.origins() >= Math.max(ORIGINS_TO_CHOOSE, plain.origins());
      if (heard && isBetter(one, plain) && (best.equals(plain) || isBetter(one, best))) {
        best = one;
      }
    }
    return best;
  }

  /** What every weighting did, as known at a date; those of which nothing is known are left out. */
  public List<Choice> considered(int asOf) {
    List<Choice> considered = new ArrayList<>();
    for (Weighting weighting : Weighting.values()) {
      judged(weighting, asOf).ifPresent(considered::add);
    }
    return considered;
  }

  private static boolean isBetter(Choice one, Choice other) {
    if (one.harmless() != other.harmless()) {
      return one.harmless();
    }
    return one.harmless() ? mean(one) < mean(other) - WORTH : worst(one) < worst(other) - WORTH;
  }

  private static double mean(Choice choice) {
    return choice.ratios().stream().mapToDouble(Double::doubleValue).average().orElse(1);
  }

  private static double worst(Choice choice) {
    return choice.ratios().stream().mapToDouble(Double::doubleValue).max().orElse(1);
  }

  /**
   * How a level fared at one origin, over the steps known at a date: errors made coherent, and of
   * the base forecasts.
   */
  private record Fared(double made, double base, int steps) {}

  private Optional<Choice> judged(Weighting weighting, int asOf) {
    List<Double> ratios = new ArrayList<>();
    boolean harmless = true;
    int origins = 0;
    for (int level = 0; level < levels; level++) {
      List<Fared> fared = new ArrayList<>();
      for (int origin = 0; origin < past.origins(); origin++) {
        fared(weighting, origin, level, asOf).ifPresent(fared::add);
      }
      double made = fared.stream().mapToDouble(Fared::made).sum();
      double base = fared.stream().mapToDouble(Fared::base).sum();
      if (base > 0) {
        ratios.add(made / base);
        harmless &= made / base - 1 <= Math.max(NOTHING, Math.min(NOISE, noise(fared, base)));
      }
      int steps = fared.stream().mapToInt(Fared::steps).sum();
      origins = Math.max(origins, steps / past.horizon());
    }
    return ratios.isEmpty()
        ? Optional.empty()
        : Optional.of(new Choice(weighting, origins, ratios, harmless));
  }

  /** The standard error of the share by which errors grew, from the differences by origin. */
  private static double noise(List<Fared> fared, double base) {
    int count = fared.size();
    double mean = fared.stream().mapToDouble(one -> one.made - one.base).sum() / count;
    double squares =
        fared.stream().mapToDouble(one -> Math.pow(one.made - one.base - mean, 2)).sum();
    return count < 2 ? 0 : Math.sqrt(squares * count / (count - 1)) / base;
  }

  private Optional<Fared> fared(Weighting weighting, int origin, int level, int asOf) {
    double[][] made = losses.get(origin).getOrDefault(weighting, new double[0][]);
    double sum = 0;
    double base = 0;
    int count = 0;
    for (int step = 0; step < made.length && past.isKnown(origin, step, asOf); step++) {
      if (!Double.isNaN(made[step][level])) {
        sum += made[step][level];
        base += baseLosses[origin][step][level];
        count++;
      }
    }
    return count == 0 ? Optional.empty() : Optional.of(new Fared(sum / count, base / count, count));
  }

  /**
   * How levels fared at origins that were held out: each made coherent as the gate would have
   * chosen there.
   *
   * @param newest how many origins, the newest first
   * @return for each level its error over that of its base forecasts; NaN where nothing is known
   */
  public double[] heldOut(int newest) {
    double[] made = new double[levels];
    double[] base = new double[levels];
    for (int origin = Math.max(0, past.origins() - newest); origin < past.origins(); origin++) {
      Weighting weighting = choose(past.known(origin)).weighting();
      for (int level = 0; level < levels; level++) {
        Optional<Fared> fared = fared(weighting, origin, level, Integer.MAX_VALUE);
        made[level] += fared.map(Fared::made).orElse(0.0);
        base[level] += fared.map(Fared::base).orElse(0.0);
      }
    }
    for (int level = 0; level < levels; level++) {
      made[level] = base[level] > 0 ? made[level] / base[level] : Double.NaN;
    }
    return made;
  }
}
