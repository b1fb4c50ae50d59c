/**
 * The invented population in the formats of the statutory collections: the headings are real, the
 * people, places and numbers are not. It writes files and reads none.
 */
@NullMarked
package org.tidetable.pipeline.synthetic.statutory;

import org.jspecify.annotations.NullMarked;
