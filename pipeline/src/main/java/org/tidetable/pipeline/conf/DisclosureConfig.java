package org.tidetable.pipeline.conf;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The data controller's policy, as written in YAML. */
public record DisclosureConfig(
    @JsonProperty(required = true) @JsonPropertyDescription("Raise it when the policy changes")
        String version,
    @JsonProperty(required = true)
        @JsonPropertyDescription("Every leaf count becomes a multiple of this; 8 or more")
        int base,
    @JsonProperty(required = true)
        @JsonPropertyDescription("An estimate needs at least so many persons behind it; 10 or more")
        int minimumBasis,
    @JsonProperty(required = true)
        @JsonPropertyDescription("Names the population: a new one gives new draws")
        String population,
    @JsonProperty(required = true)
        @JsonPropertyDescription("demo-only for invented people, else a key file with mode 0600")
        String key) {
  private static final String DEMO_ONLY = "demo-only";

  /** Whether the key is the published one, which protects nobody. */
  public boolean usesDemoKey() {
    return key.equals(DEMO_ONLY);
  }
}
