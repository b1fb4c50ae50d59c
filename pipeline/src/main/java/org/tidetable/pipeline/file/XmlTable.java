package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.CONFIGURATION;
import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.tidetable.pipeline.run.UserError;

/**
 * A table in an XML file, plain or packed: each element of one name is a row.
 *
 * <p>Columns are the paths of values within the row ({@code Assessments/Factor}, {@code @id} for an
 * attribute), and those around it, which repeat for each row inside, from the name of the element
 * that they belong to ({@code /Child/ChildIdentifiers/LAchildID}). Values that repeat within a row
 * are joined by {@code |}. Text that belongs to no column is {@link #outside()}: the head of the
 * file. Values of an element that might hold rows, and has none, are in no row. Namespaces are
 * ignored. The file is read twice, the first time for its columns; memory holds one row, or the
 * rows of one element that has values after them.
 */
public final class XmlTable implements TableReader {
  private final String name;
  private final UnpackedFile file;
  private final Outside outside;
  private final XmlColumns columns;
  private final XmlRows rows;
  private final XmlWalk walk;

  private XmlTable(Path path, FileLayout layout, XmlColumns columns, UnpackedFile file)
      throws XMLStreamException {
    this.name = path.toString();
    this.file = file;
    this.columns = columns;
    this.outside = new Outside(name);
    outside.add(file.names().toArray(String[]::new));
    this.rows = new XmlRows(name, columns, outside);
    this.walk = new XmlWalk(name, SafeXml.reader(file.bytes()), layout.element(), rows);
  }

  /**
   * Opens a file and reads it once, for its columns.
   *
   * @throws UserError when the file is not there, is not well-formed, has a document type, or has
   *     no such element
   */
  public static XmlTable open(Path path, FileLayout layout) {
    if (layout.element().isEmpty()) {
      throw UserError.of(
          CONFIGURATION, "%s  is XML: name the element that is one row in the mapping.", path);
    }
    try {
      XmlColumns columns = columns(path, layout.element());
      UnpackedFile file = UnpackedFile.open(path);
      try {
        return new XmlTable(path, layout, columns, file);
      } catch (XMLStreamException | RuntimeException failure) {
        file.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw UnpackedFile.unreadable(path, failure);
    } catch (XMLStreamException failure) {
      throw malformed(path.toString(), failure);
    }
  }

  private static XmlColumns columns(Path path, String element)
      throws IOException, XMLStreamException {
    XmlColumns.Finder finder = new XmlColumns.Finder(path.toString());
    try (UnpackedFile file = UnpackedFile.open(path)) {
      XmlWalk walk = new XmlWalk(path.toString(), SafeXml.reader(file.bytes()), element, finder);
      boolean more = true;
      while (more) {
        more = walk.step();
      }
    }
    if (finder.rows() == 0) {
      throw UserError.of(
          INPUT,
          "%s:1:1  has no element \"%s\". Correct the element in the mapping, or supply the file "
              + "that was meant.",
          path,
          element);
    }
    return finder.columns();
  }

  private static UserError malformed(String name, XMLStreamException failure) {
    Location place = failure.getLocation();
    // The parser keeps what went wrong with its bytes apart from other causes.
    Throwable bytes = failure.getNestedException();
    if (bytes != null && UnpackedFile.isDamage(bytes)) {
      return UnpackedFile.damaged(name, place == null ? 1 : Math.max(1, place.getLineNumber()));
    }
    return UserError.of(
        INPUT,
        "%s:%d:%d  is no well-formed XML here, or has a document type, which is refused. Copy the "
            + "file again from where it came from.",
        name,
        place == null ? 1 : Math.max(1, place.getLineNumber()),
        place == null ? 1 : Math.max(1, place.getColumnNumber()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> header() {
    return columns.header();
  }

  @Override
  public List<String> outside() {
    return outside.texts();
  }

  @Override
  public boolean hasNext() {
    try {
      boolean more = true;
      while (rows.ready().isEmpty() && more) {
        more = walk.step();
      }
      return !rows.ready().isEmpty();
    } catch (XMLStreamException failure) {
      throw malformed(name, failure);
    }
  }

  @Override
  public Line next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return rows.ready().remove();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
