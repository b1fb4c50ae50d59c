package org.tidetable.pipeline.identity;

/** Numbers of four to eight digits, as local systems number their people; zeros stand before. */
record ShortCandidates() implements Candidates {
  private static final int LEAST_DIGITS = 4;
  private static final int MOST_DIGITS = 8;
  private static final int PART = 1_000_000;
  private static final int PARTS_OF_EIGHT = 100;

  @Override
  public int parts() {
    return PARTS_OF_EIGHT;
  }

  @Override
  public void spell(int part, Trial trial) {
    int most = 10_000;
    for (int digits = LEAST_DIGITS; digits <= MOST_DIGITS; digits++) {
      int end = Math.min(most, (part + 1) * PART);
      byte[] text = new byte[digits];
      for (int number = part * PART; number < end && trial.hit() < 0; number++) {
        int rest = number;
        for (int i = digits - 1; i >= 0; i--) {
          text[i] = (byte) ('0' + rest % 10);
          rest /= 10;
        }
        trial.attempt(text, digits);
      }
      most *= 10;
    }
  }
}
