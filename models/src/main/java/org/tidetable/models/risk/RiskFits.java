package org.tidetable.models.risk;

import java.util.HashMap;
import java.util.Map;

/** What methods learn from the same rows: each learns once, also where another builds on it. */
public final class RiskFits {
  private final RiskSample training;
  private final long seed;
  private final Map<RiskMethod, RiskFit> known = new HashMap<>();

  /** For one thread. */
  public RiskFits(RiskSample training, long seed) {
    this.training = training;
    this.seed = seed;
  }

  /** The rows to learn from. */
  public RiskSample training() {
    return training;
  }

  /** The seed of everything random. */
  public long seed() {
    return seed;
  }

  /**
   * What that method learns.
   *
   * @throws IllegalArgumentException when there is no feature, or only one outcome
   */
  public RiskFit of(RiskMethod method) {
    RiskFit found = known.get(method);
    if (found == null) {
      found = method.learn(this);
      known.put(method, found);
    }
    return found;
  }
}
