package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

/**
 * Steps ahead in blocks of about equal length, whose errors are taken together.
 *
 * @param horizon steps ahead, 1 or more
 * @param count of blocks, 1 to {@code horizon}
 */
record HorizonBlocks(int horizon, int count) {
  private static final int USUAL = 3;

  HorizonBlocks {
    require(count >= 1 && count <= horizon, "%s blocks of %s steps", count, horizon);
  }

  /** Thirds of the horizon. */
  static HorizonBlocks of(int horizon) {
    return new HorizonBlocks(horizon, Math.min(USUAL, horizon));
  }

  /** The first step of a block, both from 0; the last block is followed by the horizon. */
  int first(int block) {
    return block * horizon / count;
  }

  /** The block of a step, both from 0. */
  int block(int step) {
    int block = 0;
    while (step >= first(block + 1)) {
      block++;
    }
    return block;
  }
}
