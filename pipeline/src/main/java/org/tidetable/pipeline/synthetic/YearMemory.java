package org.tidetable.pipeline.synthetic;

/** A count for each of the last twelve months. */
final class YearMemory {
  private final int[] months = new int[12];
  private int now;
  private int sum;

  /** A month passes: the count of a year ago is forgotten. */
  void pass() {
    now = (now + 1) % months.length;
    sum -= months[now];
    months[now] = 0;
  }

  void add(int count) {
    months[now] += count;
    sum += count;
  }

  int sum() {
    return sum;
  }

  YearMemory copy() {
    YearMemory copy = new YearMemory();
    System.arraycopy(months, 0, copy.months, 0, months.length);
    copy.now = now;
    copy.sum = sum;
    return copy;
  }
}
