/**
 * Configuration as written in YAML, checked as a whole, and resolved into the words of the models.
 */
@NullMarked
package org.tidetable.pipeline.conf;

import org.jspecify.annotations.NullMarked;
