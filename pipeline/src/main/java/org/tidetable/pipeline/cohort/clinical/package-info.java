/** OHDSI cohort definitions (Circe JSON) over OMOP tables: read, run, members written. */
@NullMarked
package org.tidetable.pipeline.cohort.clinical;

import org.jspecify.annotations.NullMarked;
