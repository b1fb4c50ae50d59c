/** Methods for counts that are zero in many periods. */
@NullMarked
package org.tidetable.models.forecast.intermittent;

import org.jspecify.annotations.NullMarked;
