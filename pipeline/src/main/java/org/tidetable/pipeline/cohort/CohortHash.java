package org.tidetable.pipeline.cohort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.cohort.CohortText;
import org.tidetable.pipeline.run.Fingerprint;

/** Names a cohort by what it asks, whatever it is called: the same question, the same name. */
final class CohortHash {
  private CohortHash() {}

  static String of(CohortDefinition cohort) {
    List<String> asked = new ArrayList<>(CohortText.steps(cohort));
    asked.add(cohort.index().toString());
    asked.add(cohort.keepUnseen() + "," + cohort.lagDays());
    return Fingerprint.shortened(Fingerprint.ofTexts(asked));
  }

  /** The definition as JSON can hold it. */
  static Map<String, Object> json(CohortDefinition cohort) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cohort", cohort.name());
    json.put("version", cohort.version());
    json.put("title", cohort.title());
    json.put("content_hash", of(cohort));
    json.put("index", cohort.index().inWords());
    json.put("steps", CohortText.steps(cohort));
    json.put("unknown", cohort.keepUnseen() ? "in" : "out");
    json.put("lag_days", cohort.lagDays());
    return json;
  }
}
