/** Scores of forecasts and of risks. Nothing here trains anything. */
@NullMarked
package org.tidetable.models.evaluation;

import org.jspecify.annotations.NullMarked;
