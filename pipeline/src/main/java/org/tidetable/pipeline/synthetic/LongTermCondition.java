package org.tidetable.pipeline.synthetic;

/**
 * Illnesses that stay, with the OMOP concepts of the illness and of what is prescribed for it.
 *
 * <p>The hazard at age a is {@code atSixty * exp(growth * (a - 60))} a year (Gompertz), so that
 * about as many people live with each as the practices of England count; set by hand.
 */
public enum LongTermCondition {
  DIABETES(201826, 1503297, 0.009, 0.05),
  HYPERTENSION(320128, 1308216, 0.020, 0.055),
  COPD(255573, 1149196, 0.004, 0.07),
  ASTHMA(317009, 1125315, 0.002, 0.001),
  DEMENTIA(4182210, 1332418, 0.0015, 0.13),
  ATRIAL_FIBRILLATION(313217, 1310149, 0.004, 0.09),
  HEART_FAILURE(316139, 1539403, 0.002, 0.095),
  DEPRESSION(440383, 797617, 0.004, 0.005);

  private final int concept;
  private final int drug;
  private final double atSixty;
  private final double growth;

  LongTermCondition(int concept, int drug, double atSixty, double growth) {
    this.concept = concept;
    this.drug = drug;
    this.atSixty = atSixty;
    this.growth = growth;
  }

  public int concept() {
    return concept;
  }

  public int drug() {
    return drug;
  }

  /** The age in years at which the summed hazard, times {@code level}, reaches {@code spent}. */
  double onset(double spent, double level) {
    double atBirth = StrictMath.exp(-60 * growth);
    return 60 + StrictMath.log(spent * growth / (atSixty * level) + atBirth) / growth;
  }
}
