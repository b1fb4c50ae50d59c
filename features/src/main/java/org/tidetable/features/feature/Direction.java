package org.tidetable.features.feature;

/** Which way a risk of harm is known to go as a feature rises, where that is beyond doubt. */
public enum Direction {
  RISES,
  ANY
}
