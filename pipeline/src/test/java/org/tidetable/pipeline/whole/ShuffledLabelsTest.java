package org.tidetable.pipeline.whole;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.frame.Rows.PersonFrame;
import org.tidetable.features.frame.Rows.Subject;
import org.tidetable.models.evaluation.risk.RiskScores;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskSample;

/** Where outcomes are dealt at random there is nothing to learn: else something leaks. */
@ExtendWith(SmallRun.Once.class)
class ShuffledLabelsTest {
  @SuppressWarnings("unused")
  private static final List<String> RISKS = SmallRun.RISKS;

  private static final double TOLERANCE = 0.02;
  private static final int LEAST_ROWS = 20;
  private static final int FEWEST = 100;
  private static final int MOST = 400;

  /**
   * The outcomes of each date change places; the kept method learns from earlier dates and is
   * judged on the last. It is repeated until three standard errors of the mean are within the
   * tolerance, and a hundred times at least: of fewer, one mean in some hundreds strays by chance.
   */
  @ParameterizedTest
  @FieldSource("RISKS")
  void outcomes_dealt_at_random_cannot_be_predicted(String risk, SmallRun run) {
    String method =
        run.table("fact_risk_accuracy").stream()
            .filter(row -> row.get("problem").equals(risk) && row.get("kept").equals("yes"))
            .findFirst()
            .orElseThrow()
            .get("method");
    PersonFrame frame =
        run.withSpark(
                spark ->
                    Rows.personFrame(
                        spark.read().parquet(features(run, risk, "rows")),
                        spark.read().parquet(features(run, risk, "columns")),
                        LEAST_ROWS))
            .where(subject -> subject.outcome().isPresent());

    List<Double> aurocs = new ArrayList<>();
    while (aurocs.size() < FEWEST || (3 * error(aurocs) >= TOLERANCE && aurocs.size() < MOST)) {
      aurocs.add(dealt(frame, RiskMethod.named(method), aurocs.size()));
    }

    assertThat(3 * error(aurocs)).isLessThan(TOLERANCE);
    assertThat(mean(aurocs)).as("%s dealings", aurocs.size()).isBetween(0.48, 0.52);
  }

  private static String features(SmallRun run, String risk, String part) {
    return run.folder().resolve("features/risk").resolve(risk).resolve(part).toString();
  }

  private static double dealt(PersonFrame frame, RiskMethod method, long seed) {
    List<Subject> subjects = frame.subjects();
    var last = subjects.get(subjects.size() - 1).indexDate();
    int[] earlier = rows(subjects.size(), i -> subjects.get(i).indexDate().isBefore(last));
    int[] later = rows(subjects.size(), i -> !subjects.get(i).indexDate().isBefore(last));
    String[] persons =
        subjects.stream().map(s -> Long.toString(s.personId())).toArray(String[]::new);
    RiskSample all = new RiskSample(frame.matrix(), shuffled(subjects, seed), persons);
    RiskSample test = all.select(later);
    double[] risks = method.fit(all.select(earlier), seed).probabilities(test.features());
    return RiskScores.of(risks, test.outcomes(), test.persons(), List.of(), 0, seed)
        .auroc()
        .value()
        .orElseThrow();
  }

  private static int[] rows(int count, java.util.function.IntPredicate wanted) {
    return IntStream.range(0, count).filter(wanted).toArray();
  }

  private static boolean[] shuffled(List<Subject> subjects, long seed) {
    Random random = new Random(seed);
    boolean[] dealt = new boolean[subjects.size()];
    IntStream.range(0, dealt.length)
        .boxed()
        .collect(groupingBy(i -> subjects.get(i).indexDate(), TreeMap::new, toList()))
        .values()
        .forEach(
            takers -> {
              List<Integer> givers = new ArrayList<>(takers);
              Collections.shuffle(givers, random);
              for (int i = 0; i < givers.size(); i++) {
                dealt[takers.get(i)] = subjects.get(givers.get(i)).outcome().orElseThrow();
              }
            });
    return dealt;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double error(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1) / values.size());
  }
}
