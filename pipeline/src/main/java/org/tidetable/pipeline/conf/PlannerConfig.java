package org.tidetable.pipeline.conf;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What planners add to a run, as written in its YAML. */
public final class PlannerConfig {
  private PlannerConfig() {}

  /** A series that is not forecast, and why. */
  public record LeftOut(
      @JsonProperty(required = true) @JsonPropertyDescription("The demand's name") String demand,
      @JsonProperty(required = true) @JsonPropertyDescription("The area's code or name")
          String area,
      @JsonPropertyDescription("An age group; the total when left out") String ageGroup,
      @JsonPropertyDescription("A category; the total when left out") String category,
      @JsonProperty(required = true)
          @JsonPropertyDescription("Why, in at most 120 letters; it is published")
          String reason) {
    public LeftOut {
      ageGroup = ageGroup == null ? "" : ageGroup;
      category = category == null ? "" : category;
    }
  }

  /** A span that forecasts do not learn from. */
  public record Break(
      @JsonPropertyDescription("The demand's name; every demand when left out") String demand,
      @JsonProperty(required = true) @JsonPropertyDescription("First day, yyyy-MM-dd") String from,
      @JsonProperty(required = true) @JsonPropertyDescription("Last day, yyyy-MM-dd") String to,
      @JsonProperty(required = true)
          @JsonPropertyDescription("Why, in at most 120 letters; it is published")
          String reason) {
    public Break {
      demand = demand == null ? "" : demand;
    }
  }

  /** How many people live in the areas of a demand, as somebody has published. */
  public record Population(
      @JsonProperty(required = true)
          @JsonPropertyDescription("The demand's name, whose numbers are given per 1,000 people")
          String demand,
      @JsonProperty(required = true)
          @JsonPropertyDescription(
              "A CSV file of area_code, date (any day of the year it counts) and population")
          String file,
      @JsonProperty(required = true) @JsonPropertyDescription("Who published these counts")
          String publishedBy,
      @JsonProperty(required = true) @JsonPropertyDescription("The name of the licence")
          String licence,
      @JsonProperty(required = true) @JsonPropertyDescription("Where anyone can get them")
          String address,
      @JsonPropertyDescription(
              "The day on which they were published, yyyy-MM-dd: earlier forecasts are tried without"
                  + " the years after them; when left out, all but the last are")
          String publishedOn) {
    public Population {
      publishedOn = publishedOn == null ? "" : publishedOn;
    }
  }

  /** What had been planned for a demand, to be scored as the forecasts are. */
  public record Plan(
      @JsonProperty(required = true)
          @JsonPropertyDescription(
              "A CSV file of area_code, period_start and value, with age_group and category where"
                  + " they are forecast apart")
          String file,
      @JsonProperty(required = true)
          @JsonPropertyDescription("Whose plan it is, in at most 120 letters; it is published")
          String publishedBy) {}

  /** A demand that may tell of another one before it comes. */
  public record LeadIndicator(
      @JsonProperty(required = true) @JsonPropertyDescription("The demand that is told")
          String demand,
      @JsonProperty(required = true)
          @JsonPropertyDescription(
              "The demand that tells it; of shorter periods their mean counts, and an area without"
                  + " one takes that of the area above")
          String leads,
      @JsonProperty(required = true)
          @JsonPropertyDescription("Fewest periods of the told demand before, 1 or more")
          int lagFrom,
      @JsonProperty(required = true) @JsonPropertyDescription("Most periods before") int lagTo) {}
}
