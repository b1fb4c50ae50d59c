package org.tidetable.pipeline.conf;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the series of a file add up to, as written in YAML. Paths are relative to that file. */
public record HierarchyConfig(
    @JsonPropertyDescription(
            "A table (CSV) with series_id and the codes of each series; when left out, these are"
                + " columns of the series' own file")
        String lookup,
    @JsonProperty(required = true) @JsonPropertyDescription("Ways to divide the series")
        List<Dimension> dimensions,
    @JsonPropertyDescription(
            "Which totals are forecast: every product of levels (when left out), those of"
                + " one_dimension at a time, or the top alone")
        Totals totals,
    @JsonPropertyDescription("Expected values are whole numbers that still add up")
        boolean wholeNumbers) {

  /** Which totals there are. */
  public enum Totals {
    EVERY,
    ONE_DIMENSION,
    TOP
  }

  public HierarchyConfig {
    lookup = lookup == null ? "" : lookup;
    dimensions = dimensions == null ? List.of() : List.copyOf(dimensions);
    totals = totals == null ? Totals.EVERY : totals;
  }

  /** One way to divide them, such as by area. */
  public record Dimension(
      @JsonProperty(required = true) @JsonPropertyDescription("Its name, such as area") String name,
      @JsonPropertyDescription(
              "Columns with its codes, the coarsest first, such as region, council; its name when"
                  + " left out")
          List<String> levels,
      @JsonPropertyDescription(
              "A table (CSV) with a column for each level: the codes above each finest one; when"
                  + " left out, all levels stand beside the series")
          @Nullable String parents) {
    public Dimension {
      levels = levels == null || levels.isEmpty() ? List.of(name) : List.copyOf(levels);
    }

    /** The column of the finest codes. */
    String finest() {
      return levels.get(levels.size() - 1);
    }
  }
}
