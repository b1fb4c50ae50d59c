package org.tidetable.models.forecast.arima;

import java.time.LocalDateTime;

/**
 * One period at which a history did what its model did not expect.
 *
 * @param period the first moment of the period; of the first one, where more are changed
 * @param tValue the estimated size in its standard errors; below 0 when values fell
 */
public record Outlier(Kind kind, LocalDateTime period, double tValue) {

  /** What happened to the values after the period. */
  public enum Kind {
    /** One value stands out, and the next is as usual. */
    SINGLE,
    /** Values stand out and come back to the usual over the next periods. */
    FADING,
    /** All later values are at another level. */
    LEVEL
  }
}
