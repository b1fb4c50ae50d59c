package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.CONFIGURATION;
import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.run.UserError;
import org.xml.sax.SAXException;

/**
 * A table in one sheet of an .xlsx or .ods workbook, which is told by what is in it.
 *
 * <p>Cells are text: numbers with the 15 digits that such programs show and no exponent,
 * percentages as numbers, dates and times as ISO 8601, true and false, formulas by the value that
 * was last calculated, errors as they show. A row has as many cells as the heading, or more. A
 * number is a date only where the cell is formatted as one. Merged cells hold their text in the
 * first.
 */
public final class WorkbookTable implements TableReader {
  /** Rows and columns of the largest sheet that spreadsheet programs write. */
  static final long MOST_ROWS = 1 << 20;

  static final int MOST_COLUMNS = 1 << 14;

  private final String name;
  private final OpenWorkbook workbook;
  private final Outside outside;
  private final LaidOut table;
  private long cells;
  private long row;
  private @Nullable Line ready;
  private boolean done;

  private WorkbookTable(Path file, FileLayout layout, OpenWorkbook workbook)
      throws IOException, XMLStreamException {
    this.name = file.toString();
    this.workbook = workbook;
    this.outside = new Outside(name);
    outside.add(workbook.sheets().toArray(String[]::new));
    SheetRows rows = workbook.reading().begin(sheet(name, layout, workbook.sheets()));
    this.table = new LaidOut(name, layout, () -> next(rows), outside, -1, true);
  }

  /**
   * Opens a workbook and reads the heading of its table.
   *
   * @throws UserError when the file is not there, is no workbook, has no such sheet, or has no
   *     heading where the layout says
   */
  public static WorkbookTable open(Path file, FileLayout layout) {
    try {
      OpenWorkbook workbook = opened(file);
      try {
        return new WorkbookTable(file, layout, workbook);
      } catch (IOException | XMLStreamException | RuntimeException failure) {
        workbook.source().close();
        throw failure;
      }
    } catch (UserError refused) {
      throw refused;
    } catch (IOException | OpenXML4JException | SAXException | XMLStreamException failure) {
      throw damaged(file.toString(), "");
    } catch (RuntimeException failure) {
      // The library has many words for a workbook that makes no sense.
      throw damaged(file.toString(), "");
    }
  }

  static OpenWorkbook opened(Path file)
      throws IOException, OpenXML4JException, SAXException, XMLStreamException {
    if (UnpackedFile.packing(file) != Packing.ZIP) {
      UnpackedFile.open(file).close();
      throw noWorkbook(file);
    }
    boolean ods;
    boolean xlsx;
    try (ZipFile zip = ArchiveFile.open(file)) {
      ods = zip.getEntry(OdsSheet.CONTENT) != null;
      xlsx = zip.getEntry("[Content_Types].xml") != null;
    }
    if (!ods && !xlsx) {
      throw noWorkbook(file);
    }
    return ods ? OdsSheet.open(file) : XlsxSheet.open(file);
  }

  private static UserError noWorkbook(Path file) {
    return UserError.of(
        INPUT, "%s  is no workbook (.xlsx or .ods). Declare its format in the mapping.", file);
  }

  private static String sheet(String name, FileLayout layout, List<String> sheets) {
    if (sheets.isEmpty()) {
      throw damaged(name, "");
    }
    String wanted = layout.sheet().isEmpty() ? sheets.get(0) : layout.sheet();
    if (!sheets.contains(wanted)) {
      throw UserError.of(
          CONFIGURATION,
          "%s  there is no sheet \"%s\" among its %d. Correct the sheet in the mapping.",
          name,
          wanted,
          sheets.size());
    }
    return wanted;
  }

  static UserError damaged(String name, String place) {
    return UserError.of(
        INPUT,
        "%s%s  cannot be read as a workbook: it is damaged or under a password. Open it in a "
            + "spreadsheet program and save it again.",
        name,
        place);
  }

  private @Nullable RawRow next(SheetRows rows) {
    try {
      RawRow next = rows.nextRow();
      if (next != null) {
        row = next.line();
        cells += next.cells().length;
      }
      if (cells > Limits.SHEET_CELLS) {
        throw UserError.of(
            INPUT,
            "%s:%d:1  the sheet has more than %d cells, the limit. Save the table as CSV.",
            name,
            row,
            Limits.SHEET_CELLS);
      }
      return next;
    } catch (UserError refused) {
      throw refused;
    } catch (XMLStreamException | RuntimeException failure) {
      throw damaged(name, ":" + (row + 1) + ":1");
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> header() {
    return table.header();
  }

  @Override
  public List<String> outside() {
    return outside.texts();
  }

  @Override
  public boolean hasNext() {
    if (ready == null && !done) {
      ready = table.next();
      done = ready == null;
    }
    return ready != null;
  }

  @Override
  public Line next() {
    if (!hasNext() || ready == null) {
      throw new NoSuchElementException();
    }
    Line line = ready;
    ready = null;
    return line;
  }

  @Override
  public void close() throws IOException {
    workbook.source().close();
  }
}
