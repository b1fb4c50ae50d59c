package org.tidetable.pipeline.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.vocabulary.EventKind;

/**
 * Person-level rows with two clocks: when it happened, and when it became known. What a row is, is
 * told by a code, or by rules over several columns.
 */
public record EventsMapping(
    @JsonProperty(required = true) @JsonPropertyDescription("The column of the person's key")
        String person,
    @JsonPropertyDescription("The column of the event's code; or give kinds") String code,
    @JsonPropertyDescription("Each code with its event kind; another code is faulty")
        Map<String, EventKind> codes,
    @JsonPropertyDescription("The first rule that holds names the kind; a row of none is left out")
        List<KindRule> kinds,
    @JsonProperty(required = true) String start,
    @JsonPropertyDescription("The column of the end; left out for events of a day") String end,
    @JsonPropertyDescription("The column of the day on which the fact reached the source")
        String known,
    @JsonPropertyDescription("Days to add to the known column, or to the start where there is none")
        int knownLagDays,
    @JsonPropertyDescription(
            "MM-dd, where a yearly return to that day brings the facts: known is the first such day "
                + "on or after the end (the start while there is none), with the lag added")
        String knownEachYear,
    @JsonPropertyDescription("Days from start to known above which a row counts as late; 60")
        @Nullable Integer lateAfterDays,
    @JsonProperty(required = true) @JsonPropertyDescription("The date pattern, e.g. dd/MM/yyyy")
        String dateFormat,
    @JsonPropertyDescription("The column of the quantity; 1 when left out") String quantity,
    @JsonPropertyDescription("The column of the area code") String area,
    @JsonPropertyDescription("The column of the provider code") String provider,
    @JsonProperty(required = true)
        @JsonPropertyDescription(
            "The record's own id, or the columns that make one: the latest known version of it "
                + "counts")
        List<String> record,
    @JsonPropertyDescription(
            "Episodes of one person and kind that overlap, or are at most so many days apart, are "
                + "one spell; never joined when left out")
        @Nullable Integer joinWithinDays)
    implements Serializable {

  private static final int LATE_AFTER_DAYS = 60;

  public EventsMapping {
    code = code == null ? "" : code;
    codes = codes == null ? Map.of() : Map.copyOf(codes);
    kinds = kinds == null ? List.of() : List.copyOf(kinds);
    end = end == null ? "" : end;
    known = known == null ? "" : known;
    knownEachYear = knownEachYear == null ? "" : knownEachYear;
    lateAfterDays = lateAfterDays == null ? Integer.valueOf(LATE_AFTER_DAYS) : lateAfterDays;
    quantity = quantity == null ? "" : quantity;
    area = area == null ? "" : area;
    provider = provider == null ? "" : provider;
    record = record == null ? List.of() : List.copyOf(record);
  }

  /** Which rows are of a kind. */
  public record KindRule(
      @JsonProperty(required = true) @JsonPropertyDescription("An event kind; describe lists them")
          EventKind kind,
      @JsonPropertyDescription(
              "Columns and the values of which each must have one; \"*\" is any value, \"\" is "
                  + "none, \"!0\" anything but 0")
          Map<String, List<String>> where,
      @JsonPropertyDescription(
              "The column of this kind's quantity; that of the events when left out")
          String quantity)
      implements Serializable {
    public KindRule {
      where = where == null ? Map.of() : Map.copyOf(where);
      quantity = quantity == null ? "" : quantity;
    }
  }

  /** Every kind that a row can be. */
  public List<EventKind> possibleKinds() {
    return java.util.stream.Stream.concat(
            codes.values().stream(), kinds.stream().map(KindRule::kind))
        .distinct()
        .sorted()
        .toList();
  }
}
