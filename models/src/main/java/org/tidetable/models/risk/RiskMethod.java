package org.tidetable.models.risk;

/** A way to learn risks from people whose outcome is known. */
public interface RiskMethod {

  /** The code used in configurations, files and on the command line. */
  String name();

  /**
   * Learns from the rows. The same rows and seed give the same model, whatever the machine's number
   * of threads.
   *
   * @throws IllegalArgumentException when there is no feature, or only one outcome
   */
  RiskModel fit(RiskSample training, long seed);

  /** The method with that name: {@code logistic} or {@code boosted_trees}. */
  static RiskMethod named(String name) {
    return switch (name) {
      case "logistic" -> LogisticRisk.STANDARD;
      case "boosted_trees" -> BoostedTreesRisk.STANDARD;
      default ->
          throw new IllegalArgumentException(
              "there is no risk method \"" + name + "\"; use logistic or boosted_trees");
    };
  }
}
