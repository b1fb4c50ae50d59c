/** The only place that can make a SafeTable: nothing is published but through this gate. */
@NullMarked
package org.tidetable.export.disclosure;

import org.jspecify.annotations.NullMarked;
