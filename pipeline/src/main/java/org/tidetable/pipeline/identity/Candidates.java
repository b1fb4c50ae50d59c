package org.tidetable.pipeline.identity;

import java.util.List;

/**
 * A space of texts that somebody may have hashed without a key, cut into parts that can be tried at
 * the same time.
 *
 * <p>Not tried, because no search of minutes can: pupil numbers (about 40 thousand million) and
 * numbers joined with a salt or a date.
 */
interface Candidates {
  /** How many parts. */
  int parts();

  /** Tries every text of a part, or as many as it takes to meet one of the targets. */
  void spell(int part, Trial trial);

  /** All spaces, the likeliest first. */
  static List<Candidates> all() {
    return List.of(
        new NumberCandidates(400_000_000, 500_000_000, NumberCandidates.Spelling.USUAL),
        new NumberCandidates(600_000_000, 800_000_000, NumberCandidates.Spelling.USUAL),
        new NumberCandidates(320_000_000, 400_000_000, NumberCandidates.Spelling.USUAL),
        new NumberCandidates(10_000_000, 312_000_000, NumberCandidates.Spelling.USUAL),
        new NumberCandidates(999_000_000, 1_000_000_000, NumberCandidates.Spelling.USUAL),
        new DayCandidates(),
        new ShortCandidates(),
        new PostcodeCandidates(),
        new NumberCandidates(400_000_000, 500_000_000, NumberCandidates.Spelling.LINE),
        new NumberCandidates(600_000_000, 800_000_000, NumberCandidates.Spelling.LINE),
        new NumberCandidates(900_000_000, 999_000_000, NumberCandidates.Spelling.PLAIN));
  }
}
