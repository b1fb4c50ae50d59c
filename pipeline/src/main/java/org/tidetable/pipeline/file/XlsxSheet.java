package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.file.WorkbookTable.MOST_COLUMNS;
import static org.tidetable.pipeline.file.WorkbookTable.MOST_ROWS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** The rows of one sheet of an .xlsx workbook, streamed; rows that are not written are blank. */
final class XlsxSheet implements SheetRows {
  private final XMLStreamReader xml;
  private final XlsxCells cells;
  private long line;
  private @Nullable RawRow held;

  private XlsxSheet(XMLStreamReader xml, XlsxCells cells) {
    this.xml = xml;
    this.cells = cells;
  }

  static OpenWorkbook open(Path file) throws IOException, OpenXML4JException, SAXException {
    requireWellFormed(file);
    OPCPackage zip = OPCPackage.open(file.toFile(), PackageAccess.READ);
    try {
      XSSFReader workbook = new XSSFReader(zip);
      Map<String, PackagePart> parts = new LinkedHashMap<>();
      XSSFReader.SheetIterator sheets = workbook.getSheetIterator();
      while (sheets.hasNext()) {
        sheets.next().close();
        parts.put(sheets.getSheetName(), sheets.getSheetPart());
      }
      XlsxCells cells = new XlsxCells(file.toString(), workbook);
      return new OpenWorkbook(
          parts.keySet().stream().toList(),
          sheet -> {
            InputStream bytes = Objects.requireNonNull(parts.get(sheet)).getInputStream();
            return new XlsxSheet(SafeXml.reader(bytes), cells);
          },
          zip::revert);
    } catch (IOException | OpenXML4JException | SAXException | RuntimeException failure) {
      zip.revert();
      throw failure;
    } catch (XMLStreamException failure) {
      zip.revert();
      throw new DamagedPacking(failure);
    }
  }

  /** The library's parsers print what they object to; so they only get what is well-formed. */
  private static void requireWellFormed(Path file) throws IOException {
    try (ZipFile zip = ArchiveFile.open(file)) {
      for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
        boolean xml = part.getName().endsWith(".xml") || part.getName().endsWith(".rels");
        if (xml && !part.getName().contains("/worksheets/")) {
          XMLStreamReader reader = SafeXml.reader(ArchiveFile.unpacked(file, zip, part));
          while (reader.hasNext()) {
            SafeXml.next(reader);
          }
        }
      }
    } catch (XMLStreamException failure) {
      throw new DamagedPacking(failure);
    }
  }

  @Override
  public @Nullable RawRow nextRow() throws XMLStreamException {
    if (held == null) {
      held = read();
    }
    if (held == null) {
      return null;
    }
    line++;
    if (line < held.line()) {
      return new RawRow(line, -1, new String[0]);
    }
    RawRow row = held;
    held = null;
    return row;
  }

  private @Nullable RawRow read() throws XMLStreamException {
    while (xml.hasNext()) {
      int event = SafeXml.next(xml);
      if (SafeXml.begins(xml, event, "row")) {
        String number = SafeXml.attribute(xml, "r");
        long at = number.isEmpty() ? line + 1 : Long.parseLong(number);
        if (at <= line || at > MOST_ROWS) {
          throw new XMLStreamException("rows out of order", xml.getLocation());
        }
        return new RawRow(at, -1, readCells());
      }
      if (SafeXml.ends(xml, event, "sheetData")) {
        return null;
      }
    }
    return null;
  }

  private String[] readCells() throws XMLStreamException {
    String[] row = new String[16];
    Arrays.fill(row, "");
    int count = 0;
    for (int event = SafeXml.next(xml);
        !SafeXml.ends(xml, event, "row");
        event = SafeXml.next(xml)) {
      if (SafeXml.begins(xml, event, "c")) {
        int column = column(SafeXml.attribute(xml, "r"), count);
        if (column >= row.length) {
          int before = row.length;
          row = Arrays.copyOf(row, Math.max(2 * before, column + 1));
          Arrays.fill(row, before, row.length, "");
        }
        row[column] = readCell();
        count = Math.max(count, column + 1);
      }
    }
    return Arrays.copyOf(row, count);
  }

  private String readCell() throws XMLStreamException {
    String type = SafeXml.attribute(xml, "t");
    String style = SafeXml.attribute(xml, "s");
    String text = "";
    for (int event = SafeXml.next(xml); !SafeXml.ends(xml, event, "c"); event = SafeXml.next(xml)) {
      if (SafeXml.begins(xml, event, "v")) {
        text = cells.text(type, style, SafeXml.text(xml));
      } else if (SafeXml.begins(xml, event, "is")) {
        text = inline();
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        SafeXml.skip(xml);
      }
    }
    return text;
  }

  /** Text kept in the cell itself, in runs; how it is pronounced is left out. */
  private String inline() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    for (int event = SafeXml.next(xml);
        !SafeXml.ends(xml, event, "is");
        event = SafeXml.next(xml)) {
      if (SafeXml.begins(xml, event, "rPh")) {
        SafeXml.skip(xml);
      } else if (SafeXml.begins(xml, event, "t")) {
        text.append(SafeXml.text(xml));
      }
    }
    return text.toString();
  }

  /** The place of a column, from 0, by the letters of its cell, or the next one without a name. */
  private int column(String reference, int next) throws XMLStreamException {
    int column = 0;
    for (int i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
      column = column * 26 + (reference.charAt(i) - 'A' + 1);
      if (column < 1 || column > MOST_COLUMNS) {
        throw new XMLStreamException("no such column", xml.getLocation());
      }
    }
    column = column == 0 ? next : column - 1;
    if (column >= MOST_COLUMNS) {
      throw new XMLStreamException("too many columns", xml.getLocation());
    }
    return column;
  }
}
