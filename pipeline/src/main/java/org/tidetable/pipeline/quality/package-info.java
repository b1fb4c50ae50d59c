/** Checks of the input, and what they found. */
@NullMarked
package org.tidetable.pipeline.quality;

import org.jspecify.annotations.NullMarked;
