package org.tidetable.export.format;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidetable.export.format.SeriesView.Ahead;
import org.tidetable.export.format.SeriesView.Range;

/**
 * The past of one series as a line, and its future as a dashed line within its ranges. Lines break
 * where a period has no number.
 */
final class FanChart {
  private static final double LABEL_GAP = 17;

  private final SeriesView series;
  private final Layout layout;
  private final Scale scale;
  private final LocalDate first;
  private final LocalDate last;

  /** Room in pixels; a wide chart and a narrow one for small screens. */
  enum Layout {
    WIDE(760, 360, 58, 100, 7, 5, 1),
    NARROW(320, 300, 46, 92, 3, 4, 2);

    final int width;
    final int height;
    final int left;
    final int right;
    final int dates;
    final int ticks;
    final int pastDivisor;

    Layout(int width, int height, int left, int right, int dates, int ticks, int pastDivisor) {
      this.width = width;
      this.height = height;
      this.left = left;
      this.right = right;
      this.dates = dates;
      this.ticks = ticks;
      this.pastDivisor = pastDivisor;
    }
  }

  FanChart(SeriesView all, Layout layout) {
    this.series = all.last(all.grain().shown() / layout.pastDivisor);
    this.layout = layout;
    List<LocalDate> days = new ArrayList<>(series.past().keySet());
    days.addAll(series.ahead().keySet());
    this.first = days.isEmpty() ? LocalDate.EPOCH : days.get(0);
    this.last = days.isEmpty() ? LocalDate.EPOCH.plusDays(1) : days.get(days.size() - 1);
    List<Double> values = new ArrayList<>(series.past().values());
    for (Ahead ahead : series.ahead().values()) {
      values.add(ahead.expected());
      ahead
          .ranges()
          .values()
          .forEach(range -> values.addAll(List.of(range.lower(), range.upper())));
    }
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    this.scale = Scale.holding(least, most, layout.ticks);
  }

  /** Both sizes; the style sheet shows the one that fits. */
  static String both(SeriesView series, String id, String title, String unit) {
    return new FanChart(series, Layout.WIDE).svg("wide", id + "-wide", title, unit)
        + "\n"
        + new FanChart(series, Layout.NARROW).svg("narrow", id + "-narrow", title, unit);
  }

  String svg(String cssClass, String id, String title, String unit) {
    Svg svg = new Svg(layout.width, layout.height, "chart " + cssClass, id, title);
    axes(svg, unit);
    SortedMap<LocalDate, Ahead> ahead = joined();
    for (int level : SeriesView.LEVELS) {
      series.stretches(withLevel(ahead, level)).forEach(each -> band(svg, each, level));
    }
    for (SortedMap<LocalDate, Double> stretch : series.stretches(series.past())) {
      drawLine(svg, stretch, "actual");
    }
    SortedMap<LocalDate, Double> centre = new TreeMap<>();
    ahead.forEach((day, point) -> centre.put(day, point.expected()));
    for (SortedMap<LocalDate, Double> stretch : series.stretches(centre)) {
      drawLine(svg, stretch, "expected");
    }
    endLabels(svg);
    return svg.end();
  }

  /** The forecasts, led by the last known value as a range of no width. */
  private SortedMap<LocalDate, Ahead> joined() {
    SortedMap<LocalDate, Ahead> joined = new TreeMap<>(series.ahead());
    if (!series.past().isEmpty() && !joined.isEmpty()) {
      LocalDate known = series.past().lastKey();
      double value = Objects.requireNonNull(series.past().get(known));
      SortedMap<Integer, Range> ranges = new TreeMap<>();
      SeriesView.LEVELS.forEach(level -> ranges.put(level, new Range(value, value)));
      if (series.grain().plus(known, 1).equals(joined.firstKey())) {
        joined.put(known, new Ahead(value, ranges));
      }
    }
    return joined;
  }

  private static SortedMap<LocalDate, Range> withLevel(
      SortedMap<LocalDate, Ahead> ahead, int level) {
    SortedMap<LocalDate, Range> ranges = new TreeMap<>();
    ahead.forEach(
        (day, point) -> {
          if (point.ranges().containsKey(level)) {
            ranges.put(day, point.ranges().get(level));
          }
        });
    return ranges;
  }

