package org.tidetable.features.feature;

/**
 * What is known of a person apart from any service. Ethnic group is kept for audit, and is no
 * feature. What is unknown has a trait of its own, never a number.
 */
public enum Trait {
  AGE_YEARS("years", "Age in whole years"),
  AGE_OVER_75_YEARS("years", "Years above 75, as risk bends upwards there"),
  IS_MALE("0 or 1", "Recorded as male"),
  SEX_UNKNOWN("0 or 1", "Sex is not recorded"),
  DEPRIVATION("tenths", "0 in the least deprived tenth of areas, 9 in the most"),
  DEPRIVATION_UNKNOWN("0 or 1", "The deprivation of the area is not known"),
  HOUSEHOLD_PEOPLE("people", "How many live in the household"),
  HOUSEHOLD_CHILDREN("people", "How many of the others in the household are under 18"),
  HOUSEHOLD_UNKNOWN("0 or 1", "It is not known who lives in the household");

  private final String unit;
  private final String description;

  Trait(String unit, String description) {
    this.unit = unit;
    this.description = description;
  }

  String unit() {
    return unit;
  }

  String description() {
    return description;
  }

  ReasonGroup group() {
    return switch (this) {
      case AGE_YEARS, AGE_OVER_75_YEARS, IS_MALE -> ReasonGroup.AGE_AND_SEX;
      case DEPRIVATION -> ReasonGroup.DEPRIVATION;
      case HOUSEHOLD_PEOPLE, HOUSEHOLD_CHILDREN -> ReasonGroup.HOUSEHOLD;
      case SEX_UNKNOWN, DEPRIVATION_UNKNOWN, HOUSEHOLD_UNKNOWN -> ReasonGroup.NOT_RECORDED;
    };
  }
}
