package org.tidetable.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import org.tidetable.pipeline.conf.RunConfig;
import org.tidetable.pipeline.quality.QualityCheck;
import org.tidetable.pipeline.quality.RowAccount;
import org.tidetable.pipeline.source.SourceMapping;

/** How the national data opt-out and objections were applied, as the release says it. */
final class OptOut {
  private OptOut() {}

  /** One finding for each source of people: the rows dropped, and by which rule. */
  static List<QualityCheck> checks(Run run, RowAccount account) {
    RunConfig.People people = run.configuration().written().people();
    List<QualityCheck> checks = new ArrayList<>();
    if (people == null || (people.optOut() == null && people.objections().isEmpty())) {
      return checks;
    }
    for (RowAccount.Tally tally : account.tallies()) {
      SourceMapping mapping = run.configuration().mappings().get(tally.source());
      if (mapping != null && mapping.counts() == null) {
        checks.add(
            QualityCheck.ok(tally.source(), "rows_objected", tally.objected(), inWords(people)));
      }
    }
    return checks;
  }

  private static String inWords(RunConfig.People people) {
    RunConfig.OptOut optOut = people.optOut();
    String how =
        optOut == null
            ? "Rows of people who object"
            : !optOut.list().isEmpty()
                ? "Rows of people on the opt-out list of " + optOut.version()
                : !optOut.applied().isEmpty()
                    ? "Opt-out applied on " + optOut.applied() + " by " + optOut.by()
                    : "Opt-out does not apply: " + optOut.notApplicable();
    boolean both = optOut != null && !people.objections().isEmpty();
    return how + (both ? "; rows of people who object" : "") + "; dropped before anything else";
  }
}
