package org.tidetable.pipeline.conf;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A risk learnt from tables that a query joins, as written in a run's YAML. */
public record JoinedRiskConfig(
    @JsonProperty(required = true) @JsonPropertyDescription("Unique in the run, in snake_case")
        String name,
    @JsonProperty(required = true) @JsonPropertyDescription("The question in a planner's words")
        String title,
    @JsonPropertyDescription(
            "The day that every clock counts to, that day included, where clocks are numbers of days")
        @Nullable Integer indexDay,
    @JsonPropertyDescription(
            "The day before which everything was known (yyyy-MM-dd), where clocks are dates")
        String indexDate,
    @JsonProperty(required = true)
        @JsonPropertyDescription("The tables that the query may read, each with its clock")
        Map<String, Clock> tables,
    @JsonProperty(required = true)
        @JsonPropertyDescription(
            "A file with one SQL query over those tables, as they were known on the index day: a"
                + " row for each key, and a column for each feature")
        String query,
    @JsonProperty(required = true)
        @JsonPropertyDescription("The columns that name a row of the outcome's table")
        List<String> key,
    @JsonProperty(required = true)
        @JsonPropertyDescription("The column of the key whose rows belong to one person")
        String person,
    @JsonProperty(required = true) Outcome outcome,
    @JsonProperty(required = true) Split split,
    @JsonPropertyDescription("Columns of a rival that knows nothing else, e.g. age and sex")
        List<String> rival,
    @JsonPropertyDescription(
            "Columns by whose groups the risk is judged, and withdrawn where wrong")
        List<String> audit,
    @JsonPropertyDescription(
            "Strong features that were known in time, each with the reason; it goes onto the card")
        Map<String, String> accept) {

  public JoinedRiskConfig {
    indexDate = indexDate == null ? "" : indexDate;
    tables = tables == null ? Map.of() : new LinkedHashMap<>(tables);
    key = key == null ? List.of() : List.copyOf(key);
    rival = rival == null ? List.of() : List.copyOf(rival);
    audit = audit == null ? List.of() : List.copyOf(audit);
    accept = accept == null ? Map.of() : new LinkedHashMap<>(accept);
  }

  /** When the rows and cells of a table became known; what is empty was known from the start. */
  public record Clock(
      @JsonPropertyDescription("The column of the day on which a row became known") String row,
      @JsonPropertyDescription("Columns, each with the column of the day on which it became known")
          Map<String, String> cells,
      @JsonPropertyDescription("Columns that are known only after the index day")
          List<String> after) {
    public Clock {
      row = row == null ? "" : row;
      cells = cells == null ? Map.of() : new LinkedHashMap<>(cells);
      after = after == null ? List.of() : List.copyOf(after);
    }

    /** Every column that the clock names. */
    List<String> columns() {
      return Stream.of(
              Stream.of(row).filter(name -> !name.isEmpty()),
              cells.keySet().stream(),
              cells.values().stream(),
              after.stream())
          .flatMap(names -> names)
          .filter(Objects::nonNull)
          .distinct()
          .toList();
    }
  }

  /** What is predicted. */
  public record Outcome(
      @JsonProperty(required = true) @JsonPropertyDescription("The table with a row for each key")
          String table,
      @JsonProperty(required = true)
          @JsonPropertyDescription("Its column; the query does not see it")
          String column,
      @JsonProperty(required = true) @JsonPropertyDescription("The values that are the outcome")
          List<String> values) {
    public Outcome {
      values = values == null ? List.of() : List.copyOf(values);
    }
  }

  /** Which rows teach, and which later ones judge. */
  public record Split(
      @JsonProperty(required = true) @JsonPropertyDescription("A column of the key") String column,
      @JsonProperty(required = true)
          @JsonPropertyDescription("Its values that teach, in time order")
          List<String> train,
      @JsonProperty(required = true) @JsonPropertyDescription("Its later values that judge")
          List<String> test) {
    public Split {
      train = train == null ? List.of() : List.copyOf(train);
      test = test == null ? List.of() : List.copyOf(test);
    }
  }
}
