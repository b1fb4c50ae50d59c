package org.tidetable.pipeline.worth;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Lines over a plain pair of axes, as SVG in the style of the reports. */
final class CurveChart {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 360;
  private static final double LEFT = 70;
  private static final double RIGHT = 600;
  private static final double TOP = 34;
  private static final double BOTTOM = 300;
  private static final int TICKS = 5;

  private final double leastX;
  private final double mostX;
  private final double leastY;
  private final double mostY;
  private final StringBuilder svg = new StringBuilder();

  CurveChart(String title, double leastX, double mostX, double leastY, double mostY) {
    this.leastX = leastX;
    this.mostX = mostX > leastX ? mostX : leastX + 1;
    this.leastY = leastY;
    this.mostY = mostY > leastY ? mostY : leastY + 1;
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>\n",
            WIDTH,
            HEIGHT,
            escaped(title)));
  }

  /** Grid, numbers and the words at the axes. */
  void axes(String across, String up, DoubleFunction<String> label) {
    for (double tick : ticks(leastX, mostX)) {
      words(x(tick), BOTTOM + 22, "middle", label.apply(tick));
    }
    for (double tick : ticks(leastY, mostY)) {
      line(leastX, tick, mostX, tick, Math.abs(tick) < 1e-12 ? "axis" : "grid");
      words(LEFT - 8, y(tick) + 5, "end", label.apply(tick));
    }
    words(4, 16, "start", up);
    words(RIGHT, BOTTOM + 46, "end", across);
  }

  private static double[] ticks(double least, double most) {
    double raw = (most - least) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double times = raw / power;
    double step = power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
    return java.util.stream.DoubleStream.iterate(
            Math.ceil(least / step - 1e-9) * step, at -> at <= most + 1e-9 * step, at -> at + step)
        .limit(20)
        .toArray();
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n",
            x(x1),
            y(y1),
            x(x2),
            y(y2),
            style));
  }

  void dot(double x, double y) {
    if (y <= mostY) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" class=\"point\"/>\n",
              x(x),
              y(y)));
    }
  }

  /** A curve; what lies below the picture is cut off. */
  void curve(List<Double> across, List<Double> up, String style, String dashes) {
    StringBuilder steps = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < across.size(); i++) {
      double at = Math.min(mostY, up.get(i));
      if (at >= leastY) {
        steps.append(
            String.format(Locale.ROOT, "%c%.1f %.1f", inside ? 'L' : 'M', x(across.get(i)), y(at)));
      }
      inside = at >= leastY;
    }
    if (steps.isEmpty()) {
      return;
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<path d=\"%s\" class=\"%s\" style=\"stroke-dasharray:%s\"/>\n",
            steps,
            style,
            dashes));
  }

  /** Words at a place of the picture. */
  void label(double x, double y, String anchor, String text) {
    words(x(x), y(y), anchor, text);
  }

  private void words(double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"tick\">%s</text>\n",
            x,
            y,
            anchor,
            escaped(text)));
  }

  String end() {
    return svg + "</svg>\n";
  }

  private double x(double value) {
    return LEFT + (value - leastX) / (mostX - leastX) * (RIGHT - LEFT);
  }

  private double y(double value) {
    return BOTTOM - (value - leastY) / (mostY - leastY) * (BOTTOM - TOP);
  }

  static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
