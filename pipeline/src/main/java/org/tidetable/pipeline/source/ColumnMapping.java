package org.tidetable.pipeline.source;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one column; every setting may be left out. */
public record ColumnMapping(
    @JsonPropertyDescription("text (when left out), integer, number or date") Type type,
    @JsonPropertyDescription("Dates: a pattern such as dd/MM/yyyy; else that of the mapping")
        String format,
    @JsonPropertyDescription("Headings of the same column in other layouts") List<String> also,
    @JsonPropertyDescription("True where a layout may lack the column") boolean optional,
    @JsonPropertyDescription(
            "keep (when left out), pseudonym (somebody made one already), key (make one here), "
                + "band (make it coarser here) or drop. What is keyed, banded or dropped is changed "
                + "in memory, before anything looks at it or writes it")
        Privacy privacy,
    @JsonPropertyDescription(
            "How coarse: month or year of a date, outward (EG19) of a postcode; for privacy: band")
        @Nullable Band band,
    @JsonPropertyDescription("Marks of a missing value in this column, beside the mapping's")
        Map<String, String> missing,
    @JsonPropertyDescription("Each code with the word that is kept; other codes are faulty")
        Map<String, String> codes,
    @JsonPropertyDescription(
            "A file of codes (code,label,version,source), from the mapping's folder")
        String codeList,
    @JsonPropertyDescription("The smallest number that is right") @Nullable Double minimum,
    @JsonPropertyDescription("The largest number that is right") @Nullable Double maximum)
    implements Serializable {

  /** What a cell holds. */
  public enum Type {
    TEXT,
    INTEGER,
    NUMBER,
    DATE
  }

  /** What becomes of a cell before anything else. */
  public enum Privacy {
    KEEP,
    PSEUDONYM,
    KEY,
    BAND,
    DROP
  }

  /** How coarse a banded cell is. */
  public enum Band {
    MONTH,
    YEAR,
    OUTWARD
  }

  /** A column of text of which nothing else is known. */
  public static final ColumnMapping PLAIN =
      new ColumnMapping(
          Type.TEXT, "", List.of(), false, Privacy.KEEP, null, Map.of(), Map.of(), "", null, null);

  public ColumnMapping {
    type = type == null ? Type.TEXT : type;
    format = format == null ? "" : format;
    also = also == null ? List.of() : List.copyOf(also);
    privacy = privacy == null ? Privacy.KEEP : privacy;
    missing = missing == null ? Map.of() : Map.copyOf(missing);
    codes = SourceMapping.inOrder(codes);
    codeList = codeList == null ? "" : codeList;
  }

  /** Whether a cell is the key of a person. */
  boolean isPerson() {
    return privacy == Privacy.KEY || privacy == Privacy.PSEUDONYM;
  }

  /** The same column with these codes, read from its list. */
  public ColumnMapping withCodes(Map<String, String> listed) {
    return new ColumnMapping(
        type, format, also, optional, privacy, band, missing, listed, codeList, minimum, maximum);
  }
}
