package org.tidetable.models.risk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers of scikit-learn and xgboost for weighted rows; make_weighted.py makes them again. */
record Weighted(float[] weights, double[] logistic, double[] trees, double[] rising) {
  static Weighted read() {
    List<String> lines;
    try (InputStream in = Weighted.class.getResourceAsStream("weighted.csv")) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    float[] weights = new float[lines.size()];
    double[][] answers = new double[3][lines.size()];
    for (int row = 0; row < weights.length; row++) {
      String[] cells = lines.get(row).split(",", -1);
      weights[row] = Float.parseFloat(cells[0]);
      for (int answer = 0; answer < 3; answer++) {
        answers[answer][row] = Double.parseDouble(cells[1 + answer]);
      }
    }
    return new Weighted(weights, answers[0], answers[1], answers[2]);
  }
}
