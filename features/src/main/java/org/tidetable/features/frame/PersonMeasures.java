package org.tidetable.features.frame;

import java.util.Arrays;
import org.tidetable.features.feature.Measure;
import org.tidetable.features.feature.Window;
import org.tidetable.features.history.History;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Sector;

/**
 * Turns one person's history before an index date into numbers, all measures in one walk over the
 * events. Used again for person after person, so that nothing is allocated.
 */
// Places in arrays that live no longer than the program; never stored.
@SuppressWarnings("EnumOrdinal")
final class PersonMeasures implements History.Reader {
  private static final Window[] WINDOWS = Window.values();
  private static final int KINDS = EventKind.values().length;
  private static final int SECTORS = Sector.values().length;
  private static final int RECENT = Window.DAYS_730.days();
  private static final int QUARTER = Window.DAYS_90.days();
  private static final int YEAR = Window.DAYS_365.days();
  private static final boolean[] IN_CARE = new boolean[KINDS];
  private static final boolean[] LASTS = new boolean[KINDS];

  static {
    for (EventKind kind : EventKind.values()) {
      IN_CARE[kind.ordinal()] = LookedAfter.KINDS.contains(kind);
      LASTS[kind.ordinal()] = kind.lasts();
    }
  }

  private final FeaturePlan plan;
  private final int[][] counts = new int[KINDS][WINDOWS.length];
  private final double[][] totals = new double[KINDS][WINDOWS.length];
  private final int[] last = new int[KINDS];
  private final int[] open = new int[KINDS];
  private final DistinctNumbers[][] providers = new DistinctNumbers[SECTORS][WINDOWS.length];
  private LookedAfter lookedAfter = LookedAfter.NEVER_KNOWN;

  PersonMeasures(FeaturePlan plan) {
    this.plan = plan;
    for (DistinctNumbers[] each : providers) {
      Arrays.setAll(each, window -> new DistinctNumbers());
    }
  }

  /** Reads a history; {@link #write} and {@link #shared} then tell of it. */
  void read(History history, int index) {
    for (int kind = 0; kind < KINDS; kind++) {
      Arrays.fill(counts[kind], 0);
      Arrays.fill(totals[kind], 0);
    }
    Arrays.fill(last, Integer.MAX_VALUE);
    Arrays.fill(open, 0);
    lookedAfter = LookedAfter.NEVER_KNOWN;
    for (DistinctNumbers[] each : providers) {
      for (DistinctNumbers numbers : each) {
        numbers.clear();
      }
    }
    history.before(index, this);
  }

  @Override
  public void event(int kind, int daysBefore, double quantity, int provider, boolean ended) {
    open[kind] += ended ? 0 : 1;
    if (IN_CARE[kind] && lookedAfter != LookedAfter.NOW) {
      lookedAfter = LASTS[kind] && !ended ? LookedAfter.NOW : LookedAfter.BEFORE;
    }
    if (daysBefore > plan.lookbackDays()) {
      return;
    }
    last[kind] = Math.min(last[kind], daysBefore);
    int sector = plan.sector(kind);
    for (int window = 0; window < WINDOWS.length; window++) {
      if (daysBefore <= WINDOWS[window].days()) {
        counts[kind][window]++;
        totals[kind][window] += quantity;
        if (provider != 0) {
          providers[sector][window].add(provider);
        }
      }
    }
  }

  /** Whether the person was looked after, by all that was read: the look-back does not cut it. */
  LookedAfter lookedAfter() {
    return lookedAfter;
  }

  /** Writes the person's own features. */
  void write(SparseRow row, int index) {
    for (int kind = 0; kind < KINDS; kind++) {
      row.set(plan.column(Measure.OPEN, kind, Window.ALL), open[kind]);
      if (counts[kind][Window.ALL.ordinal()] > 0) {
        write(row, kind, index);
      }
    }
    for (int sector = 0; sector < SECTORS; sector++) {
      writeSector(row, sector, index);
    }
  }

  private void write(SparseRow row, int kind, int index) {
    int sector = plan.sector(kind);
    for (Window window : WINDOWS) {
      if (plan.collected(sector, window, index)) {
        row.set(plan.column(Measure.COUNT, kind, window), counts[kind][window.ordinal()]);
        row.set(plan.column(Measure.TOTAL, kind, window), totals[kind][window.ordinal()]);
      }
    }
    row.set(plan.column(Measure.RECENCY, kind, Window.ALL), Math.max(0, RECENT + 1 - last[kind]));
    if (plan.collected(sector, Window.DAYS_365, index)) {
      double lately = counts[kind][Window.DAYS_90.ordinal()];
      double before = counts[kind][Window.DAYS_365.ordinal()] - lately;
      double change = YEAR * (lately / QUARTER - before / (YEAR - QUARTER));
      row.set(plan.column(Measure.TREND, kind, Window.DAYS_365), change);
    }
  }

  private void writeSector(SparseRow row, int sector, int index) {
    for (Window window : WINDOWS) {
      if (!plan.collected(sector, window, index)) {
        row.set(plan.sectorColumn(Measure.NOT_COLLECTED, sector, window), 1);
        continue;
      }
      row.set(
          plan.sectorColumn(Measure.PROVIDERS, sector, window),
          providers[sector][window.ordinal()].size());
      int different = 0;
      for (int kind = 0; kind < KINDS; kind++) {
        different += plan.sector(kind) == sector && counts[kind][window.ordinal()] > 0 ? 1 : 0;
      }
      row.set(plan.sectorColumn(Measure.KINDS, sector, window), different);
    }
  }

  /**
   * What the household and the area are told of the person: the total of each kind over 90 days,
   * then over a year, where it is collected.
   */
  void shared(SparseRow row, int index) {
    for (int kind = 0; kind < KINDS; kind++) {
      int sector = plan.sector(kind);
      if (plan.collected(sector, Window.DAYS_90, index)) {
        row.set(kind, totals[kind][Window.DAYS_90.ordinal()]);
      }
      if (plan.collected(sector, Window.DAYS_365, index)) {
        row.set(KINDS + kind, totals[kind][Window.DAYS_365.ordinal()]);
      }
    }
  }

  /** Columns of what is shared. */
  static int sharedColumns() {
    return 2 * KINDS;
  }
}
