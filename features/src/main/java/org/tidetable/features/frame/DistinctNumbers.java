package org.tidetable.features.frame;

import java.util.Arrays;

/** Different numbers, of which there are few: a search is as quick as a hash. */
final class DistinctNumbers {
  private int[] seen = new int[8];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  void add(int number) {
    for (int i = 0; i < size; i++) {
      if (seen[i] == number) {
        return;
      }
    }
    if (size == seen.length) {
      seen = Arrays.copyOf(seen, 2 * size);
    }
    seen[size++] = number;
  }
}
