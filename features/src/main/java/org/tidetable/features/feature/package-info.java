/**
 * One constant for each feature: a name, a unit, a description and a column. No reads, no joins.
 */
@NullMarked
package org.tidetable.features.feature;

import org.jspecify.annotations.NullMarked;
