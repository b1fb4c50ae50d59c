/**
 * Ranges: how large errors are, how they lie around a forecast, and what is learnt when they come.
 */
@NullMarked
package org.tidetable.models.forecast.interval;

import org.jspecify.annotations.NullMarked;
