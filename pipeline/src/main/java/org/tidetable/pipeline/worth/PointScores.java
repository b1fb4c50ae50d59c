package org.tidetable.pipeline.worth;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.TextTable;
import org.tidetable.pipeline.conf.PointScoreConfig;
import org.tidetable.pipeline.conf.PointScoreReader;
import org.tidetable.pipeline.run.UserError;

/** Point scores that somebody declared, worked out for the rows of a table. */
public final class PointScores {
  private PointScores() {}

  /**
   * By the score's name the points of each row of features. What is not there is 0: also a feature
   * that the look-back cannot fill.
   */
  public static Map<String, double[]> of(Iterable<Path> files, FeatureMatrix features) {
    Map<String, double[]> scores = new TreeMap<>();
    for (Path file : files) {
      PointScoreConfig score = PointScoreReader.read(file);
      double[] points = new double[features.rows()];
      for (PointScoreConfig.Rule rule : score.rules()) {
        int column = features.names().indexOf(rule.column());
        double without = pointsOf(rule, 0);
        for (int row = 0; row < points.length; row++) {
          points[row] += without;
          for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
            if (features.column(entry) == column) {
              points[row] += pointsOf(rule, features.value(entry)) - without;
            }
          }
        }
      }
      put(scores, score, points, file);
    }
    return scores;
  }

  private static double pointsOf(PointScoreConfig.Rule rule, float value) {
    return rule.holds(Optional.of(new BigDecimal(value).toPlainString())) ? rule.points() : 0;
  }

  private static void put(
      Map<String, double[]> scores, PointScoreConfig score, double[] points, Path file) {
    for (int i = 0; i < points.length; i++) {
      points[i] /= score.shareOf();
    }
    if (scores.put(score.name(), points) != null) {
      throw UserError.of(
          INPUT, "%s  another file also gives the point score %s. Rename one.", file, score.name());
    }
  }

  /**
   * By the score's name the points of each row. What is missing gives no points.
   *
   * @param name of the table, for messages
   * @throws UserError when a file is refused, or names a column that is not there
   */
  public static Map<String, double[]> of(
      Iterable<Path> files, String name, TextTable table, int[] rows) {
    Map<String, double[]> scores = new TreeMap<>();
    for (Path file : files) {
      PointScoreConfig score = PointScoreReader.read(file);
      double[] points = new double[rows.length];
      for (PointScoreConfig.Rule rule : score.rules()) {
        int column = table.header().indexOf(rule.column());
        if (column < 0) {
          throw UserError.of(
              INPUT,
              "%s  the point score %s gives points for column \"%s\", which %s does not have."
                  + " Correct the rule, or add the column.",
              file,
              score.name(),
              rule.column(),
              name);
        }
        for (int i = 0; i < rows.length; i++) {
          points[i] += rule.holds(table.text(rows[i], column)) ? rule.points() : 0;
        }
      }
      put(scores, score, points, file);
    }
    return scores;
  }
}
