/** What a forecast is made of, in numbers that a planner can check by eye. */
@NullMarked
package org.tidetable.models.forecast.explain;

import org.jspecify.annotations.NullMarked;
