/** Tables in files: bytes in, rows of text cells out, every byte and row accounted for. */
@NullMarked
package org.tidetable.pipeline.file;

import org.jspecify.annotations.NullMarked;
