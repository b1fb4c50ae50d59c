package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.stream.IntStream;

/** Deals persons into folds by a seeded hash: all rows of a person fall into one fold. */
public final class PersonFolds {
  private PersonFolds() {}

  /** The fold of each row, from 0. */
  public static int[] of(String[] persons, int folds, long seed) {
    require(folds >= 2, "folds must be 2 or more, but was %s", folds);
    int[] fold = new int[persons.length];
    for (int row = 0; row < fold.length; row++) {
      fold[row] = (int) Long.remainderUnsigned(hash(persons[row], seed), folds);
    }
    return fold;
  }

  /**
   * Folds within a fold: dealt apart from {@link #of}, for the same hash would put all persons that
   * an outer fold left in where they can no longer be parted.
   */
  static int[] inside(String[] persons, int folds, long seed) {
    return of(persons, folds, hash("inside", seed));
  }

  /** The rows inside a fold, or outside of it. */
  public static int[] rows(int[] folds, int fold, boolean inside) {
    return IntStream.range(0, folds.length).filter(i -> (folds[i] == fold) == inside).toArray();
  }

  /** 64 well-mixed bits (the finaliser of SplitMix64 over FNV-1a). */
  static long hash(String person, long seed) {
    long hash = 0xcbf29ce484222325L ^ seed;
    for (int i = 0; i < person.length(); i++) {
      hash = (hash ^ person.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
