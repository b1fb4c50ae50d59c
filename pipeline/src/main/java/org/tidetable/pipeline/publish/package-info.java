/** Results become tables, and tables become files. */
@NullMarked
package org.tidetable.pipeline.publish;

import org.jspecify.annotations.NullMarked;
