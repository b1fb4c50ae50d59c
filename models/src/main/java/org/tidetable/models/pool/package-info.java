/** Which methods there are, which of them a grain uses, and how their paths become one. */
@NullMarked
package org.tidetable.models.pool;

import org.jspecify.annotations.NullMarked;
