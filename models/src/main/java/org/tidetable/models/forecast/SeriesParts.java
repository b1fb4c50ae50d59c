package org.tidetable.models.forecast;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is known of series beside their numbers: the area, the service, the age group, the provider.
 * Facts of the series themselves, the same at every date, so that no origin sees too much.
 *
 * @param bySeries for each series, by its id, the value of each part, by the name of the part; a
 *     series or a part may be left out
 */
public record SeriesParts(Map<String, Map<String, String>> bySeries) {
  /** Nothing is known. */
  public static final SeriesParts NONE = new SeriesParts(Map.of());

  public SeriesParts {
    bySeries =
        bySeries.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> Map.copyOf(one.getValue())));
  }

  /**
   * The values of a series by part, in the order of the parts' names; empty where none is known.
   */
  public Map<String, String> of(String seriesId) {
    return new TreeMap<>(bySeries.getOrDefault(seriesId, Map.of()));
  }

  /** The value of a part of a series; empty where it is not known. */
  public String of(String seriesId, String part) {
    return bySeries.getOrDefault(seriesId, Map.of()).getOrDefault(part, "");
  }
}
