/** The stages of a run, in order; each reads its predecessors' folders and writes its own. */
@NullMarked
package org.tidetable.pipeline.stage;

import org.jspecify.annotations.NullMarked;
