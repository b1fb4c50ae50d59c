package org.tidetable.models.forecast.care;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * Finds what is unusual in a series, to be shown and not to be mended in silence.
 *
 * <p>Outliers: the season is taken out by medians; a value is one when it lies further from the
 * median of its neighbours than {@value #OUTLIER} spreads of such distances. Changes of level: the
 * mean of the periods after each point less the mean of those before it, in spreads of these
 * differences over the whole series, so that a level that always wanders raises none; the largest
 * above {@value #LEVEL} is one, its step is taken out, and the search goes on further away. A
 * change is found once as many periods have come after it as are averaged: 3 years, 4 quarters, 6
 * months, 8 weeks, 14 days, 72 hours.
 *
 * <p>Source: Hampel (1974) for outliers; Eichinger and Kirch (2018), A MOSUM procedure for the
 * estimation of multiple random change points, with a robust scale in place of a variance.
 */
public final class SeriesCare {
  static final double OUTLIER = 6;
  static final double LEVEL = 4.7;

  private static final int REACH = 3;
  private static final int FEWEST = 12;
  private static final int MOST_CHANGES = 3;

  private final Series series;
  private final SeasonTaken adjusted;
  private final Set<LocalDate> unlike;

  private SeriesCare(Series series, Set<LocalDate> unlike) {
    this.series = series;
    this.adjusted = new SeasonTaken(series);
    this.unlike = unlike;
  }

  /**
   * The notes on a series, by their first period.
   *
   * @param series with declared breaks left out, so that they are not found again
   * @param unlike days that are known to be unlike others, such as bank holidays: of days and hours
   *     they are no outliers
   * @param counts whether values are counts, which are never below 0
   */
  public static List<SeriesNote> notes(Series series, Set<LocalDate> unlike, boolean counts) {
    List<SeriesNote> notes = new ArrayList<>(gaps(series));
    if (counts) {
      notes.addAll(negatives(series));
    }
    if (series.observed() >= FEWEST) {
      SeriesCare care = new SeriesCare(series, unlike);
      List<SeriesNote> outliers = care.outliers();
      notes.addAll(outliers);
      notes.addAll(care.changes(outliers));
    }
    notes.sort(Comparator.comparingInt(SeriesNote::first).thenComparing(SeriesNote::kind));
    return notes;
  }

  /** The series without values that cannot be: below 0 where things are counted. */
  public static Series withoutNegatives(Series series) {
    return new Series(
        series.id(),
        series.grain(),
        series.firstPeriod(),
        Arrays.stream(series.values()).map(value -> value < 0 ? Double.NaN : value).toArray());
  }

  private static List<SeriesNote> negatives(Series series) {
    List<SeriesNote> notes = new ArrayList<>();
    for (int at = 0; at < series.length(); at++) {
      if (series.value(at) < 0) {
        notes.add(new SeriesNote(SeriesNote.Kind.NEGATIVE, at, at, series.value(at)));
      }
    }
    return notes;
  }

  /** Missing periods between observed ones; periods that are always closed are no gap. */
  private static List<SeriesNote> gaps(Series series) {
    List<SeriesNote> notes = new ArrayList<>();
    ClosedPeriods closed = new ClosedPeriods(series);
    int before = -1;
    for (int at = 0; at < series.length(); at++) {
      if (Double.isNaN(series.value(at))) {
        continue;
      }
      if (before >= 0 && at - before > 1) {
        boolean open = false;
        for (int missing = before + 1; missing < at && !open; missing++) {
          open = !closed.isClosed(missing);
        }
        if (open) {
          notes.add(new SeriesNote(SeriesNote.Kind.GAP, before + 1, at - 1, at - before - 1.0));
        }
      }
      before = at;
    }
    return notes;
  }

  private List<SeriesNote> outliers() {
    double[] values = adjusted.values();
    double[] distances = new double[values.length];
    double[] usual = new double[values.length];
    for (int at = 0; at < values.length; at++) {
      usual[at] = Medians.near(values, at, REACH);
      distances[at] = values[at] - usual[at];
    }
    double spread = Medians.spread(distances, 0);
    List<SeriesNote> notes = new ArrayList<>();
    for (int at = 0; at < values.length; at++) {
      if (spread > 0 && Math.abs(distances[at]) > OUTLIER * spread && !isUnlike(at)) {
        notes.add(
            new SeriesNote(SeriesNote.Kind.OUTLIER, at, at, adjusted.size(usual[at], values[at])));
      }
    }
    return notes;
  }

  private boolean isUnlike(int at) {
    boolean ofDays = series.grain() == Grain.DAY || series.grain() == Grain.HOUR;
    return ofDays && unlike.contains(series.period(at).toLocalDate());
  }

  private List<SeriesNote> changes(List<SeriesNote> outliers) {
    double[] values = adjusted.values().clone();
    outliers.forEach(note -> values[note.first()] = Double.NaN);
    int window = window(series.grain());
    List<SeriesNote> notes = new ArrayList<>();
    if (Arrays.stream(values).filter(value -> !Double.isNaN(value)).count() < 6L * window) {
      return notes;
    }
    while (notes.size() < MOST_CHANGES) {
      double[] steps = steps(values, window);
      double centre = Medians.of(steps);
      double spread = Medians.spread(steps, centre);
      int best = -1;
      for (int at = 0; at < steps.length; at++) {
        boolean larger =
            !Double.isNaN(steps[at])
                && !isNear(at, notes, window)
                && (best < 0 || Math.abs(steps[at] - centre) > Math.abs(steps[best] - centre));
        best = larger ? at : best;
      }
      if (best < 0 || !(spread > 0) || Math.abs(steps[best] - centre) <= LEVEL * spread) {
        return notes;
      }
      double before = mean(values, best - window, best);
      notes.add(
          new SeriesNote(
              SeriesNote.Kind.LEVEL_CHANGE,
              best,
              best,
              adjusted.size(before, before + steps[best] - centre)));
      for (int at = best; at < values.length; at++) {
        values[at] -= steps[best] - centre;
      }
    }
    return notes;
  }

  /** Whether a change was found so near that its own step is seen here again. */
  private static boolean isNear(int at, List<SeriesNote> found, int window) {
    return found.stream().anyMatch(note -> Math.abs(note.first() - at) < window);
  }

  /**
   * Mean of the periods from each on, less that of those before it; NaN where too few are known.
   */
  private static double[] steps(double[] values, int window) {
    double[] steps = new double[values.length];
    Arrays.fill(steps, Double.NaN);
    for (int at = window; at + window <= values.length; at++) {
      steps[at] = mean(values, at, at + window) - mean(values, at - window, at);
    }
    return steps;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    int count = 0;
    for (int at = from; at < to; at++) {
      if (!Double.isNaN(values[at])) {
        sum += values[at];
        count++;
      }
    }
    return 2 * count < to - from ? Double.NaN : sum / count;
  }

  private static int window(Grain grain) {
    return switch (grain) {
      case HOUR -> 72;
      case DAY -> 14;
      case WEEK -> 8;
      case MONTH -> 6;
      case QUARTER -> 4;
      case YEAR -> 3;
    };
  }
}
