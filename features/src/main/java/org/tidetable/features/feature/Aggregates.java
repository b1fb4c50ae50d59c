package org.tidetable.features.feature;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.history.History.DAYS_BEFORE;
import static org.tidetable.features.history.History.HOUSEHOLD;
import static org.tidetable.features.history.History.OWN;
import static org.tidetable.features.history.History.SCOPE;
import static org.tidetable.features.store.StoreSchema.KIND;
import static org.tidetable.features.store.StoreSchema.QUANTITY;

import org.apache.spark.sql.Column;
import org.tidetable.features.feature.Feature.Basis;
import org.tidetable.models.vocabulary.EventKind;

/** The few ways in which a history becomes a number. */
final class Aggregates {
  private Aggregates() {}

  /** The number of events of a kind. */
  static Windowed count(EventKind kind) {
    return new Windowed(of(kind, OWN), lit(1), kind.unit());
  }

  /** The sum of quantities of a kind, in its unit. */
  static Windowed total(EventKind kind) {
    return new Windowed(of(kind, OWN), col(QUANTITY), kind.unit());
  }

  /** The sum of quantities of a kind among the others in the household. */
  static Windowed householdTotal(EventKind kind) {
    return new Windowed(of(kind, HOUSEHOLD), col(QUANTITY), kind.unit());
  }

  /** Days since the last event of a kind, at most {@code cap}; {@code cap} also means never. */
  static Named daysSince(EventKind kind, int cap) {
    Column days = min(when(of(kind, OWN), col(DAYS_BEFORE)));
    return new Named(least(coalesce(days, lit(cap)), lit(cap)).cast("double"), "days", "");
  }

  private static Column of(EventKind kind, String scope) {
    return col(KIND).equalTo(kind.code()).and(col(SCOPE).equalTo(scope));
  }

  /** An aggregate that still needs its window. */
  record Windowed(Column which, Column amount, String unit) {
    /** Over the last {@code days} days before the index date. */
    Named within(int days) {
      Column inWindow = which.and(col(DAYS_BEFORE).leq(days));
      Column value = coalesce(sum(when(inWindow, amount)), lit(0));
      return new Named(value.cast("double"), unit, "_" + days + "d");
    }
  }

  /** An aggregate that still needs its name. */
  record Named(Column column, String unit, String suffix) {
    Feature as(String name, String description) {
      return new Feature(name + suffix, unit, description, Basis.HISTORY, column);
    }
  }
}
