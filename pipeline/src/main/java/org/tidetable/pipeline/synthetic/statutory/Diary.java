package org.tidetable.pipeline.synthetic.statutory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.synthetic.Chronicle;
import org.tidetable.pipeline.synthetic.Happenings;
import org.tidetable.pipeline.synthetic.Household;
import org.tidetable.pipeline.synthetic.Month;
import org.tidetable.pipeline.synthetic.Resident;

/**
 * Takes down in which months what happened to a household, the months before the records included:
 * what began then and still lasts stands in the returns.
 */
final class Diary implements Chronicle {
  private final Household household;
  private final Map<Integer, List<Entry>> entries = new HashMap<>();

  /**
   * A line of the diary.
   *
   * @param month 0 for the first month of the records, below 0 before
   * @param ended whether what had begun came to its end, instead of beginning or happening
   */
  record Entry(int month, EventKind kind, String code, double quantity, boolean ended) {}

  Diary(Household household) {
    this.household = household;
  }

  List<Entry> of(Resident resident) {
    return entries.getOrDefault(resident.index(), List.of());
  }

  @Override
  public Happenings begin(Resident resident, Month month, SplittableRandom random) {
    List<Entry> lines = entries.computeIfAbsent(resident.index(), index -> new ArrayList<>());
    boolean recorded = month.number() >= household.entersMonth();
    boolean kept = recorded || household.entersMonth() == 0;
    return new Happenings() {
      @Override
      public void happened(EventKind kind, String code, double quantity) {
        if (kept) {
          lines.add(new Entry(month.number(), kind, code, quantity, false));
        }
      }

      @Override
      public boolean allows(EventKind kind, double rate) {
        return recorded || kind != EventKind.LONG_TERM_CARE_START;
      }

      @Override
      public void ended(EventKind kind) {
        lines.add(new Entry(month.number(), kind, "", 0, true));
      }
    };
  }
}
