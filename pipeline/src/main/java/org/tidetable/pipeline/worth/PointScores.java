package org.tidetable.pipeline.worth;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.tidetable.models.risk.TextTable;
import org.tidetable.pipeline.conf.PointScoreConfig;
import org.tidetable.pipeline.conf.PointScoreReader;
import org.tidetable.pipeline.run.UserError;

/** Point scores that somebody declared, worked out for the rows of a table. */
public final class PointScores {
  private PointScores() {}

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
      for (int i = 0; i < points.length; i++) {
        points[i] /= score.shareOf();
      }
      if (scores.put(score.name(), points) != null) {
        throw UserError.of(
            INPUT,
            "%s  another file also gives the point score %s. Rename one.",
            file,
            score.name());
      }
    }
    return scores;
  }
}
