package org.tidetable.models.cohort;

/**
 * What became of a person on an index date.
 *
 * @param indexDay days since 1970-01-01
 * @param area blank where not recorded
 * @param age in whole years
 * @param step the step at which the person was left out, from 0; the number of steps for members
 * @param unseen whether that step could not be observed
 */
public record Fate(long personId, int indexDay, String area, int age, int step, boolean unseen) {}
