package org.tidetable.models.risk;

/** A way to learn risks from people whose outcome is known. */
public interface RiskMethod {

  /** The code used in configurations, files and on the command line. */
  String name();

  /**
   * Learns from the rows of the fits. The same rows and seed give the same model, whatever the
   * machine's number of threads. Ask {@link RiskFits#of} instead: it learns nothing twice.
   *
   * @throws IllegalArgumentException when there is no feature, or only one outcome
   */
  RiskFit learn(RiskFits fits);

  /** The model that those rows teach. */
  default RiskModel fit(RiskSample training, long seed) {
    return new RiskFits(training, seed).of(this).model();
  }

  /** The method with that name: {@code logistic}, {@code boosted_trees} or {@code blended}. */
  static RiskMethod named(String name) {
    return switch (name) {
      case "logistic" -> LogisticRisk.STANDARD;
      case "boosted_trees" -> BoostedTreesRisk.STANDARD;
      case "blended" -> BlendedRisk.STANDARD;
      default ->
          throw new IllegalArgumentException(
              "there is no risk method \"" + name + "\"; use logistic, boosted_trees or blended");
    };
  }
}
