/** Cohorts over the store: one pass over each person's events, judged by the models' rules. */
@NullMarked
package org.tidetable.features.cohort;

import org.jspecify.annotations.NullMarked;
