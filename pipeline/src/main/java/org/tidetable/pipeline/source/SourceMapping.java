package org.tidetable.pipeline.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.file.FileLayout;

/**
 * How the columns of one kind of file become canonical rows: data, written in YAML. Exactly one of
 * {@code counts}, {@code events}, {@code people} and {@code table} is given.
 */
public record SourceMapping(
    @JsonProperty(required = true) @JsonPropertyDescription("Unique name, in snake_case")
        String name,
    @JsonProperty(required = true) @JsonPropertyDescription("What the file holds, in words")
        String title,
    @JsonPropertyDescription("The version of the collection or of this mapping") String version,
    @JsonPropertyDescription(
            "Who published the counts; with licence and address they pass unchanged")
        String publishedBy,
    @JsonPropertyDescription("The licence of published counts") String licence,
    @JsonPropertyDescription("The publisher's page of published counts") String address,
    @JsonPropertyDescription("True when no real person stands behind the rows") boolean invented,
    @JsonPropertyDescription(
            "The word for these persons' keys in the link table, where several mappings share one; "
                + "the mapping's name when left out")
        String linkSource,
    @JsonPropertyDescription("How the file is written; a CSV file in UTF-8 when left out")
        @Nullable FileLayout file,
    @JsonPropertyDescription("Marks of a missing value, each with what it means")
        Map<String, String> missing,
    @JsonPropertyDescription("Share of faulty rows above which the run stops; 0.01 when left out")
        @Nullable Double setAsideLimit,
    @JsonPropertyDescription(
            "The columns by heading: type, spelling, codes, privacy. A column that is named below "
                + "need not stand here; what stands nowhere is looked at for identifiers and not "
                + "kept")
        Map<String, ColumnMapping> columns,
    @JsonPropertyDescription(
            "Rows to leave out, such as totals: where each of an entry's columns has one of its "
                + "values")
        List<Map<String, List<String>>> leaveOut,
    @JsonPropertyDescription("Given for aggregated numbers: area x period x breakdown")
        @Nullable CountsMapping counts,
    @JsonPropertyDescription("Given for person-level rows of things that happened")
        @Nullable EventsMapping events,
    @JsonPropertyDescription("Given for person-level rows of who people are")
        @Nullable PeopleMapping people,
    @JsonPropertyDescription("Given for a table that is kept as it is, with types: a lookup")
        @Nullable TableMapping table)
    implements Serializable {

  private static final double SET_ASIDE_LIMIT = 0.01;

  public SourceMapping {
    version = version == null ? "" : version;
    publishedBy = publishedBy == null ? "" : publishedBy;
    licence = licence == null ? "" : licence;
    address = address == null ? "" : address;
    linkSource = linkSource == null || linkSource.isEmpty() ? name : linkSource;
    file = file == null ? FileLayout.CSV_FILE : file;
    missing = missing == null ? Map.of() : Map.copyOf(missing);
    setAsideLimit = setAsideLimit == null ? Double.valueOf(SET_ASIDE_LIMIT) : setAsideLimit;
    columns = inOrder(columns);
    leaveOut = leaveOut == null ? List.of() : List.copyOf(leaveOut);
  }

  /** The same map, unchangeable, in the order written. */
  static <V> Map<String, V> inOrder(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** How the file is written. */
  public FileLayout layout() {
    return file == null ? FileLayout.CSV_FILE : file;
  }

  /** Whether its rows are about single people. */
  public boolean personLevel() {
    return events != null || people != null || !personColumns().isEmpty();
  }

  /** Whether keys of persons are made while its files are read. */
  public boolean keysPersons() {
    return columns.values().stream().anyMatch(c -> c.privacy() == ColumnMapping.Privacy.KEY);
  }

  /** The declared columns that hold keys of persons. */
  public List<String> personColumns() {
    return columns.entrySet().stream()
        .filter(column -> column.getValue().isPerson())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The same mapping, of invented people. */
  public SourceMapping asInvented() {
    return new SourceMapping(
        name,
        title,
        version,
        publishedBy,
        licence,
        address,
        true,
        linkSource,
        file,
        missing,
        setAsideLimit,
        columns,
        leaveOut,
        counts,
        events,
        people,
        table);
  }

  /** The same mapping with these columns. */
  public SourceMapping withColumns(Map<String, ColumnMapping> others) {
    return new SourceMapping(
        name,
        title,
        version,
        publishedBy,
        licence,
        address,
        invented,
        linkSource,
        file,
        missing,
        setAsideLimit,
        others,
        leaveOut,
        counts,
        events,
        people,
        table);
  }
}
