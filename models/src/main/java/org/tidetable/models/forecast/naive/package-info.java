/** The simplest continuations, and the bar for all others. */
@NullMarked
package org.tidetable.models.forecast.naive;

import org.jspecify.annotations.NullMarked;
