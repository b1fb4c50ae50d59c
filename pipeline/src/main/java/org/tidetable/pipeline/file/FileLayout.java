package org.tidetable.pipeline.file;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.Serializable;
import java.util.List;

/** Where the table stands in its file; the defaults fit a plain CSV file. */
public record FileLayout(
    @JsonPropertyDescription("csv (when left out), workbook (.xlsx, .ods) or xml") Format format,
    @JsonPropertyDescription("utf-8 (when left out) or windows-1252") String encoding,
    @JsonPropertyDescription("The character between cells; a comma when left out") String delimiter,
    @JsonPropertyDescription("Workbooks: the sheet's name; the first sheet when left out")
        String sheet,
    @JsonPropertyDescription("The line or row where the heading begins, from 1; 1 when left out")
        int headingLine,
    @JsonPropertyDescription("Rows that make up the heading, merged cells filled; 1 when left out")
        int headingRows,
    @JsonPropertyDescription("The table ends before the first row whose first cell starts with it")
        String endsBefore,
    @JsonPropertyDescription("True where the table ends at the first blank row")
        boolean endsAtBlank,
    @JsonPropertyDescription("Headings of columns whose blank cells repeat the cell above")
        List<String> fillDown,
    @JsonPropertyDescription("xml: the name of the element that is one row, e.g. CINdetails")
        String element)
    implements Serializable {

  /** How rows are written. */
  public enum Format {
    CSV,
    WORKBOOK,
    XML;
  }

  /** A comma-separated file in UTF-8 whose first line is the heading. */
  public static final FileLayout CSV_FILE = csv("", "");

  /** A CSV file in that encoding, with that character between cells, that is all table. */
  public static FileLayout csv(String encoding, String delimiter) {
    return new FileLayout(Format.CSV, encoding, delimiter, "", 0, 0, "", false, List.of(), "");
  }

  public FileLayout {
    format = format == null ? Format.CSV : format;
    encoding = encoding == null || encoding.isEmpty() ? "utf-8" : encoding;
    delimiter = delimiter == null || delimiter.isEmpty() ? "," : delimiter;
    sheet = sheet == null ? "" : sheet;
    headingLine = headingLine == 0 ? 1 : headingLine;
    headingRows = headingRows == 0 ? 1 : headingRows;
    endsBefore = endsBefore == null ? "" : endsBefore;
    fillDown = fillDown == null ? List.of() : List.copyOf(fillDown);
    element = element == null ? "" : element;
  }
}
