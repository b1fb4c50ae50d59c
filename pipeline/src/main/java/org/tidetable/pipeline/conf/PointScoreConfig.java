package org.tidetable.pipeline.conf;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A point score as written in its YAML: rules, each of which gives points. */
public record PointScoreConfig(
    @JsonProperty(required = true) @JsonPropertyDescription("A word for reports") String name,
    @JsonProperty(required = true) @JsonPropertyDescription("What it is like, and whose it is")
        String source,
    @JsonPropertyDescription("Divides the points, as for a share of deficits; 1 when left out")
        double shareOf,
    @JsonProperty(required = true) @JsonPropertyDescription("What gives points") List<Rule> rules) {
  public PointScoreConfig {
    shareOf = shareOf == 0 ? 1 : shareOf;
    rules = rules == null ? List.of() : List.copyOf(rules);
  }

  /** Points for the rows whose column is as it says; all conditions given must hold. */
  public record Rule(
      @JsonProperty(required = true) @JsonPropertyDescription("A column of the table")
          String column,
      @JsonProperty(required = true) @JsonPropertyDescription("Points where it holds")
          double points,
      @JsonPropertyDescription("The text is one of these") List<String> isOneOf,
      @JsonPropertyDescription("The number is this or more") @Nullable Double atLeast,
      @JsonPropertyDescription("The number is this or less") @Nullable Double atMost) {
    public Rule {
      isOneOf = isOneOf == null ? List.of() : List.copyOf(isOneOf);
    }

    /** Whether a cell earns the points; a missing cell never does. */
    public boolean holds(Optional<String> text) {
      if (text.isEmpty() || !(isOneOf.isEmpty() || isOneOf.contains(text.get()))) {
        return false;
      }
      Optional<Double> number = number(text.get());
      Double least = atLeast;
      Double most = atMost;
      return (least == null || number.filter(value -> value >= least).isPresent())
          && (most == null || number.filter(value -> value <= most).isPresent());
    }

    private static Optional<Double> number(String text) {
      return text.matches("[+-]?\\d{1,15}(\\.\\d+)?")
          ? Optional.of(Double.valueOf(text))
          : Optional.empty();
    }
  }
}
