package org.tidetable.pipeline.cli;

import java.util.concurrent.atomic.AtomicInteger;
import org.tidetable.models.risk.RiskFit;
import org.tidetable.models.risk.RiskFits;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.pipeline.run.Progress;

/**
 * A method that says when it has learnt from a part of the people, as that takes most of the time.
 *
 * @param of how many parts there are; what is learnt after them is not told
 */
record Announced(RiskMethod method, Progress progress, AtomicInteger learnt, int of)
    implements RiskMethod {

  @Override
  public String name() {
    return method.name();
  }

  @Override
  public RiskFit learn(RiskFits fits) {
    RiskFit fit = method.learn(fits);
    int parts = learnt.incrementAndGet();
    if (parts <= of) {
      progress.say("%5.1f s  learnt from %d of %d parts", progress.seconds(), parts, of);
    }
    return fit;
  }
}
