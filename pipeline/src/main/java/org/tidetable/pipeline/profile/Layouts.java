package org.tidetable.pipeline.profile;

import java.nio.file.Path;
import org.tidetable.pipeline.file.FileLayout;

/** Where the table of a file stands, by the file's beginning. */
final class Layouts {
  private Layouts() {}

  static FileLayout of(Path file, FileHead head) {
    return switch (head.format()) {
      case CSV -> CsvHead.layout(head);
      case WORKBOOK ->
          throw new IllegalArgumentException("a workbook is looked into by its sheets");
      case XML -> XmlHead.layout(head, file);
    };
  }

  /** The same layout in another encoding. */
  static FileLayout encoded(FileLayout layout, String encoding) {
    return new FileLayout(
        layout.format(),
        encoding,
        layout.delimiter(),
        layout.sheet(),
        layout.headingLine(),
        layout.headingRows(),
        layout.endsBefore(),
        layout.endsAtBlank(),
        layout.fillDown(),
        layout.element());
  }
}
