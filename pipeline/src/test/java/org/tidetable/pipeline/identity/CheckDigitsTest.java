package org.tidetable.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The arithmetic against examples that others have published. */
class CheckDigitsTest {

  /** NHS Data Dictionary: the example of NHS NUMBER. */
  @Test
  void the_example_of_the_data_dictionary_is_valid_and_its_neighbours_are_not() {
    assertThat(CheckDigits.checks(9434765919L)).isTrue();
    assertThat(CheckDigits.checks(9434765918L)).isFalse();
    assertThat(CheckDigits.checks(9437465919L)).isFalse();
  }

  @Test
  void one_in_eleven_numbers_in_a_row_is_valid() {
    long valid = 0;
    for (long number = 4_000_000_000L; number < 4_000_011_000L; number++) {
      valid += CheckDigits.checks(number) ? 1 : 0;
    }
    assertThat(valid).isBetween(990L, 1010L);
  }

  @Test
  void a_number_is_of_the_service_in_whose_range_it_is() {
    assertThat(CheckDigits.kindOf(4_010_232_137L)).isEqualTo(Kind.NHS_NUMBER);
    assertThat(CheckDigits.kindOf(3_200_000_007L)).isEqualTo(Kind.HEALTH_AND_CARE_NUMBER);
    assertThat(CheckDigits.kindOf(101_701_234L)).isEqualTo(Kind.CHI_NUMBER);
    assertThat(CheckDigits.inUse(5_000_000_000L)).isFalse();
    assertThat(CheckDigits.isChi(3_113_000_000L)).isFalse();
    assertThat(CheckDigits.isChi(3_002_000_000L)).isFalse();
  }

  /** The example that python-stdnum gives for the DfE standard. */
  @Test
  void a_pupils_first_letter_checks_the_others() {
    assertThat(CheckDigits.upnLetter(80_120_000_500L, 1)).isEqualTo('B');
    assertThat(CheckDigits.upnLetter(80_120_000_500L, 2)).isNotEqualTo('B');
  }

  @Test
  void a_learners_last_digit_checks_the_others() {
    // 1x10: the rest of 10 by 11 is 10, and 10 - 10 is 0.
    assertThat(CheckDigits.isUln(1_000_000_000L)).isTrue();
    assertThat(CheckDigits.isUln(1_000_000_001L)).isFalse();
  }

  @Test
  void prefixes_that_are_never_given_begin_no_insurance_number() {
    assertThat(CheckDigits.isNationalInsurancePrefix('A', 'B')).isTrue();
    assertThat(CheckDigits.isNationalInsurancePrefix('Q', 'Q')).isFalse();
    assertThat(CheckDigits.isNationalInsurancePrefix('B', 'G')).isFalse();
    assertThat(CheckDigits.isNationalInsurancePrefix('A', 'O')).isFalse();
  }
}
