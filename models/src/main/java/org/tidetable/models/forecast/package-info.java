/** Series in, forecasts out. No persons here: a series is a number per area, service and period. */
@NullMarked
package org.tidetable.models.forecast;

import org.jspecify.annotations.NullMarked;