  private void band(Svg svg, SortedMap<LocalDate, Range> ranges, int level) {
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (Map.Entry<LocalDate, Range> entry : ranges.entrySet()) {
      char command = upper.length() == 0 ? 'M' : 'L';
      double x = x(entry.getKey());
      upper.append(Svg.step(command, x, y(entry.getValue().upper())));
      lower.append(Svg.step(command, x, y(entry.getValue().lower())));
      back.insert(0, Svg.step('L', x, y(entry.getValue().lower())));
    }
    svg.path(upper.toString() + back + "Z", "band" + level);
    svg.path(upper, "edge" + level);
    svg.path(lower, "edge" + level);
  }

  private void drawLine(Svg svg, SortedMap<LocalDate, Double> stretch, String style) {
    StringBuilder steps = new StringBuilder();
    stretch.forEach(
        (day, value) -> steps.append(Svg.step(steps.length() == 0 ? 'M' : 'L', x(day), y(value))));
    if (stretch.size() == 1) {
      svg.dot(
          x(stretch.firstKey()),
          y(Objects.requireNonNull(stretch.get(stretch.firstKey()))),
          2.5,
          style + "-dot");
    } else {
      svg.path(steps, style);
    }
  }

  private void axes(Svg svg, String unit) {
    double right = layout.width - layout.right;
    for (double tick : scale.ticks()) {
      svg.line(layout.left, y(tick), right, y(tick), tick == scale.least() ? "axis" : "grid");
      svg.words(layout.left - 8, y(tick) + 5, "end", "tick", scale.label(tick));
    }
    svg.words(4, 16, "start", "tick", scale.title(unit));
    double bottom = y(scale.least());
    for (LocalDate day : DateTicks.between(first, last, layout.dates)) {
      svg.line(x(day), bottom, x(day), bottom + 6, "axis");
      svg.words(
          x(day), bottom + 24, "middle", "tick", DateTicks.label(day, first, last, layout.dates));
    }
    if (!series.past().isEmpty() && !series.ahead().isEmpty()) {
      double known = x(series.past().lastKey());
      svg.line(known, y(scale.most()), known, bottom, "now");
    }
  }

  private record EndLabel(double y, String words, String style) {}

  private void endLabels(Svg svg) {
    List<EndLabel> labels = new ArrayList<>();
    if (series.ahead().isEmpty()) {
      return;
    }
    Ahead end = Objects.requireNonNull(series.ahead().get(series.ahead().lastKey()));
    labels.add(new EndLabel(y(end.expected()), "expected", "label strong"));
    end.ranges()
        .forEach(
            (level, range) -> labels.add(new EndLabel(y(range.upper()), level + "%", "label")));
    labels.sort(Comparator.comparingDouble(EndLabel::y).thenComparing(EndLabel::words));
    int centre = 0;
    while (!labels.get(centre).words().equals("expected")) {
      centre++;
    }
    double[] heights = labels.stream().mapToDouble(EndLabel::y).toArray();
    for (int index = centre - 1; index >= 0; index--) {
      heights[index] = Math.min(heights[index], heights[index + 1] - LABEL_GAP);
    }
    double x = x(series.ahead().lastKey());
    for (int index = 0; index < labels.size(); index++) {
      svg.line(x + 1, labels.get(index).y(), x + 11, heights[index], "leader");
      EndLabel label = labels.get(index);
      svg.words(x + 14, heights[index] + 5, "start", label.style(), label.words());
    }
  }

  private double x(LocalDate day) {
    double share =
        (double) (day.toEpochDay() - first.toEpochDay())
            / Math.max(1, last.toEpochDay() - first.toEpochDay());
    return layout.left + share * (layout.width - layout.left - layout.right);
  }

  private double y(double value) {
    double top = 34;
    double bottom = layout.height - 36.0;
    return bottom - (value - scale.least()) / (scale.most() - scale.least()) * (bottom - top);
  }
}
