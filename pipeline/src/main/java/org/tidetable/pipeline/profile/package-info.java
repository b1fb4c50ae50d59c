/**
 * What a file holds, found in one pass, and the mapping that would read it. Tells of columns,
 * counts and shapes; values are told only where ten rows or more share them and no person could be
 * meant.
 */
@NullMarked
package org.tidetable.pipeline.profile;

import org.jspecify.annotations.NullMarked;
