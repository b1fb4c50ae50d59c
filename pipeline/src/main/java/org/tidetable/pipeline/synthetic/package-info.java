/**
 * A linked population of invented people whose true risks are known: it writes the files that the
 * three sectors would send, and reads nothing. Nobody in it exists.
 */
@NullMarked
package org.tidetable.pipeline.synthetic;

import org.jspecify.annotations.NullMarked;
