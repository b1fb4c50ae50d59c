/** Rows of files as they were read, kept by the hash of the file, so that none is read twice. */
@NullMarked
package org.tidetable.pipeline.landing;

import org.jspecify.annotations.NullMarked;
