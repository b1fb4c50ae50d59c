package org.tidetable.models.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good forecasts were over the held-out periods, of one series or of all together.
 *
 * @param seriesId empty for all series together
 * @param chosen the method that was chosen; empty for all series together
 * @param methods scores by method, {@value #CHOSEN} first
 * @param ranges scores of the ranges around the chosen paths, by ascending level
 * @param wis weighted interval score of the chosen paths and all their ranges, in units of mase
 * @param pinball mean pinball loss of the ends of all their ranges, in units of mase
 * @param periods how many were scored
 * @param total sum of the sizes of the actual values in them
 * @param parts the chosen paths by third of the horizon and by third of the series' size; empty for
 *     one series
 * @param leads how far the chosen paths are ahead of the methods that are always shown; empty for
 *     one series
 * @param slices the same scores of thirds of the horizon and of the series; empty for one series
 */
public record ForecastAccuracy(
    String seriesId,
    String chosen,
    List<MethodScore> methods,
    List<RangeScore> ranges,
    OptionalDouble wis,
    OptionalDouble pinball,
    int periods,
    double total,
    List<Part> parts,
    List<Lead> leads,
    List<Slice> slices) {

  /** The name under which the chosen paths are scored. */
  public static final String CHOSEN = "chosen";

  /** The name of the mean of the pool's core, all methods alike. */
  public static final String AVERAGE = "average";

  /** The name of numbers that somebody else had planned with. */
  public static final String PLAN = "plan";

  public ForecastAccuracy {
    methods = List.copyOf(methods);
    ranges = List.copyOf(ranges);
    parts = List.copyOf(parts);
    leads = List.copyOf(leads);
    slices = List.copyOf(slices);
  }

  /** One series, or some together, without parts. */
  ForecastAccuracy(
      String seriesId,
      String chosen,
      List<MethodScore> methods,
      List<RangeScore> ranges,
      OptionalDouble wis,
      OptionalDouble pinball,
      int periods,
      double total) {
    this(
        seriesId, chosen, methods, ranges, wis, pinball, periods, total, List.of(), List.of(),
        List.of());
  }

  /**
   * Scores of some series together, with leads; the series were scored for the same methods and
   * levels. Empty for none.
   */
  public static Optional<ForecastAccuracy> together(List<ForecastAccuracy> series) {
    if (series.isEmpty()) {
      return Optional.empty();
    }
    AccuracyTally tally =
        new AccuracyTally(
            "",
            series.get(0).methods().stream().map(MethodScore::method).toList(),
            series.get(0).ranges().stream().map(RangeScore::level).toList());
    series.forEach(tally::add);
    return Optional.of(tally.mean().with(List.of(), Leads.of(series), List.of()));
  }

  /** The same with what only series together have. */
  ForecastAccuracy with(List<Part> otherParts, List<Lead> otherLeads, List<Slice> otherSlices) {
    return new ForecastAccuracy(
        seriesId,
        chosen,
        methods,
        ranges,
        wis,
        pinball,
        periods,
        total,
        otherParts,
        otherLeads,
        otherSlices);
  }

  /** What the held-out periods are divided by. */
  public enum Division {
    /** From the nearest periods to the farthest. */
    HORIZON,
    /** From the smallest series to the largest. */
    VOLUME
  }

  /**
   * A third of the held-out periods.
   *
   * @param third 1 to 3
   * @param periods how many were scored
   * @param error mean absolute error, in units of mase
   * @param coverage by ascending level, 0 to 1
   */
  public record Part(
      Division by, int third, int periods, OptionalDouble error, List<OptionalDouble> coverage) {
    public Part {
      coverage = List.copyOf(coverage);
    }
  }

  /**
   * The scores of a third: of the periods of all series, or of all periods of the series of like
   * size.
   *
   * @param third 1 to 3, from the nearest periods, or the smallest series
   */
  public record Slice(Division by, int third, ForecastAccuracy accuracy) {}

  /**
   * The mean over series of a method's mase less that of the chosen paths over the same periods,
   * with the range that 95 of 100 such sets of series would give: above 0 the chosen paths are
   * better.
   *
   * @param series that have both
   */
  public record Lead(String over, int series, double mean, double lower, double upper) {}

  /**
   * Scores of paths, as {@link ForecastScores} defines them. Over all series, smape and wape are
   * over all periods, mase and rmsse are means over series.
   *
   * @param series how many series were scored
   * @param beside mase of the chosen paths over the periods that the method has: some methods are
   *     not tried at every origin, and a plan may cover some periods only
   */
  public record MethodScore(
      String method,
      int series,
      OptionalDouble smape,
      OptionalDouble mase,
      OptionalDouble wape,
      OptionalDouble rmsse,
      OptionalDouble beside) {}

  /**
   * Scores of ranges.
   *
   * @param level nominal coverage in per cent
   * @param coverage share of values inside, 0 to 1, over all periods
   * @param meanWidth in the unit of the series
   * @param msis mean over series
   */
  public record RangeScore(
      int level, OptionalDouble coverage, OptionalDouble meanWidth, OptionalDouble msis) {}

  /** The score of a method, or of {@value #CHOSEN}. */
  public Optional<MethodScore> score(String method) {
    return methods.stream().filter(score -> score.method().equals(method)).findFirst();
  }

  /**
   * Whether the chosen paths are no worse than the better of naive and seasonal naive, by mase, or
   * by wape where mase is undefined; empty when neither is defined.
   */
  public Optional<Boolean> beatsNaive() {
    OptionalDouble mase = lead(true);
    OptionalDouble lead = mase.isPresent() ? mase : lead(false);
    return lead.isPresent() ? Optional.of(lead.getAsDouble() >= -1e-9) : Optional.empty();
  }

  private OptionalDouble lead(boolean byMase) {
    double best = Double.POSITIVE_INFINITY;
    double own = Double.NaN;
    for (MethodScore score : methods) {
      double value = (byMase ? score.mase() : score.wape()).orElse(Double.NaN);
      if (score.method().equals(CHOSEN)) {
        own = value;
      } else if (score.method().endsWith("naive") && !Double.isNaN(value)) {
        best = Math.min(best, value);
      }
    }
    return Double.isNaN(own) || Double.isInfinite(best)
        ? OptionalDouble.empty()
        : OptionalDouble.of(best - own);
  }
}
