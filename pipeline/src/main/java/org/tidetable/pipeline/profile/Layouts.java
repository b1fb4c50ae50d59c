package org.tidetable.pipeline.profile;

import java.nio.file.Path;
import java.util.List;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.FileLayout.Format;

/** Where the table of a file stands, by the file's beginning. */
final class Layouts {
  private Layouts() {}

  static FileLayout of(Path file, FileHead head) {
    return switch (head.format()) {
      case CSV -> CsvHead.layout(head);
      case WORKBOOK -> new FileLayout(Format.WORKBOOK, "", "", "", 0, 0, "", false, List.of(), "");
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
