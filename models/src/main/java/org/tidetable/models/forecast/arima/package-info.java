/** Methods of autoregression and moving averages, and what they find unusual in a history. */
@NullMarked
package org.tidetable.models.forecast.arima;

import org.jspecify.annotations.NullMarked;
