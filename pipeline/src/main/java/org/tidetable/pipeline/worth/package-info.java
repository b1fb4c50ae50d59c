/** What a table says of the worth of risks: groups to look at, point scores, and the page. */
@NullMarked
package org.tidetable.pipeline.worth;

import org.jspecify.annotations.NullMarked;
