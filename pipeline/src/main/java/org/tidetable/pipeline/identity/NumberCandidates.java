package org.tidetable.pipeline.identity;

/**
 * Numbers of ten digits with the check digit of an NHS number, in a range in use.
 *
 * @param from the first nine digits of the first, from 0
 * @param to past the first nine digits of the last
 * @param spelling how each is written
 */
record NumberCandidates(int from, int to, Spelling spelling) implements Candidates {
  private static final int PART = 500_000;

  /** How a number is written before it is hashed. */
  enum Spelling {
    /** Plain, 3-3-4 with blanks, 3-3-4 with dashes. */
    USUAL,
    PLAIN,
    /** Plain, with the line end that shells add. */
    LINE
  }

  @Override
  public int parts() {
    return (to - from + PART - 1) / PART;
  }

  @Override
  public void spell(int part, Trial trial) {
    int start = from + part * PART;
    int end = Math.min(to, start + PART);
    byte[] plain = new byte[11];
    plain[10] = '\n';
    byte[] grouped = new byte[12];
    for (int nine = start; nine < end && trial.hit() < 0; nine++) {
      int check = check(nine, plain);
      if (check == 10 || !isInUse(nine)) {
        continue;
      }
      plain[9] = (byte) ('0' + check);
      switch (spelling) {
        case PLAIN -> trial.attempt(plain, 10);
        case LINE -> trial.attempt(plain, 11);
        case USUAL -> {
          trial.attempt(plain, 10);
          System.arraycopy(plain, 0, grouped, 0, 3);
          System.arraycopy(plain, 3, grouped, 4, 3);
          System.arraycopy(plain, 6, grouped, 8, 4);
          grouped[3] = ' ';
          grouped[7] = ' ';
          trial.attempt(grouped, 12);
          grouped[3] = '-';
          grouped[7] = '-';
          trial.attempt(grouped, 12);
        }
      }
    }
  }

  /** Writes nine digits and returns the tenth; 10 where there is none. */
  private static int check(int nine, byte[] plain) {
    int rest = nine;
    int sum = 0;
    for (int i = 8; i >= 0; i--) {
      int digit = rest % 10;
      rest /= 10;
      plain[i] = (byte) ('0' + digit);
      sum += digit * (10 - i);
    }
    return (11 - sum % 11) % 11;
  }

  private static boolean isInUse(int nine) {
    return nine >= 312_000_000 || CheckDigits.inUse(10L * nine);
  }
}
