/** One run: its folder, session, clock, seed and exit codes. */
@NullMarked
package org.tidetable.pipeline.run;

import org.jspecify.annotations.NullMarked;
