/** What is written beside a model: where it came from, how good it is, who may use it. */
@NullMarked
package org.tidetable.models.card;

import org.jspecify.annotations.NullMarked;
