package org.tidetable.pipeline.whole;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidetable.features.frame.Rows;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.stage.ScoredByModel;

/** What was planted in invented people is found again. */
@ExtendWith(SmallRun.Once.class)
class PlantedEffectTest {

  @Test
  void knowing_the_past_beats_knowing_age_and_sex(SmallRun run) {
    List<CSVRecord> auroc =
        run.table("fact_risk_accuracy").stream()
            .filter(row -> row.get("problem").equals("persistent_absence_5_to_15"))
            .filter(row -> row.get("score").equals("auroc"))
            .toList();
    double kept = value(auroc, Map.of("kept", "yes"), "lower_95");
    double rival = value(auroc, Map.of("method", "age_sex"), "value");

    assertThat(kept).isGreaterThan(rival);
  }

  private static double value(List<CSVRecord> rows, Map<String, String> where, String column) {
    return rows.stream()
        .filter(row -> row.toMap().entrySet().containsAll(where.entrySet()))
        .mapToDouble(row -> Double.parseDouble(row.get(column)))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The share of pairs of people that our probabilities and the true risks put in the same order.
   * Blind guessing has 0.5 with a standard error of about 1 / (3 sqrt(n)), 0.02 for the 400 people
   * and more that each risk has: 0.6 is out of its reach. The truth knows needs that no record
   * holds, so 1 is out of ours.
   */
  @ParameterizedTest
  @CsvSource({
    "emergency_admission_65_plus, emergency_admission_12m",
    "long_term_care_65_plus, long_term_care_start_12m",
    "persistent_absence_5_to_15, persistent_absence_12m"
  })
  void people_are_ranked_as_their_true_risk_would(String risk, String outcome, SmallRun run) {
    List<Row> pairs =
        run.withSpark(
            spark -> {
              var truth =
                  spark
                      .read()
                      .option("header", "true")
                      .csv(run.truth().toString())
                      .filter(col("outcome").equalTo(outcome))
                      .select(
                          xxhash64(col("link_id")).as("person_id"),
                          to_date(col("index_date")).as("index_date"),
                          col("probability").cast("double").as("true_risk"));
              var ours = ScoredByModel.people(new RunFolder(run.folder()), spark, risk);
              return Rows.small(
                  ours.join(
                          truth,
                          ours.col("person_id")
                              .equalTo(truth.col("person_id"))
                              .and(ours.col("index_date").equalTo(truth.col("index_date"))))
                      .select("probability", "true_risk"));
            });

    assertThat(pairs).hasSizeGreaterThan(380);
    assertThat(concordance(pairs)).isGreaterThan(0.6);
  }

  private static double concordance(List<Row> pairs) {
    double agreed = 0;
    long compared = 0;
    for (Row one : pairs) {
      for (Row other : pairs) {
        if (one.getDouble(1) > other.getDouble(1)) {
          compared++;
          agreed += 0.5 + 0.5 * Double.compare(one.getDouble(0), other.getDouble(0));
        }
      }
    }
    return agreed / compared;
  }
}
