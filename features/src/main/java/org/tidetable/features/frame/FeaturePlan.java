package org.tidetable.features.frame;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tidetable.features.feature.Feature;
import org.tidetable.features.feature.Measure;
import org.tidetable.features.feature.Trait;
import org.tidetable.features.feature.Window;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Sector;

/**
 * A list of features as columns by what they measure: plain arrays, to be sent to where people are.
 * A column of -1 is one that nobody wants.
 */
// Places in arrays that live no longer than the program; never stored.
@SuppressWarnings("EnumOrdinal")
final class FeaturePlan implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int KINDS = EventKind.values().length;
  private static final int WINDOWS = Window.values().length;
  private static final int SECTORS = Sector.values().length;

  private final int columns;
  private final int lookbackDays;
  private final int[] traits = filled(Trait.values().length);
  private final int[][] counts = filled(KINDS, WINDOWS);
  private final int[][] totals = filled(KINDS, WINDOWS);
  private final int[][] household = filled(KINDS, WINDOWS);
  private final int[][] providers = filled(SECTORS, WINDOWS);
  private final int[][] kinds = filled(SECTORS, WINDOWS);
  private final int[][] notCollected = filled(SECTORS, WINDOWS);
  private final int[] recency = filled(KINDS);
  private final int[] trend = filled(KINDS);
  private final int[] open = filled(KINDS);
  private final int[] areaRates = filled(KINDS);
  private final int[] sectorOf = new int[KINDS];
  private final int[] collectedFrom = new int[SECTORS];

  /**
   * @param collectedFrom the first day of each sector's records; a sector that is not there has
   *     none
   */
  FeaturePlan(List<Feature> features, Map<Sector, LocalDate> collectedFrom, int lookbackDays) {
    this.columns = features.size();
    this.lookbackDays = lookbackDays;
    for (EventKind kind : EventKind.values()) {
      sectorOf[kind.ordinal()] = kind.sector().ordinal();
    }
    for (Sector sector : Sector.values()) {
      LocalDate from = collectedFrom.get(sector);
      this.collectedFrom[sector.ordinal()] =
          from == null ? Integer.MAX_VALUE : (int) from.toEpochDay();
    }
    for (int column = 0; column < features.size(); column++) {
      place(features.get(column), column);
    }
  }

  private void place(Feature feature, int column) {
    int kind = feature.kind().map(Enum::ordinal).orElse(0);
    int sector = feature.sector().map(Enum::ordinal).orElse(0);
    int window = feature.window().map(Enum::ordinal).orElse(0);
    switch (feature.measure()) {
      case ATTRIBUTE -> {
        String name = feature.name().toUpperCase(java.util.Locale.ROOT);
        traits[Trait.valueOf(name).ordinal()] = column;
      }
      case COUNT -> counts[kind][window] = column;
      case TOTAL -> totals[kind][window] = column;
      case RECENCY -> recency[kind] = column;
      case TREND -> trend[kind] = column;
      case OPEN -> open[kind] = column;
      case PROVIDERS -> providers[sector][window] = column;
      case KINDS -> kinds[sector][window] = column;
      case HOUSEHOLD -> household[kind][window] = column;
      case AREA_RATE -> areaRates[kind] = column;
      case NOT_COLLECTED -> notCollected[sector][window] = column;
    }
  }

  int columns() {
    return columns;
  }

  int lookbackDays() {
    return lookbackDays;
  }

  int trait(Trait trait) {
    return traits[trait.ordinal()];
  }

  /** The column of a measure of a kind over a window. */
  int column(Measure measure, int kind, Window window) {
    return switch (measure) {
      case COUNT -> counts[kind][window.ordinal()];
      case TOTAL -> totals[kind][window.ordinal()];
      case HOUSEHOLD -> household[kind][window.ordinal()];
      case RECENCY -> recency[kind];
      case TREND -> trend[kind];
      case OPEN -> open[kind];
      case AREA_RATE -> areaRates[kind];
      case ATTRIBUTE, PROVIDERS, KINDS, NOT_COLLECTED ->
          throw new IllegalArgumentException(measure + " is not of a kind");
    };
  }

  /** The column of a measure of a sector over a window. */
  int sectorColumn(Measure measure, int sector, Window window) {
    return switch (measure) {
      case PROVIDERS -> providers[sector][window.ordinal()];
      case KINDS -> kinds[sector][window.ordinal()];
      case NOT_COLLECTED -> notCollected[sector][window.ordinal()];
      default -> throw new IllegalArgumentException(measure + " is not of a sector");
    };
  }

  int sector(int kind) {
    return sectorOf[kind];
  }

  /**
   * Whether the records of a sector reach back over the window; {@link Window#ALL} asks only that
   * they have begun.
   */
  boolean collected(int sector, Window window, int index) {
    long first = window == Window.ALL ? index - 1L : (long) index - window.days();
    return collectedFrom[sector] <= first;
  }

  private static int[] filled(int length) {
    int[] all = new int[length];
    Arrays.fill(all, -1);
    return all;
  }

  private static int[][] filled(int rows, int length) {
    int[][] all = new int[rows][];
    for (int row = 0; row < rows; row++) {
      all[row] = filled(length);
    }
    return all;
  }
}
