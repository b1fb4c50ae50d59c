package org.tidetable.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.LogisticRisk;
import org.tidetable.models.risk.RiskFits;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.pipeline.run.Progress;

class AnnouncedTest {

  private static RiskSample people() {
    List<double[]> rows = new ArrayList<>();
    boolean[] outcomes = new boolean[40];
    String[] persons = new String[40];
    for (int row = 0; row < 40; row++) {
      rows.add(new double[] {row % 7});
      outcomes[row] = row % 3 == 0;
      persons[row] = "p" + row;
    }
    return new RiskSample(FeatureMatrix.ofRows(List.of("visits"), rows), outcomes, persons);
  }

  @Test
  void each_part_is_told_and_nothing_after_the_last() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Progress progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8), false);
    Announced method = new Announced(LogisticRisk.STANDARD, progress, new AtomicInteger(), 2);
    for (int part = 0; part < 3; part++) {
      method.learn(new RiskFits(people(), part));
    }

    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .first()
        .asString()
        .endsWith("learnt from 1 of 2 parts");
    assertThat(method.name()).isEqualTo("logistic");
  }
}
