package org.tidetable.pipeline.file;

import java.util.List;

/**
 * One row of a table, as text.
 *
 * @param record its number among the data rows, from 1
 * @param number the line in the file (the row of a sheet, the line of an element) where it begins,
 *     from 1
 * @param offset the byte after the row before it in the uncompressed file, from 0, which is where
 *     it begins, or blank lines before it do; -1 in workbooks and XML
 * @param length bytes from there to its own end, line end included; -1 in workbooks and XML
 * @param cells as many as the row has, which may differ from the heading
 */
public record Line(long record, long number, long offset, long length, List<String> cells) {}
