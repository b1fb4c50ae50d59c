/** Persons in, probabilities out. No series here: every row is one person at one index date. */
@NullMarked
package org.tidetable.models.risk;

import org.jspecify.annotations.NullMarked;
