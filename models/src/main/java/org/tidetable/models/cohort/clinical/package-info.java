/**
 * Clinical cohorts as OHDSI's definitions mean them, over the records of one person in the OMOP
 * tables. Written from the format's meaning; knows no JSON.
 */
@NullMarked
package org.tidetable.models.cohort.clinical;

import org.jspecify.annotations.NullMarked;
