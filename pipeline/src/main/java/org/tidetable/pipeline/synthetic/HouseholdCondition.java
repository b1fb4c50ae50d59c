package org.tidetable.pipeline.synthetic;

import java.util.SplittableRandom;

/** What changes about a household: strains that come and go, and referrals of its children. */
final class HouseholdCondition {
  /** Months since the strain began, 0 in its first; -1 without strain. */
  int monthsOfStrain = -1;

  int monthsSinceReferral = Condition.LONG_AGO;

  HouseholdCondition copy() {
    HouseholdCondition copy = new HouseholdCondition();
    copy.monthsOfStrain = monthsOfStrain;
    copy.monthsSinceReferral = monthsSinceReferral;
    return copy;
  }

  /** A month begins: a strain may begin, go on (four or five months on average) or end. */
  void begin(Household household, SplittableRandom random) {
    monthsSinceReferral++;
    if (monthsOfStrain >= 0) {
      monthsOfStrain = Draw.happens(random, 0.25) ? -1 : monthsOfStrain + 1;
    } else {
      double effect = 0.6 * household.need() + 0.3 * household.deprivation();
      monthsOfStrain = Draw.happens(random, 0.016 * StrictMath.exp(effect)) ? 0 : -1;
    }
  }

  boolean strained() {
    return monthsOfStrain >= 0;
  }
}
