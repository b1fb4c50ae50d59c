/** Series of demand from stored counts and events. */
@NullMarked
package org.tidetable.features.series;

import org.jspecify.annotations.NullMarked;
