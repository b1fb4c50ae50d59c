package org.tidetable.pipeline.synthetic;

import java.util.List;
import java.util.SplittableRandom;
import org.tidetable.models.vocabulary.EventKind;

/** Takes down what the plain files tell. */
record PlainChronicle(Household household, SyntheticSettings settings, List<Occurrence> into)
    implements Chronicle {

  /** Nobody is in long-term care when the records begin, so that a first start is a first. */
  private static final Happenings BEFORE_THE_RECORDS =
      new Happenings() {
        @Override
        public void happened(EventKind kind, String code, double quantity) {}

        @Override
        public boolean allows(EventKind kind, double rate) {
          return kind != EventKind.LONG_TERM_CARE_START;
        }
      };

  @Override
  public Happenings begin(Resident resident, Month month, SplittableRandom random) {
    if (month.number() < household.entersMonth()) {
      return BEFORE_THE_RECORDS;
    }
    if (settings.contacts()) {
      return new Contacts(household, settings, resident, month, random, into);
    }
    return (kind, code, quantity) ->
        into.add(Occurrence.within(month, resident, kind, code, quantity, random.split()));
  }
}
