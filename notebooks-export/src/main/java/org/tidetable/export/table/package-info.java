/** Finished tables: columns with declared roles, rows of cells; no arithmetic and no files. */
@NullMarked
package org.tidetable.export.table;

import org.jspecify.annotations.NullMarked;
