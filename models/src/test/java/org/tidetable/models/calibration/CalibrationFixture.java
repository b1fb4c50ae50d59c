package org.tidetable.models.calibration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows and the answers of other programs; make_fixtures.py and curve.R make them again. */
public record CalibrationFixture(
    double[] risks,
    boolean[] outcomes,
    double[] weights,
    double[] isotonic,
    double[] sigmoid,
    double[] beta,
    double[] vennLower,
    double[] vennUpper,
    double[] curve,
    Map<String, Double> figures) {

  public static CalibrationFixture read() {
    List<String[]> rows =
        lines("rows.csv").stream().skip(1).map(line -> line.split(",", -1)).toList();
    boolean[] outcomes = new boolean[rows.size()];
    for (int row = 0; row < outcomes.length; row++) {
      outcomes[row] = rows.get(row)[1].equals("1");
    }
    return new CalibrationFixture(
        column(rows, 0),
        outcomes,
        column(rows, 2),
        column(rows, 3),
        column(rows, 4),
        column(rows, 5),
        column(rows, 6),
        column(rows, 7),
        lines("curve.csv").stream().mapToDouble(Double::parseDouble).toArray(),
        lines("figures.csv").stream()
            .map(line -> line.split(",", -1))
            .collect(Collectors.toMap(cells -> cells[0], cells -> Double.valueOf(cells[1]))));
  }

  public double figure(String name) {
    return figures.get(name);
  }

  private static double[] column(List<String[]> rows, int column) {
    return rows.stream().mapToDouble(row -> Double.parseDouble(row[column])).toArray();
  }

  private static List<String> lines(String name) {
    try (InputStream in = CalibrationFixture.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
