/** What a planner should know of a series before trusting a forecast: found, shown, not hidden. */
@NullMarked
package org.tidetable.models.forecast.care;

import org.jspecify.annotations.NullMarked;
