package org.tidetable.pipeline.cli;

import java.util.List;
import java.util.Map;
import org.tidetable.models.calibration.VennAbers;
import org.tidetable.models.evaluation.risk.RiskLessons;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.evaluation.risk.RiskWorth;
import org.tidetable.models.evaluation.risk.Tested;

/**
 * What the risks of a table are worth.
 *
 * @param lifts what each part of the data adds; empty where none was named
 * @param stability of lists when other people are learnt from
 * @param ranges how sure each risk is
 */
record RiskJudged(
    RiskWorth worth,
    List<RiskLessons.Lift> lifts,
    List<RiskLessons.Stability> stability,
    VennAbers ranges) {

  /** Judges what a validation tested. */
  static RiskJudged of(
      RiskValidation validation,
      RiskValidation.Report report,
      Map<String, String[]> groups,
      WorthRequest asked,
      long seed) {
    RiskLessons lessons = RiskLessons.of(validation, report);
    Tested observed = report.observed();
    return new RiskJudged(
        RiskWorth.of(report, groups, asked.caseloads(), seed),
        asked.parts().isEmpty() ? List.of() : lessons.lifts(asked.parts()),
        lessons.stability(),
        VennAbers.learn(observed.risks(), observed.outcomes(), observed.weights()));
  }
}
