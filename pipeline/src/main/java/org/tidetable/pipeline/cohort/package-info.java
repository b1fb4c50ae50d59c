/** Cohort files: read, checked, run over the store of a run, and told. */
@NullMarked
package org.tidetable.pipeline.cohort;

import org.jspecify.annotations.NullMarked;
