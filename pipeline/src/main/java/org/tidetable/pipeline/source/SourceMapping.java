package org.tidetable.pipeline.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

/**
 * How the columns of one kind of file become canonical rows: data, written in YAML. Exactly one of
 * {@code counts} and {@code events} is given.
 */
public record SourceMapping(
    @JsonProperty(required = true) @JsonPropertyDescription("Unique name, in snake_case")
        String name,
    @JsonProperty(required = true) @JsonPropertyDescription("What the file holds, in words")
        String title,
    @JsonPropertyDescription(
            "Who published the counts; with licence and address they pass unchanged")
        String publishedBy,
    @JsonPropertyDescription("The licence of published counts") String licence,
    @JsonPropertyDescription("The publisher's page of published counts") String address,
    @JsonPropertyDescription("True when no real person stands behind the rows") boolean invented,
    @JsonPropertyDescription("utf-8 (default) or windows-1252") String encoding,
    @JsonPropertyDescription("The character between cells; a comma when left out") String delimiter,
    @JsonPropertyDescription("Marks of a missing value, each with what it means")
        Map<String, String> missing,
    @JsonPropertyDescription("Share of faulty rows above which the run stops; 0.01 when left out")
        @Nullable Double setAsideLimit,
    @JsonPropertyDescription("Given for aggregated numbers: area x period x breakdown")
        @Nullable CountsMapping counts,
    @JsonPropertyDescription("Given for pseudonymised person-level rows")
        @Nullable EventsMapping events)
    implements Serializable {

  public SourceMapping {
    publishedBy = publishedBy == null ? "" : publishedBy;
    licence = licence == null ? "" : licence;
    address = address == null ? "" : address;
    encoding = encoding == null ? "utf-8" : encoding;
    delimiter = delimiter == null ? "," : delimiter;
    missing = missing == null ? Map.of() : Map.copyOf(missing);
    setAsideLimit = setAsideLimit == null ? Double.valueOf(0.01) : setAsideLimit;
  }

  /** Aggregated numbers. */
  public record CountsMapping(
      @JsonProperty(required = true)
          @JsonPropertyDescription("hour, day, week, month, quarter, year")
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
  }

  /** Where the period of a row stands and how it is spelled. */
  public record PeriodMapping(
      @JsonProperty(required = true) @JsonPropertyDescription("One column, or year and week")
          List<String> columns,
      @JsonProperty(required = true)
          @JsonPropertyDescription(
              "A date pattern such as yyyy-MM-dd or MMMM yyyy, or one of: iso_week (2022 and Week "
                  + "37), year_to_march (2013 is April 2012 to March 2013)")
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
      @JsonPropertyDescription("Column = value pairs that must all hold") Map<String, String> where,
      @JsonPropertyDescription("Codes that mean no known area, each with the code and name to use")
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
      @JsonPropertyDescription("Column = value pairs that must all hold") Map<String, String> where)
      implements Serializable {
    public Measure {
      where = where == null ? Map.of() : Map.copyOf(where);
    }
  }

  /** Person-level rows with two clocks: when it happened, and when it became known. */
  public record EventsMapping(
      @JsonProperty(required = true) @JsonPropertyDescription("The pseudonym's column")
          String person,
      @JsonProperty(required = true) @JsonPropertyDescription("The column of the event's code")
          String code,
      @JsonProperty(required = true) @JsonPropertyDescription("Each code with its event kind")
          Map<String, EventKind> codes,
      @JsonProperty(required = true) String start,
      @JsonPropertyDescription("The column of the end; left out for events of a day") String end,
      @JsonPropertyDescription("The column of the day on which the fact reached the source")
          String known,
      @JsonPropertyDescription("Days from start to known where there is no such column")
          int knownLagDays,
      @JsonPropertyDescription("Days from start to known above which a row counts as late; 60")
          @Nullable Integer lateAfterDays,
      @JsonProperty(required = true) @JsonPropertyDescription("The date pattern, e.g. dd/MM/yyyy")
          String dateFormat,
      @JsonPropertyDescription("The column of the quantity; 1 when left out") String quantity,
      @JsonPropertyDescription("The column of the area code") String area,
      @JsonPropertyDescription("The column of the provider code") String provider,
      @JsonProperty(required = true)
          @JsonPropertyDescription("The record's own id: the latest known version of it counts")
          String record)
      implements Serializable {
    public EventsMapping {
      codes = codes == null ? Map.of() : Map.copyOf(codes);
      end = end == null ? "" : end;
      known = known == null ? "" : known;
      lateAfterDays = lateAfterDays == null ? Integer.valueOf(60) : lateAfterDays;
      quantity = quantity == null ? "" : quantity;
      area = area == null ? "" : area;
      provider = provider == null ? "" : provider;
    }
  }
}
