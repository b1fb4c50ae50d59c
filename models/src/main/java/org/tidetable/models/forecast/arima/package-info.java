/** Methods that know how the values of a series hang together with the ones before. */
@NullMarked
package org.tidetable.models.forecast.arima;

import org.jspecify.annotations.NullMarked;
