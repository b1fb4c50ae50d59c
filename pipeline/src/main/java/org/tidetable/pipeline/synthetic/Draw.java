package org.tidetable.pipeline.synthetic;

import java.util.SplittableRandom;

/** Draws from the distributions that the population needs. */
public final class Draw {
  private Draw() {}

  /** Standard normal, by Box and Muller (1958); {@code StrictMath}, so equal on every machine. */
  public static double normal(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** Poisson, by Knuth's product of uniforms; for means of a few units. */
  public static int poisson(SplittableRandom random, double mean) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  /** 1 or more, with that mean: geometric. */
  public static int spell(SplittableRandom random, double mean) {
    return 1 + (int) (StrictMath.log(1 - random.nextDouble()) / StrictMath.log(1 - 1 / mean));
  }

  /** Whether something that happens at this rate in a month happens in it. */
  public static boolean happens(SplittableRandom random, double rate) {
    return random.nextDouble() < 1 - StrictMath.exp(-rate);
  }

  /** The position of one of the shares, which add up to 1. */
  public static int choice(SplittableRandom random, double... shares) {
    double left = random.nextDouble();
    int position = 0;
    while (position < shares.length - 1 && left >= shares[position]) {
      left -= shares[position];
      position++;
    }
    return position;
  }
}
