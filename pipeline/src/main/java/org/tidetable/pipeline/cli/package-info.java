/** The commands: parse, call, print. No logic. */
@NullMarked
package org.tidetable.pipeline.cli;

import org.jspecify.annotations.NullMarked;
