package org.tidetable.features.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.tidetable.features.store.StoreSchema.KNOWN_DATE;
import static org.tidetable.features.store.StoreSchema.START_DATE;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One person's events, and what of them was known before an index date: those that had started and
 * were known strictly before it, as days before. Features see nothing else, so that none can look
 * ahead. Days are counted from 1970.
 */
public final class History {
  /** No end was recorded. */
  public static final int NO_END = Integer.MAX_VALUE;

  /** Is shown what was known before an index date. */
  public interface Reader {
    /**
     * An event.
     *
     * @param daysBefore 1 for the day before the index date, and more
     * @param provider a number that stands for who provided it; 0 when not recorded
     * @param ended whether its end lies before the index date; an end on it or later is no fact yet
     */
    void event(int kind, int daysBefore, double quantity, int provider, boolean ended);
  }

  private static final int FIRST_ROOM = 64;

  private int size;
  private int[] kinds = new int[FIRST_ROOM];
  private int[] starts = new int[FIRST_ROOM];
  private int[] known = new int[FIRST_ROOM];
  private int[] ends = new int[FIRST_ROOM];
  private int[] providers = new int[FIRST_ROOM];
  private double[] quantities = new double[FIRST_ROOM];

  /** Forgets all, for the next person. */
  public void clear() {
    size = 0;
  }

  /** Takes an event, in any order. */
  public void add(int kind, int start, int knownOn, int end, double quantity, int provider) {
    if (size == kinds.length) {
      int room = 2 * size;
      kinds = Arrays.copyOf(kinds, room);
      starts = Arrays.copyOf(starts, room);
      known = Arrays.copyOf(known, room);
      ends = Arrays.copyOf(ends, room);
      providers = Arrays.copyOf(providers, room);
      quantities = Arrays.copyOf(quantities, room);
    }
    kinds[size] = kind;
    starts[size] = start;
    known[size] = knownOn;
    ends[size] = end;
    providers[size] = provider;
    quantities[size++] = quantity;
  }

  /** Shows what was known before an index date. */
  public void before(int index, Reader reader) {
    for (int i = 0; i < size; i++) {
      if (starts[i] < index && known[i] < index) {
        reader.event(kinds[i], index - starts[i], quantities[i], providers[i], ends[i] < index);
      }
    }
  }

  /** Of the store's events those that some index date up to {@code last} can see. */
  public static Dataset<Row> visible(Dataset<Row> events, LocalDate last) {
    Column day = lit(Date.valueOf(last));
    return events.filter(col(START_DATE).lt(day).and(col(KNOWN_DATE).lt(day)));
  }
}
