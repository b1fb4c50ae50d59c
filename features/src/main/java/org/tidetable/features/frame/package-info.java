/** Frames of people and of series, and the only place where rows become values of the models. */
@NullMarked
package org.tidetable.features.frame;

import org.jspecify.annotations.NullMarked;
