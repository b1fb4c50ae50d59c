package org.tidetable.pipeline.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidetable.models.leak.Declared;
import org.tidetable.models.leak.Finding;
import org.tidetable.models.leak.LeakFinder;
import org.tidetable.models.leak.LeakReport;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.JoinedRiskConfig;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** Lets no model be made of features that give the outcome away. No setting turns it off. */
final class LeakGate {
  private LeakGate() {}

  /** What the search says of a risk's features; ends the run where a leak stands. */
  static LeakReport search(Configuration.Risk risk, RiskSample sample) {
    Map<String, String> accepted = new TreeMap<>();
    risk.written().accept().forEach(each -> accepted.put(each.feature(), each.reason()));
    return passed(
        risk.problem().name(),
        LeakFinder.in(
            sample.features(),
            sample.outcomes(),
            sample.persons(),
            new Declared(Optional.empty(), Map.of(), accepted)));
  }

  /** The same of a joined table. */
  static LeakReport search(JoinedRiskConfig risk, RiskTable table) {
    return passed(
        risk.name(), LeakFinder.in(table, new Declared(Optional.empty(), Map.of(), risk.accept())));
  }

  private static LeakReport passed(String risk, LeakReport report) {
    if (!report.clean()) {
      throw refused(
          risk,
          report.refused().stream()
              .map(each -> each.feature() + " " + each.figure() + ", " + each.kind().words())
              .collect(Collectors.joining("; ")));
    }
    return report;
  }

  /** Ends the run where outcomes that were dealt at random can be told. */
  static void dealt(String risk, double meanAuroc, double standardError) {
    List<Finding> found = LeakFinder.dealt(meanAuroc, standardError);
    if (!found.isEmpty()) {
      throw refused(risk, "the validation " + found.get(0).figure());
    }
  }

  private static UserError refused(String risk, String what) {
    return UserError.of(
        ExitCode.INPUT,
        "risk %s  cannot be learnt honestly, and no model was made: %s. Correct the mapping of the"
            + " source that it comes from, above all its known dates and clocks; a strong feature that was"
            + " known in time stays when \"accept\" of this risk names it with the reason.",
        risk,
        what);
  }
}
