/** The columns of the stores: the pipeline writes them, features read them. */
@NullMarked
package org.tidetable.features.store;

import org.jspecify.annotations.NullMarked;
