/**
 * What each feature is: a name, a unit, a window, a sector, a reason and a description, made from
 * the kinds of event. No reads, no joins, no engine.
 */
@NullMarked
package org.tidetable.features.feature;

import org.jspecify.annotations.NullMarked;
