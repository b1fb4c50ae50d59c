/** The command line: its entry point and exit codes. */
@NullMarked
package org.tidetable.pipeline;

import org.jspecify.annotations.NullMarked;
