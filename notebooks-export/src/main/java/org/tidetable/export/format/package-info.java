/** Safe tables to files; shows numbers, never makes them. */
@NullMarked
package org.tidetable.export.format;

import org.jspecify.annotations.NullMarked;
