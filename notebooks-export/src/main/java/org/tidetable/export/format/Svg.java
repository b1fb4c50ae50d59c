package org.tidetable.export.format;

import java.util.Locale;

/** Writes SVG elements, numbers to a tenth of a pixel. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  Svg(int width, int height, String cssClass, String id, String title) {
    text.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s\">"
                + "<title id=\"%s\">%s</title>\n",
            cssClass,
            width,
            height,
            id,
            id,
            escaped(title)));
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    text.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n",
            x1,
            y1,
            x2,
            y2,
            style));
  }

  void path(CharSequence steps, String style) {
    text.append("<path d=\"").append(steps).append("\" class=\"").append(style).append("\"/>\n");
  }

  void dot(double x, double y, double radius, String style) {
    text.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" class=\"%s\"/>\n",
            x,
            y,
            radius,
            style));
  }

  /** Anchor is start, middle or end. */
  void words(double x, double y, String anchor, String style, String words) {
    text.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>\n",
            x,
            y,
            anchor,
            style,
            escaped(words)));
  }

  String end() {
    return text + "</svg>";
  }

  /** One step of a path. */
  static String step(char command, double x, double y) {
    return String.format(Locale.ROOT, "%c%.1f %.1f", command, x, y);
  }

  static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
