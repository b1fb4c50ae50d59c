/** What Tidetable is asked to predict: immutable data, no algorithms. */
@NullMarked
package org.tidetable.models.problem;

import org.jspecify.annotations.NullMarked;
