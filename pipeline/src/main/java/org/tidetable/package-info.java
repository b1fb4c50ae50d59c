/**
 * The door: one class that any Java can load, which opens the command line on a Java that can run
 * it.
 */
@NullMarked
package org.tidetable;

import org.jspecify.annotations.NullMarked;
