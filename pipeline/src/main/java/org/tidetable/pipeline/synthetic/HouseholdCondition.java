package org.tidetable.pipeline.synthetic;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** What changes about a household: strains that come and go, and referrals of its children. */
final class HouseholdCondition {
  /** Months since the strain began, 0 in its first; -1 without strain. */
  int monthsOfStrain = -1;

  int monthsSinceReferral = Condition.LONG_AGO;

  /** The conditions of all who live here, by the index of the resident. */
  private final Map<Integer, Condition> everyone;

  HouseholdCondition(Map<Integer, Condition> everyone) {
    this.everyone = everyone;
  }

  /** Whether something holds for another one who is alive. */
  boolean anyOther(Resident resident, Predicate<Condition> holds) {
    for (Map.Entry<Integer, Condition> other : everyone.entrySet()) {
      if (other.getKey() != resident.index()
          && other.getValue().alive
          && holds.test(other.getValue())) {
        return true;
      }
    }
    return false;
  }

  /** The same, with other people in it. */
  HouseholdCondition copy(Map<Integer, Condition> people) {
    HouseholdCondition copy = new HouseholdCondition(people);
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
