package org.tidetable.pipeline.synthetic;

import java.util.SplittableRandom;

/** Takes down the lives of one household. */
public interface Chronicle {
  /**
   * What is told of a resident's month that begins now; {@code month} may lie before the household
   * came, and then nothing may be drawn from {@code random}, the stream of the household's life.
   */
  Happenings begin(Resident resident, Month month, SplittableRandom random);
}
