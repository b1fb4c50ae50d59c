package org.tidetable.export.format;

import java.util.List;
import java.util.Optional;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Table;

/** Predicted shares against observed ones, both in per cent; on the line, the model is right. */
final class CalibrationChart {
  private static final int SIDE = 320;
  private static final double LEFT = 52;
  private static final double BOTTOM = 268;
  private static final double TOP = 34;
  private static final double RIGHT = 308;

  private CalibrationChart() {}

  /** Reads the columns {@code predicted} and {@code observed}. */
  static String svg(SafeTable calibration, String id, String title) {
    Table table = calibration.table();
    double most = 1;
    for (List<Cell> row : table.rows()) {
      for (String column : List.of("predicted", "observed")) {
        most = Math.max(most, Reading.number(row.get(table.indexOf(column))).orElse(0.0));
      }
    }
    Scale scale = Scale.holding(0, most, 4);
    Svg svg = new Svg(SIDE, SIDE, "chart square", id, title);
    for (double tick : scale.ticks()) {
      double y = BOTTOM - tick / scale.most() * (BOTTOM - TOP);
      double x = LEFT + tick / scale.most() * (RIGHT - LEFT - 20);
      svg.line(LEFT, y, RIGHT, y, tick == 0 ? "axis" : "grid");
      svg.words(LEFT - 8, y + 5, "end", "tick", scale.label(tick));
      svg.words(x, BOTTOM + 22, "middle", "tick", scale.label(tick));
    }
    svg.words(4, 16, "start", "tick", "it happened to, %");
    svg.words(RIGHT, BOTTOM + 44, "end", "tick", "predicted, %");
    svg.line(LEFT, BOTTOM, RIGHT - 20, TOP, "ideal");
    for (List<Cell> row : table.rows()) {
      Optional<Double> predicted = Reading.number(row.get(table.indexOf("predicted")));
      Optional<Double> observed = Reading.number(row.get(table.indexOf("observed")));
      if (predicted.isPresent() && observed.isPresent()) {
        svg.dot(
            LEFT + predicted.get() / scale.most() * (RIGHT - LEFT - 20),
            BOTTOM - observed.get() / scale.most() * (BOTTOM - TOP),
            5,
            "point");
      }
    }
    return svg.end();
  }
}
