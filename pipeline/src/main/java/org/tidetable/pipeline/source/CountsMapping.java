package org.tidetable.pipeline.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

/** Aggregated numbers: area x period x breakdown. */
public record CountsMapping(
    @JsonProperty(required = true) @JsonPropertyDescription("day, week, month, quarter, year")
        Grain grain,
    @JsonProperty(required = true) PeriodMapping period,
    @JsonProperty(required = true)
        @JsonPropertyDescription("The first rule whose conditions hold names the area of a row")
        List<AreaRule> areas,
    @JsonPropertyDescription("The column of the age group, and its value that is the total")
        @Nullable Breakdown ageGroup,
    @JsonPropertyDescription("The column of a further category, and its value that is the total")
        @Nullable Breakdown category,
    @JsonProperty(required = true) List<Measure> measures)
    implements Serializable {
  public CountsMapping {
    areas = areas == null ? List.of() : List.copyOf(areas);
    measures = measures == null ? List.of() : List.copyOf(measures);
  }

  /** Where the period of a row stands and how it is spelled. */
  public record PeriodMapping(
      @JsonProperty(required = true) @JsonPropertyDescription("One column, or year and week")
          List<String> columns,
      @JsonProperty(required = true) @JsonPropertyDescription(PeriodFormat.DESCRIPTION)
          String format)
      implements Serializable {
    public PeriodMapping {
      columns = columns == null ? List.of() : List.copyOf(columns);
    }
  }

  /** Which column names the area of the rows for which the conditions hold. */
  public record AreaRule(
      @JsonProperty(required = true)
          @JsonPropertyDescription("nation, region, authority, council, trust or another word")
          String level,
      @JsonProperty(required = true) String code,
      @JsonPropertyDescription("The column of the area's name") String name,
      @JsonPropertyDescription("Columns and the values of which each must have one")
          Map<String, List<String>> where,
      @JsonPropertyDescription("Codes that mean no known area, each with the name to use")
          Map<String, String> unknown)
      implements Serializable {
    public AreaRule {
      name = name == null ? "" : name;
      where = where == null ? Map.of() : Map.copyOf(where);
      unknown = unknown == null ? Map.of() : Map.copyOf(unknown);
    }
  }

  /** A column whose values part the number; other headings of the same column may be listed. */
  public record Breakdown(
      @JsonProperty(required = true)
          @JsonPropertyDescription("The heading; more than one where layouts differ")
          List<String> columns,
      @JsonPropertyDescription("The value that stands for all; rows with it are totals")
          String total)
      implements Serializable {
    public Breakdown {
      columns = columns == null ? List.of() : List.copyOf(columns);
      total = total == null ? "" : total;
    }
  }

  /** A column of numbers and what they count. */
  public record Measure(
      @JsonProperty(required = true) String column,
      @JsonProperty(required = true) @JsonPropertyDescription("An event kind; describe lists them")
          EventKind kind,
      @JsonPropertyDescription("Columns and the values of which each must have one")
          Map<String, List<String>> where,
      @JsonPropertyDescription(
              "The period of this column, first day as yyyy-MM-dd, where the heading says it "
                  + "(CLA_Mar2013)")
          String period)
      implements Serializable {
    public Measure {
      where = where == null ? Map.of() : Map.copyOf(where);
      period = period == null ? "" : period;
    }
  }
}
