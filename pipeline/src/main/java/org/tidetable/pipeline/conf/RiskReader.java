package org.tidetable.pipeline.conf;

import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.tidetable.models.problem.RiskProblem;

/** Risks as written, in the words of the models. */
final class RiskReader {
  private final BiConsumer<String, String> note;

  /**
   * @param note takes the path of a setting and what is wrong with it
   */
  RiskReader(BiConsumer<String, String> note) {
    this.note = note;
  }

  /** The risks that are sound; of the others it notes what is wrong. */
  List<Configuration.Risk> risks(List<RunConfig.Risk> all) {
    List<Configuration.Risk> risks = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      RunConfig.Risk written = all.get(i);
      String path = "risk[" + i + "]";
      Optional<Period> lookback = period(written.lookback(), path + ".lookback");
      Optional<Period> gap = period(written.gap(), path + ".gap");
      Optional<Period> timeAtRisk = period(written.timeAtRisk(), path + ".time_at_risk");
      if (written.topPerArea() < 1) {
        note.accept(path + ".top_per_area", "is " + written.topPerArea() + "; use 1 or more.");
      }
      Optional<Period> step = period(written.indexStep(), path + ".index_step");
      Optional<Period> washout = period(written.washout(), path + ".washout");
      if (lookback.isEmpty()
          || gap.isEmpty()
          || timeAtRisk.isEmpty()
          || step.isEmpty()
          || washout.isEmpty()) {
        continue;
      }
      try {
        risks.add(
            new Configuration.Risk(
                new RiskProblem(
                    written.name(),
                    new RiskProblem.TargetCohort(
                        written.name(),
                        written.minimumAge(),
                        written.maximumAge(),
                        written.excludeIfEver(),
                        written.title()),
                    new RiskProblem.Outcome(
                        written.name(), written.outcomeKinds(), written.minimum(), written.title()),
                    lookback.get(),
                    gap.get(),
                    timeAtRisk.get(),
                    new RiskProblem.Design(
                        step.get(),
                        washout.get(),
                        Optional.ofNullable(written.index())
                            .map(index -> new RiskProblem.Anchor(index.event(), index.at())),
                        written.censoring(),
                        Optional.ofNullable(written.leavesAtAge()),
                        written.death())),
                written));
      } catch (IllegalArgumentException refused) {
        note.accept(path, String.valueOf(refused.getMessage()) + ".");
      }
    }
    return risks;
  }

  private Optional<Period> period(String text, String path) {
    try {
      return Optional.of(Period.parse(text));
    } catch (DateTimeParseException notOne) {
      note.accept(path, "\"" + text + "\" is not an ISO period. Write P1Y, P6M or P90D.");
      return Optional.empty();
    }
  }
}
