/**
 * Who belongs to a cohort: rules over the records of one person across all sectors, judged with
 * three values, told in plain English and compared between versions. Knows no files and no Spark.
 */
@NullMarked
package org.tidetable.models.cohort;

import org.jspecify.annotations.NullMarked;
