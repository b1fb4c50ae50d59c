package org.tidetable.pipeline.file;

import java.util.List;

/**
 * One row of a table, as text.
 *
 * @param record its number among the data rows, from 1
 * @param number the line in the file (the row of a sheet, the line of an element) where it begins,
 *     from 1
 * @param offset where it begins in the uncompressed file, in bytes from 0; -1 where a format has no
 *     bytes of its own for a row (workbooks)
 * @param length its bytes, line end included; -1 with such a format
 * @param cells as many as the row has, which may differ from the heading
 */
public record Line(long record, long number, long offset, long length, List<String> cells) {}
