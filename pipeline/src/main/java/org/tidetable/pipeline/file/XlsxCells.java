package org.tidetable.pipeline.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** What a cell of an .xlsx workbook shows, from its stored value, its type and its style. */
final class XlsxCells {
  private final @Nullable ReadOnlySharedStringsTable shared;
  private final BitSet dateStyles = new BitSet();
  private final boolean from1904;

  XlsxCells(String name, XSSFReader workbook)
      throws IOException, OpenXML4JException, SAXException, XMLStreamException {
    try (InputStream texts = workbook.getSharedStringsData()) {
      this.shared =
          texts == null
              ? null
              : new ReadOnlySharedStringsTable(
                  LimitedBytes.part(name, texts, Limits.SHARED_TEXT_BYTES), false);
    }
    StylesTable styles = workbook.getStylesTable();
    for (int i = 0; styles != null && i < styles.getNumCellStyles(); i++) {
      dateStyles.set(i, isDate(styles.getStyleAt(i)));
    }
    try (InputStream bytes = workbook.getWorkbookData()) {
      this.from1904 = from1904(SafeXml.reader(bytes));
    }
  }

  private static boolean isDate(@Nullable XSSFCellStyle style) {
    if (style == null || style.getDataFormatString() == null) {
      return false;
    }
    String format = style.getDataFormatString().toLowerCase(Locale.ROOT);
    // [h]:mm is a length of time, and stays the number of days that it is.
    boolean length = format.contains("[h") || format.contains("[m") || format.contains("[s");
    return !length && DateUtil.isADateFormat(style.getDataFormat(), style.getDataFormatString());
  }

  private static boolean from1904(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      if (SafeXml.begins(xml, SafeXml.next(xml), "workbookPr")) {
        String from1904 = SafeXml.attribute(xml, "date1904");
        return from1904.equals("1") || from1904.equals("true");
      }
    }
    return false;
  }

  /**
   * The text of a cell.
   *
   * @param type as the file says; empty for a number
   * @param style its number; empty for none
   * @throws IllegalArgumentException when the value does not fit the type
   */
  String text(String type, String style, String value) {
    return switch (type) {
      case "s" -> sharedText(Integer.parseInt(value.strip()));
      case "b" -> value.equals("1") ? "true" : "false";
      case "d" -> CellText.withoutMidnight(value);
      case "", "n" -> number(style, value);
      default -> value;
    };
  }

  private String sharedText(int place) {
    if (shared == null) {
      throw new IllegalArgumentException("no shared texts");
    }
    return String.valueOf(shared.getItemAt(place).getString());
  }

  private String number(String style, String value) {
    boolean date = !style.isEmpty() && dateStyles.get(Integer.parseInt(style));
    if (!date || value.isBlank()) {
      return CellText.number(value);
    }
    double days = Double.parseDouble(value);
    LocalDateTime moment =
        DateUtil.isValidExcelDate(days) ? DateUtil.getLocalDateTime(days, from1904, true) : null;
    if (moment == null) {
      return CellText.number(value);
    }
    return days < 1 && days > 0 ? CellText.time(moment.toLocalTime()) : CellText.moment(moment);
  }
}
