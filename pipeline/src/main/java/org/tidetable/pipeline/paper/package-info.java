/**
 * The papers that a model owes its readers, filled from the run: reporting items, a transparency
 * record, and the questions of a bias review. What a run cannot know is left to the owner, in plain
 * sight. Titles and questions are in our own words; the numbers are those of the standards.
 */
@NullMarked
package org.tidetable.pipeline.paper;

import org.jspecify.annotations.NullMarked;
