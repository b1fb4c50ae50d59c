package org.tidetable.models.forecast.learned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.SeriesParts;

/**
 * Columns for the parts of series, as they were among the series that are learnt from: one for each
 * value of a part that has few, and the youngest age of age groups.
 *
 * <p>A part that says nothing is left out: one value for all, or another for each. A value of one
 * series only has no column, so that no series is learnt by heart; what is unknown, or first seen
 * when forecasting, is 0 in all columns but that of ages.
 *
 * <p>They say of what a series is, and nothing of what such series did: that is the same for all of
 * a value at one origin, so that thousands of rows tell of a few dozen origins, which are learnt by
 * heart.
 */
final class PartColumns {
  private static final int MOST_VALUES = 8;
  private static final double NO_AGE = -1;

  /** Such as 18-74, 75plus, 85+, 0 to 4. */
  private static final Pattern AGES =
      Pattern.compile("(\\d{1,3})(?: ?(?:-|to) ?\\d{1,3}|plus|\\+)");

  private record OfValue(String part, String value) {}

  private final SeriesParts parts;
  private final List<OfValue> values = new ArrayList<>();
  private final List<String> ages = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  PartColumns(SeriesParts parts, List<Series> histories) {
    this.parts = parts;
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (Series one : histories) {
      parts
          .of(one.id())
          .forEach(
              (part, value) ->
                  counts
                      .computeIfAbsent(part, any -> new TreeMap<>())
                      .merge(value, 1, Integer::sum));
    }
    counts.forEach(
        (part, series) -> {
          if (series.size() > 1 && series.values().stream().anyMatch(count -> count > 1)) {
            add(part, series);
          }
        });
    values.forEach(one -> names.add(one.part() + "=" + one.value()));
    ages.forEach(part -> names.add("age of " + part));
  }

  private void add(String part, Map<String, Integer> series) {
    if (series.size() <= MOST_VALUES) {
      series.forEach(
          (value, count) -> {
            if (count > 1) {
              values.add(new OfValue(part, value));
            }
          });
    }
    long aged = series.keySet().stream().filter(value -> AGES.matcher(value).matches()).count();
    if (2 * aged > series.size()) {
      ages.add(part);
    }
  }

  /** One name for each column, unique. */
  List<String> names() {
    return names;
  }

  /** The row with these columns behind it. */
  double[] behind(double[] row, String seriesId) {
    double[] wide = Arrays.copyOf(row, row.length + names.size());
    int at = row.length;
    for (OfValue one : values) {
      wide[at++] = parts.of(seriesId, one.part()).equals(one.value()) ? 1 : 0;
    }
    for (String part : ages) {
      Matcher age = AGES.matcher(parts.of(seriesId, part));
      wide[at++] = age.matches() ? Double.parseDouble(age.group(1)) : NO_AGE;
    }
    return wide;
  }
}
