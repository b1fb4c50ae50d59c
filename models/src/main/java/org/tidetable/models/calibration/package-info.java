/**
 * What makes probabilities come true: corrections of risks, the rule that chooses among them, the
 * steps by which new data updates them, and how sure each probability is. Knows no features.
 */
@NullMarked
package org.tidetable.models.calibration;

import org.jspecify.annotations.NullMarked;
