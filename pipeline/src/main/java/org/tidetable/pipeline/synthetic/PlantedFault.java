package org.tidetable.pipeline.synthetic;

import java.util.Locale;

/** A fault of real extracts that is planted in known numbers; a row has one at most. */
enum PlantedFault {
  /** The same row twice, byte for byte. */
  EXACT_DUPLICATE(0.004),
  /** The same record number again, recorded later; the later row is right, the first is not. */
  CORRECTED_DUPLICATE(0.004),
  /** Recorded later than the source ever is otherwise. */
  LATE(0.004),
  /** One row more, of a pseudonym that the register does not know. */
  UNLINKED_PSEUDONYM(0.004),
  /** One row more, whose start is not a date. */
  BAD_DATE(0.002),
  /** One row more, with a code that is on no list. */
  UNKNOWN_CODE(0.002);

  private final double share;

  PlantedFault(double share) {
    this.share = share;
  }

  /** Share of the true rows that get this fault. */
  double share() {
    return share;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
