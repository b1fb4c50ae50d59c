package org.tidetable.pipeline.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Person-level rows of who people are, and since when: one row for each person and span. */
public record PeopleMapping(
    @JsonProperty(required = true) @JsonPropertyDescription("The column of the person's key")
        String person,
    @JsonPropertyDescription("The column of the birth date, banded to its month") String birth,
    @JsonPropertyDescription("The column of sex; its codes give M and F") String sex,
    @JsonPropertyDescription("The column of the ethnic group") String ethnicGroup,
    @JsonPropertyDescription("The column of the area code of residence") String area,
    @JsonPropertyDescription("The column of the school or practice") String provider,
    @JsonPropertyDescription("The column of the household's key") String household,
    @JsonPropertyDescription("The column of the first day of which this holds; or give since")
        String from,
    @JsonPropertyDescription("The column of the last day on which this held") String to,
    @JsonPropertyDescription("The column of the day of death") String died,
    @JsonPropertyDescription("The column of the day on which the fact reached the source")
        String known,
    @JsonPropertyDescription("Days from the first day to known where there is no such column")
        int knownLagDays,
    @JsonProperty(required = true) @JsonPropertyDescription("The date pattern, e.g. dd/MM/yyyy")
        String dateFormat,
    @JsonPropertyDescription("The first day (yyyy-MM-dd) where no column gives one")
        @Nullable String since)
    implements Serializable {
  public PeopleMapping {
    birth = birth == null ? "" : birth;
    sex = sex == null ? "" : sex;
    ethnicGroup = ethnicGroup == null ? "" : ethnicGroup;
    area = area == null ? "" : area;
    provider = provider == null ? "" : provider;
    household = household == null ? "" : household;
    from = from == null ? "" : from;
    to = to == null ? "" : to;
    died = died == null ? "" : died;
    known = known == null ? "" : known;
  }
}
