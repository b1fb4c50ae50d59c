/** Named columns of numbers, and what maps them to one number per row. */
@NullMarked
package org.tidetable.models.matrix;

import org.jspecify.annotations.NullMarked;
