package org.tidetable.models.tribuo;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Map;

/**
 * How boosted trees grow.
 *
 * @param rounds the most trees; fewer when held-out people no longer gain
 * @param learningRate share of each tree's answer that is used, over 0 to 1
 * @param depth the most splits from root to leaf
 * @param leaves the most leaves of a tree, the split that gains most first; 0 for as many as the
 *     depth allows
 * @param minimumChildWeight least second derivative in a leaf
 * @param rowShare share of the rows seen by each tree
 * @param columnShare share of the columns seen by each tree
 * @param penalty L2 penalty on leaves
 * @param threads used in training; the answer does not depend on it
 * @param directions features whose risk may only rise (1) or only fall (-1) with the value; a name
 *     that the rows lack says nothing
 */
public record BoostedSettings(
    int rounds,
    double learningRate,
    int depth,
    int leaves,
    double minimumChildWeight,
    double rowShare,
    double columnShare,
    double penalty,
    int threads,
    Map<String, Integer> directions) {

  /** What suits people described by some hundred sparse columns. */
  public static final BoostedSettings STANDARD =
      new BoostedSettings(1000, 0.05, 5, 5, 0.8, 0.3, 5, 1);

  public BoostedSettings {
    require(rounds >= 1, "rounds must be 1 or more, but was %s", rounds);
    require(
        learningRate > 0 && learningRate <= 1,
        "learning rate must be over 0 and up to 1, but was %s",
        learningRate);
    require(depth >= 1, "depth must be 1 or more, but was %s", depth);
    require(leaves == 0 || leaves >= 2, "leaves must be 0 or 2 and more, but were %s", leaves);
    require(rowShare > 0 && rowShare <= 1, "row share must be over 0 and up to 1");
    require(columnShare > 0 && columnShare <= 1, "column share must be over 0 and up to 1");
    require(threads >= 1, "threads must be 1 or more, but was %s", threads);
    directions = Map.copyOf(directions);
    for (int direction : directions.values()) {
      require(Math.abs(direction) <= 1, "a direction is -1, 0 or 1, but one is %s", direction);
    }
  }

  /** As many leaves as the depth allows, without directions. */
  public BoostedSettings(
      int rounds,
      double learningRate,
      int depth,
      double minimumChildWeight,
      double rowShare,
      double columnShare,
      double penalty,
      int threads) {
    this(
        rounds,
        learningRate,
        depth,
        0,
        minimumChildWeight,
        rowShare,
        columnShare,
        penalty,
        threads,
        Map.of());
  }

  /** The same with another number of rounds. */
  public BoostedSettings withRounds(int others) {
    return with(others, learningRate, leaves, rowShare, directions);
  }

  /** The same with another learning rate and another number of rounds. */
  public BoostedSettings withRate(double rate, int others) {
    return with(others, rate, leaves, rowShare, directions);
  }

  /** The same with those directions. */
  public BoostedSettings withDirections(Map<String, Integer> others) {
    return with(rounds, learningRate, leaves, rowShare, others);
  }

  /** The same with at most so many leaves; 0 for as many as the depth allows. */
  public BoostedSettings withLeaves(int most) {
    return with(rounds, learningRate, most, rowShare, directions);
  }

  /** The same with trees of which each sees that share of the rows. */
  public BoostedSettings withRowShare(double share) {
    return with(rounds, learningRate, leaves, share, directions);
  }

  /** The same with trees of another shape. */
  public BoostedSettings withShape(
      int newDepth, double leastWeight, double shareOfColumns, double newPenalty) {
    return new BoostedSettings(
        rounds,
        learningRate,
        newDepth,
        leaves,
        leastWeight,
        rowShare,
        shareOfColumns,
        newPenalty,
        threads,
        directions);
  }

  private BoostedSettings with(
      int newRounds, double rate, int most, double shareOfRows, Map<String, Integer> others) {
    return new BoostedSettings(
        newRounds,
        rate,
        depth,
        most,
        minimumChildWeight,
        shareOfRows,
        columnShare,
        penalty,
        threads,
        others);
  }
}
