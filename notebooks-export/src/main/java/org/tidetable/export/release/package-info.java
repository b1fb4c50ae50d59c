/** What leaves together: the files of one release and the manifest that lists them. */
@NullMarked
package org.tidetable.export.release;

import org.jspecify.annotations.NullMarked;
