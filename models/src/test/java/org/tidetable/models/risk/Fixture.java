package org.tidetable.models.risk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidetable.models.matrix.FeatureMatrix;

/** Rows and answers of scikit-learn, statsmodels and xgboost; make_fixtures.py makes them again. */
public record Fixture(
    FeatureMatrix features,
    boolean[] outcomes,
    String[] persons,
    double[] risk,
    double[] logistic,
    double[] trees,
    Map<String, Double> scores) {

  public static Fixture read() {
    List<double[]> rows = new ArrayList<>();
    List<String> lines = lines("rows.csv");
    int count = lines.size();
    boolean[] outcomes = new boolean[count];
    String[] persons = new String[count];
    double[][] answers = new double[3][count];
    for (int row = 0; row < count; row++) {
      String[] cells = lines.get(row).split(",", -1);
      rows.add(new double[] {number(cells[0]), number(cells[1]), number(cells[2])});
      outcomes[row] = cells[3].equals("1");
      persons[row] = "person " + row / 2;
      for (int answer = 0; answer < 3; answer++) {
        answers[answer][row] = number(cells[4 + answer]);
      }
    }
    Map<String, Double> scores = new HashMap<>();
    lines("scores.csv")
        .forEach(line -> scores.put(line.split(",", -1)[0], number(line.split(",", -1)[1])));
    return new Fixture(
        FeatureMatrix.ofRows(List.of("a", "b", "c"), rows),
        outcomes,
        persons,
        answers[0],
        answers[1],
        answers[2],
        scores);
  }

  public RiskSample sample() {
    return new RiskSample(features, outcomes, persons);
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  private static List<String> lines(String name) {
    try (InputStream in = Fixture.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).toList();
    } catch (IOException error) {
      throw new java.io.UncheckedIOException(error);
    }
  }
}
