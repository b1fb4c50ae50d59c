/** Methods that know the calendar: weekdays, bank holidays, school holidays, the year. */
@NullMarked
package org.tidetable.models.forecast.calendar;

import org.jspecify.annotations.NullMarked;
