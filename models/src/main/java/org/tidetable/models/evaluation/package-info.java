/** Scores of forecasts. Nothing here trains anything. */
@NullMarked
package org.tidetable.models.evaluation;

import org.jspecify.annotations.NullMarked;
