/** Methods that learn from all series at once what to expect of each. */
@NullMarked
package org.tidetable.models.forecast.learned;

import org.jspecify.annotations.NullMarked;
