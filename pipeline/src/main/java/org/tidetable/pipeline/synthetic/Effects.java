package org.tidetable.pipeline.synthetic;

/**
 * The true effects: each is added to the logarithm of a monthly rate. A method that works finds
 * them again. Sex has an effect on suspensions and plans only; ethnic group has none.
 */
final class Effects {
  private Effects() {}

  /** Deprivation (1 for decile 1, -1 for decile 10) raises emergency use of every kind. */
  static final double DEPRIVATION_ON_EMERGENCIES = 0.35;

  /** A standard deviation of frailty raises emergency admissions. */
  static final double FRAILTY_ON_ADMISSION = 0.55;

  /** Each year above 75 raises emergency admissions of people from 65 on. */
  static final double AGE_ON_ADMISSION = 0.065;

  /** Care to health: people with home care are admitted more often than their frailty tells. */
  static final double HOME_CARE_ON_ADMISSION = 0.7;

  /** A fall seen in the emergency department raises admissions for six months. */
  static final double FALL_ON_ADMISSION = 0.6;

  /** Each recent attendance, fading by a fifth a month and capped at three, raises admissions. */
  static final double ATTENDANCE_ON_ADMISSION = 0.25;

  /** Care to health: waiting two months or more for a care assessment raises admissions. */
  static final double DELAYED_ASSESSMENT_ON_ADMISSION = 0.5;

  /** An admission in the last three months raises the next. */
  static final double ADMISSION_ON_ADMISSION = 0.6;

  /** January against July: half of this each way, for emergencies and illness. */
  static final double WINTER = 0.15;

  /** Health to care: an admission in the last three months raises requests for support. */
  static final double ADMISSION_ON_CARE_REQUEST = 0.8;

  /** Health to care: a fall in the last six months raises requests for support. */
  static final double FALL_ON_CARE_REQUEST = 0.4;

  /** Home care comes before long-term care. */
  static final double HOME_CARE_ON_LONG_TERM_CARE = 1.3;

  /** Health to care: an admission in the last three months raises starts of long-term care. */
  static final double ADMISSION_ON_LONG_TERM_CARE = 0.8;

  /** Each year above 75 raises starts of long-term care. */
  static final double AGE_ON_LONG_TERM_CARE = 0.09;

  /** A standard deviation of frailty raises starts of long-term care. */
  static final double FRAILTY_ON_LONG_TERM_CARE = 0.45;

  /** A strain on the household raises its children's absence at once... */
  static final double STRAIN_ON_ABSENCE = 0.7;

  /** ...and referrals from the month after: education to care, absence rises before referrals. */
  static final double STRAIN_ON_REFERRAL = 1.6;

  /** Education to care: a tenth or more of sessions missed lately raises referrals by itself. */
  static final double ABSENCE_ON_REFERRAL = 0.5;

  /** A standard deviation of family need raises referrals. */
  static final double NEED_ON_REFERRAL = 0.8;

  /** Care to health: a child's referral raises the parents' attendances for six months. */
  static final double REFERRAL_ON_PARENTS_ATTENDANCE = 0.5;

  /**
   * A standard deviation of a child's disengagement raises absence: in full from 11, less before.
   */
  static final double DISENGAGEMENT_ON_ABSENCE = 0.25;

  /** A standard deviation of family need raises absence. */
  static final double NEED_ON_ABSENCE = 0.12;

  /** Deprivation (1 for decile 1, -1 for decile 10) raises absence. */
  static final double DEPRIVATION_ON_ABSENCE = 0.5;

  /** Health to education: each recent attendance, as above, raises absence. */
  static final double ATTENDANCE_ON_ABSENCE = 0.15;
}
