/** The only code that compares event dates with the date as of which something is known. */
@NullMarked
package org.tidetable.features.history;

import org.jspecify.annotations.NullMarked;
