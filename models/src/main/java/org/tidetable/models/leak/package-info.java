/**
 * Looks for columns that tell an outcome because they were made from it or after it. What is found
 * is named, with its figure and the remedy; a run with such a column publishes no model. Counts and
 * names of columns only: no value of a person is ever said.
 */
@NullMarked
package org.tidetable.models.leak;

import org.jspecify.annotations.NullMarked;
