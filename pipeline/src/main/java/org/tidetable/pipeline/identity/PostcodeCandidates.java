package org.tidetable.pipeline.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Unit postcodes with a blank and without, in capitals; a part is an outward code. */
record PostcodeCandidates() implements Candidates {
  private static final String INWARD = "ABDEFGHJLNPQRSTUWXYZ";
  private static final List<String> OUTWARD = outward();

  @Override
  public int parts() {
    return OUTWARD.size();
  }

  @Override
  public void spell(int part, Trial trial) {
    String outward = OUTWARD.get(part);
    int size = outward.length();
    byte[] joined = (outward + "0AA").getBytes(StandardCharsets.US_ASCII);
    byte[] parted = (outward + " 0AA").getBytes(StandardCharsets.US_ASCII);
    for (int digit = 0; digit < 10 && trial.hit() < 0; digit++) {
      for (int first = 0; first < INWARD.length(); first++) {
        for (int second = 0; second < INWARD.length(); second++) {
          joined[size] = (byte) ('0' + digit);
          joined[size + 1] = (byte) INWARD.charAt(first);
          joined[size + 2] = (byte) INWARD.charAt(second);
          trial.attempt(joined, size + 3);
          System.arraycopy(joined, size, parted, size + 1, 3);
          trial.attempt(parted, size + 4);
        }
      }
    }
  }

  /** Districts 0 to 99 of every area, and a letter for the last digit in London. */
  private static List<String> outward() {
    List<String> all = new ArrayList<>();
    for (String area : Postcodes.areas()) {
      for (int district = 0; district < 100; district++) {
        all.add(area + district);
      }
    }
    for (String area : List.of("E", "EC", "N", "NW", "SE", "SW", "W", "WC")) {
      for (int district = 1; district < 10; district++) {
        for (char letter = 'A'; letter <= 'Z'; letter++) {
          all.add(area + district + letter);
        }
      }
    }
    return all;
  }
}
