/**
 * What risks are worth: scores, calibration, gates by group, lists and decisions. Scores only,
 * beside the refits that a comparison needs.
 */
@NullMarked
package org.tidetable.models.evaluation.risk;

import org.jspecify.annotations.NullMarked;
