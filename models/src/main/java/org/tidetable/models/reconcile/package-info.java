/**
 * Forecasts that add up: of parts and their totals, and of short periods and long ones. What comes
 * out of {@link org.tidetable.models.reconcile.Reconciliation} is coherent; nothing here knows what
 * made the forecasts that went in.
 */
@NullMarked
package org.tidetable.models.reconcile;

import org.jspecify.annotations.NullMarked;
