package org.tidetable.features.feature;

/** What a feature says of a history. */
public enum Measure {
  /** What is known of the person apart from any service. */
  ATTRIBUTE,
  /** How many events of a kind. */
  COUNT,
  /** The sum of their quantities. */
  TOTAL,
  /** How lately the last one was: 730 the day before the index date, 0 when not in two years. */
  RECENCY,
  /** Events a year in the last 90 days, less events a year in the 275 days before. */
  TREND,
  /** Spells that have begun and not ended. */
  OPEN,
  /** Different providers of a sector. */
  PROVIDERS,
  /** Different kinds of event of a sector. */
  KINDS,
  /** The sum of quantities of the others who live there. */
  HOUSEHOLD,
  /** Quantities for each resident of the area, as a percentage of those in all areas. */
  AREA_RATE,
  /** Whether the records of a sector do not reach back so far: then it has no counts either. */
  NOT_COLLECTED
}
