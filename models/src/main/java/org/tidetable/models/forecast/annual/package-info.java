/** Methods for few years: damped trends, rates of a population, cohorts that grow up, shares. */
@NullMarked
package org.tidetable.models.forecast.annual;

import org.jspecify.annotations.NullMarked;
