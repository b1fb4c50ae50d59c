package org.tidetable.pipeline.synthetic;

/** All that the rates of one person's month depend on. */
record Situation(
    Household household,
    Resident resident,
    Month month,
    HouseholdCondition home,
    Condition condition) {

  int age() {
    return resident.age(month.number());
  }

  /** Years above 75, at most 25. */
  double beyond75() {
    return Math.min(age(), 100) - 75;
  }

  /** From 65 years of age. */
  boolean older() {
    return beyond75() >= -10;
  }
}
