package org.tidetable.pipeline.synthetic;

/** Effects that every truth shares: each is added to the logarithm of a monthly rate. */
final class Effects {
  private Effects() {}

  /** Deprivation (1 for decile 1, -1 for decile 10) raises children's emergencies. */
  static final double DEPRIVATION_ON_EMERGENCIES = 0.35;

  /** January against July: half of this each way, for children's emergencies. */
  static final double WINTER = 0.15;
}
