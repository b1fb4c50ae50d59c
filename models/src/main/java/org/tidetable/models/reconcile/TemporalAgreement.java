package org.tidetable.models.reconcile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Forecasts of short periods that agree with those of the longer periods that they make up, for
 * many series of one grain. Every origin is made to agree with the trust that was known there, and
 * only where that did no harm at the origins before it: the short periods must have become better,
 * and their sums over longer ones no worse than they were.
 *
 * <p>Series count alike: what is given is in units of each series' own scale.
 *
 * <p>Source: Athanasopoulos, Hyndman, Kourentzes and Petropoulos (2017), Forecasting with temporal
 * hierarchies.
 */
public final class TemporalAgreement {
  private static final List<Weighting> TRIED =
      List.of(Weighting.STRUCTURE, Weighting.VARIANCE, Weighting.COMMON, Weighting.SHRUNK);

  /** A better mean than this is needed of the short periods. */
  private static final double WORTH = 0.005;

  /** The errors of sums over longer periods may exceed what they were by this share. */
  private static final double NOISE = 0.01;

  /** Whole horizons of errors that say enough. */
  private static final int HORIZONS_TO_CHOOSE = 2;

  private final Hierarchy hierarchy;
  private final int[] lasts;
  private final int[] back;
  private final double[][][] said;
  private final double[][][] came;
  private final Reconciliation how;
  private final List<Map<Weighting, double[][]>> made = new ArrayList<>();

  /**
   * Makes the forecasts of all runs agree.
   *
   * @param temporal the periods ahead of any origin
   * @param back periods between the origin of each run and the end, ascending
   * @param said by run, series and node; NaN where a longer period has no forecast. A series that
   *     was not forecast at a run is 0 there
   * @param came what came, likewise; NaN where it is not known, as of a series that was not
   *     forecast
   * @param counts whether nothing lies below zero
   * @param threads how many series are worked on at once
   */
  public TemporalAgreement(
      TemporalHierarchy temporal,
      int[] back,
      double[][][] said,
      double[][][] came,
      boolean counts,
      int threads) {
    this.hierarchy = temporal.hierarchy();
    this.lasts = lasts(hierarchy);
    this.back = back.clone();
    this.said = said;
    this.came = came;
    this.how = new Reconciliation(hierarchy, counts, threads);
    for (int run = 0; run < back.length; run++) {
      made.add(all(run));
    }
  }

  /** The last short period of every node, from 0. */
  private static int[] lasts(Hierarchy hierarchy) {
    int[] lasts = new int[hierarchy.nodes()];
    for (int bottom = 0; bottom < hierarchy.bottoms(); bottom++) {
      lasts[hierarchy.totals() + bottom] = bottom;
      for (int level = 0; level < hierarchy.levels().size() - 1; level++) {
        int node = hierarchy.nodeOf(level, bottom);
        if (node != Hierarchy.NONE) {
          lasts[node] = bottom;
        }
      }
    }
    return lasts;
  }

  /**
   * The paths of a run that agree, by series and short period; none where that did harm at earlier
   * origins, or where too little was known of it.
   */
  public Optional<double[][]> at(int run) {
    Optional<Weighting> best = Optional.empty();
    double least = 1 - WORTH;
    for (Weighting weighting : made.get(run).keySet()) {
      double[] ratios = ratios(weighting, run);
      double own = ratios[ratios.length - 1];
      boolean harmless = Arrays.stream(ratios).noneMatch(ratio -> ratio > 1 + NOISE);
      if (harmless && own < least) {
        least = own;
        best = Optional.of(weighting);
      }
    }
    return best.map(
        weighting ->
            Arrays.stream(made.get(run).getOrDefault(weighting, new double[0][]))
                .map(path -> Arrays.copyOfRange(path, hierarchy.totals(), hierarchy.nodes()))
                .toArray(double[][]::new));
  }

  private Map<Weighting, double[][]> all(int run) {
    int earlier = back.length - 1 - run;
    int[] origins = new int[earlier];
    List<BaseForecasts> base = new ArrayList<>();
    double[][][] actual = new double[earlier][][];
    for (int origin = 0; origin < earlier; origin++) {
      int at = back.length - 1 - origin;
      origins[origin] = origin;
      base.add(BaseForecasts.of(said[at]));
      actual[origin] = known(at, run);
    }
    PastForecasts past = new PastForecasts(hierarchy, origins, base, actual);
    BaseForecasts now = BaseForecasts.of(said[run]);
    Map<Weighting, double[][]> found = new EnumMap<>(Weighting.class);
    for (Weighting weighting : TRIED) {
      new Trust(past, now, Integer.MAX_VALUE)
          .by(weighting)
          .ifPresent(trust -> found.put(weighting, how.reconcile(now, trust)));
    }
    return found;
  }

  /** What came after a run, as far as it was known at another one. */
  private double[][] known(int run, int asOf) {
    double[][] known = new double[came[run].length][];
    for (int one = 0; one < known.length; one++) {
      known[one] = came[run][one].clone();
      for (int node = 0; node < lasts.length; node++) {
        if (lasts[node] >= back[run] - back[asOf]) {
          known[one][node] = Double.NaN;
        }
      }
    }
    return known;
  }

  /**
   * By level, the size of errors that agree over those of the short periods' own sums; more than
   * any may be where too little is known.
   */
  private double[] ratios(Weighting weighting, int asOf) {
    int levels = hierarchy.levels().size();
    double[] agreed = new double[levels];
    double[] alone = new double[levels];
    int steps = 0;
    for (int run = asOf + 1; run < back.length; run++) {
      double[][] paths = made.get(run).get(weighting);
      if (paths == null) {
        continue;
      }
      steps += Math.min(hierarchy.bottoms(), back[run] - back[asOf]);
      double[][] known = known(run, asOf);
      for (int one = 0; one < known.length; one++) {
        double[] own = said[run][one];
        double[] sums =
            hierarchy.sums(Arrays.copyOfRange(own, hierarchy.totals(), hierarchy.nodes()));
        for (int index = 0; index < levels; index++) {
          Hierarchy.Level level = hierarchy.levels().get(index);
          for (int node = level.first(); node < level.first() + level.nodes(); node++) {
            double base = Math.abs(known[one][node] - sums[node]);
            if (!Double.isNaN(base)) {
              alone[index] += base;
              agreed[index] += Math.abs(known[one][node] - paths[one][node]);
            }
          }
        }
      }
    }
    double[] ratios = new double[levels];
    boolean enough = steps >= HORIZONS_TO_CHOOSE * hierarchy.bottoms();
    for (int level = 0; level < levels; level++) {
      ratios[level] =
          !enough ? Double.POSITIVE_INFINITY : alone[level] > 0 ? agreed[level] / alone[level] : 1;
    }
    return ratios;
  }
}
