/**
 * Boosted trees as flat arrays: scoring and exact Shapley values in plain Java, from any number of
 * threads and without a lock. Knows the file of the trees, not what they were learnt from.
 */
@NullMarked
package org.tidetable.models.trees;

import org.jspecify.annotations.NullMarked;
