/** The gate before anything is kept: nothing that identifies a person comes in. */
@NullMarked
package org.tidetable.pipeline.identity;

import org.jspecify.annotations.NullMarked;
