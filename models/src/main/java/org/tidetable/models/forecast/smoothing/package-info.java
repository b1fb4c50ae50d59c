/** Methods that follow a level, a trend and a season as they move. */
@NullMarked
package org.tidetable.models.forecast.smoothing;

import org.jspecify.annotations.NullMarked;
