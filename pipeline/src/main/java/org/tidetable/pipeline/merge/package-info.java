/** Pseudonyms to people, duplicates dropped, one store of events; areas to their parents. */
@NullMarked
package org.tidetable.pipeline.merge;

import org.jspecify.annotations.NullMarked;
