/** Reads files by their mappings: one reader a format, no joins between sources. */
@NullMarked
package org.tidetable.pipeline.source;

import org.jspecify.annotations.NullMarked;
