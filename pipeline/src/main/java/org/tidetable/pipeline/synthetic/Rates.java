package org.tidetable.pipeline.synthetic;

/**
 * How often things happen in a population: each number multiplies a base rate of {@link AdultMonth}
 * or {@link ChildMonth}, if it does not say otherwise.
 *
 * @param monthsBefore months lived through before the records begin, so that conditions are settled
 * @param homeCareGranted share of assessments that lead to home care
 * @param movingInAMonth share of households that move within the areas in a month
 */
public record Rates(
    int monthsBefore,
    double attendance,
    double admission,
    double plannedAdmission,
    double careRequest,
    double homeCareGranted,
    double longTermCare,
    double death,
    double referral,
    double protectionPlan,
    double lookedAfter,
    double leavingCare,
    double absence,
    double suspension,
    double specialNeedsPlan,
    double movingInAMonth) {

  /** As the plain files have it: set by hand, so that effects are easy to see. */
  public static final Rates PLAIN = new Rates(24, 1, 1, 1, 1, 0.6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0);

  /** Near the rates of England; docs/methods.md names the publications. */
  public static final Rates NATIONAL =
      new Rates(60, 1.33, 1.25, 2.1, 1.7, 0.065, 0.115, 1, 1, 0.52, 2.2, 1, 1.09, 3, 0.50, 0.002);
}
