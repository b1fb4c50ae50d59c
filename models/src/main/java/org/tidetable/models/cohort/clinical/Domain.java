package org.tidetable.models.cohort.clinical;

/** The OMOP tables that a definition can ask about. */
public enum Domain {
  CONDITION_OCCURRENCE,
  DRUG_EXPOSURE,
  VISIT_OCCURRENCE,
  OBSERVATION_PERIOD,
  DEATH
}
