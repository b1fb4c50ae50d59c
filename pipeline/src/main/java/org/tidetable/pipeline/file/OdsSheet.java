package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.file.WorkbookTable.MOST_COLUMNS;
import static org.tidetable.pipeline.file.WorkbookTable.MOST_ROWS;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one sheet of an .ods workbook, streamed.
 *
 * <p>Source: OASIS, Open Document Format for Office Applications 1.3, part 3, section 9.
 */
final class OdsSheet implements SheetRows {
  static final String CONTENT = "content.xml";

  private final XMLStreamReader xml;
  private long line;
  private String[] row = new String[0];
  private long repeats;

  private OdsSheet(XMLStreamReader xml) {
    this.xml = xml;
  }

  static OpenWorkbook open(Path file) throws IOException, XMLStreamException {
    ZipFile zip = ArchiveFile.open(file);
    try {
      List<String> names = new ArrayList<>();
      XMLStreamReader xml = content(file, zip);
      for (String name = nextSheet(xml); !name.isEmpty(); name = nextSheet(xml)) {
        names.add(name);
        SafeXml.skip(xml);
      }
      return new OpenWorkbook(
          names,
          sheet -> {
            XMLStreamReader again = content(file, zip);
            while (!nextSheet(again).equals(sheet)) {
              SafeXml.skip(again);
            }
            return new OdsSheet(again);
          },
          zip);
    } catch (IOException | XMLStreamException | RuntimeException failure) {
      zip.close();
      throw failure;
    }
  }

  private static XMLStreamReader content(Path file, ZipFile zip)
      throws IOException, XMLStreamException {
    return SafeXml.reader(ArchiveFile.unpacked(file, zip, zip.getEntry(CONTENT)));
  }

  /** Goes on to the beginning of the next sheet and tells its name; empty after the last. */
  private static String nextSheet(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      int event = SafeXml.next(xml);
      if (SafeXml.begins(xml, event, "table")) {
        String name = SafeXml.attribute(xml, "name");
        return name.isEmpty() ? "(no name)" : name;
      }
      if (SafeXml.begins(xml, event, "tracked-changes")) {
        SafeXml.skip(xml);
      }
    }
    return "";
  }

  @Override
  public @Nullable RawRow nextRow() throws XMLStreamException {
    if (repeats == 0 && !read()) {
      return null;
    }
    repeats--;
    line++;
    return new RawRow(line, -1, row.clone());
  }

  /** Reads the next row as it is written: once for all its repetitions. */
  private boolean read() throws XMLStreamException {
    while (xml.hasNext()) {
      int event = SafeXml.next(xml);
      if (SafeXml.begins(xml, event, "table-row")) {
        repeats = repeated("number-rows-repeated");
        row = readCells();
        // Formats often reach to the last row that there can be.
        repeats = Math.min(repeats, MOST_ROWS - line);
        return repeats > 0;
      }
      if (SafeXml.begins(xml, event, "shapes")) {
        SafeXml.skip(xml);
      }
      if (SafeXml.ends(xml, event, "table")) {
        return false;
      }
    }
    return false;
  }

  private String[] readCells() throws XMLStreamException {
    List<String> cells = new ArrayList<>();
    long blanks = 0;
    for (int event = SafeXml.next(xml);
        !SafeXml.ends(xml, event, "table-row");
        event = SafeXml.next(xml)) {
      if (SafeXml.begins(xml, event, "table-cell")
          || SafeXml.begins(xml, event, "covered-table-cell")) {
        long times = repeated("number-columns-repeated");
        String text = readCell();
        if (text.isEmpty()) {
          blanks += times;
          continue;
        }
        if (cells.size() + blanks + times > MOST_COLUMNS) {
          throw new XMLStreamException("too many columns", xml.getLocation());
        }
        cells.addAll(Collections.nCopies((int) blanks, ""));
        cells.addAll(Collections.nCopies((int) times, text));
        blanks = 0;
      }
    }
    return cells.toArray(String[]::new);
  }

  private long repeated(String attribute) throws XMLStreamException {
    String times = SafeXml.attribute(xml, attribute);
    long repeated = times.isEmpty() ? 1 : Long.parseLong(times);
    if (repeated < 1 || repeated > Integer.MAX_VALUE) {
      throw new XMLStreamException("repeated too often", xml.getLocation());
    }
    return repeated;
  }

  private String readCell() throws XMLStreamException {
    String type = SafeXml.attribute(xml, "value-type");
    String value =
        switch (type) {
          case "float", "percentage", "currency" ->
              CellText.number(SafeXml.attribute(xml, "value"));
          case "date" -> CellText.withoutMidnight(SafeXml.attribute(xml, "date-value"));
          case "time" -> time(SafeXml.attribute(xml, "time-value"));
          case "boolean" -> SafeXml.attribute(xml, "boolean-value");
          case "string" -> SafeXml.attribute(xml, "string-value");
          default -> "";
        };
    boolean error = isError();
    String shown = shown();
    return value.isEmpty() || error ? shown : value;
  }

  /** LibreOffice marks what is an error beside the type that other programs see. */
  private boolean isError() {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals("value-type")
          && xml.getAttributeValue(i).equals("error")) {
        return true;
      }
    }
    return false;
  }

  private static String time(String value) {
    try {
      Duration length = Duration.parse(value);
      boolean ofDay = !length.isNegative() && length.compareTo(Duration.ofDays(1)) < 0;
      return ofDay ? CellText.time(LocalTime.MIDNIGHT.plus(length)) : value;
    } catch (DateTimeException other) {
      return value;
    }
  }

  /** The paragraphs of a cell; comments are no part of it. */
  private String shown() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int paragraphs = 0;
    int paragraphDepth = 0;
    for (int depth = 1; depth > 0; ) {
      int event = SafeXml.next(xml);
      if (event == XMLStreamConstants.START_ELEMENT) {
        String element = xml.getLocalName();
        if (element.equals("annotation") || element.equals("table")) {
          SafeXml.skip(xml);
          continue;
        }
        depth++;
        paragraphDepth = element.equals("p") ? depth : paragraphDepth;
        text.append(
            switch (element) {
              case "p" -> paragraphs++ == 0 ? "" : "\n";
              case "line-break" -> "\n";
              case "tab" -> "\t";
              case "s" -> blanks(SafeXml.attribute(xml, "c"));
              default -> "";
            });
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        paragraphDepth = depth == paragraphDepth ? 0 : paragraphDepth;
        depth--;
      } else if (event == XMLStreamConstants.CHARACTERS && paragraphDepth > 0) {
        text.append(xml.getText());
      }
      if (text.length() > Limits.CELL_CHARS) {
        throw new XMLStreamException("a cell that is too long", xml.getLocation());
      }
    }
    return text.toString();
  }

  private static String blanks(String count) {
    int blanks = count.isEmpty() ? 1 : Integer.parseInt(count);
    char[] text = new char[Math.min(Math.max(blanks, 0), Limits.CELL_CHARS)];
    Arrays.fill(text, ' ');
    return new String(text);
  }
}
