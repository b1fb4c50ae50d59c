package org.tidetable.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

class IdentifierWatchTest {
  private static final char ARABIC_ZERO = '\u0660';

  /** Valid numbers of the range that is kept for tests. */
  private static List<String> nhsNumbers() {
    return LongStream.range(999_000_000, 999_000_100)
        .mapToObj(Long::toString)
        .map(nine -> nine + checkDigit(nine))
        .filter(number -> number.length() == 10)
        .toList();
  }

  private static int checkDigit(String nine) {
    int sum = IntStream.range(0, 9).map(i -> (10 - i) * Character.digit(nine.charAt(i), 10)).sum();
    int rest = 11 - sum % 11;
    return rest == 11 ? 0 : rest;
  }

  private static void watch(List<String> column) {
    IdentifierWatch watch = new IdentifierWatch("a.csv", List.of("row", "key"));
    for (int i = 0; i < column.size(); i++) {
      watch.see(new Line(i + 1, i + 2, -1, -1, List.of("1", column.get(i))));
    }
    watch.finish();
  }

  private static void refused(List<String> column) {
    assertThatThrownBy(() -> watch(column))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.PRIVACY))
        .hasMessageContainingAll("a.csv:2:2", "\"key\"", column.size() + " values")
        .message()
        .doesNotContain(column);
  }

  @Test
  void the_example_of_the_data_dictionary_is_valid_and_its_neighbours_are_not() {
    assertThat(IdentifierWatch.isNhsNumber("9434765919")).isTrue();
    assertThat(IdentifierWatch.isNhsNumber("9434765918")).isFalse();
    assertThat(IdentifierWatch.isNhsNumber("9437465919")).isFalse();
  }

  @Test
  void a_column_of_nhs_numbers_is_refused_without_naming_one() {
    assertThat(nhsNumbers()).hasSizeGreaterThan(80);
    refused(nhsNumbers());
  }

  @Test
  void blanks_dashes_and_digits_of_other_scripts_do_not_hide_a_number() {
    refused(
        nhsNumbers().stream()
            .map(n -> n.substring(0, 3) + " " + n.substring(3, 6) + " " + n.substring(6))
            .toList());
    refused(
        nhsNumbers().stream()
            .map(n -> n.substring(0, 3) + "-" + n.substring(3, 6) + "\u00a0" + n.substring(6))
            .toList());
    refused(
        nhsNumbers().stream()
            .map(
                n ->
                    n.chars()
                        .map(c -> c - '0' + ARABIC_ZERO)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()))
            .toList());
  }

  @Test
  void a_clean_column_of_ten_digit_keys_passes() {
    List<String> keys =
        LongStream.range(0, 5000).mapToObj(i -> Long.toString(9_990_000_000L + i)).toList();
    assertThat(keys).anyMatch(IdentifierWatch::isNhsNumber);
    assertThatCode(() -> watch(keys)).doesNotThrowAnyException();
  }
}
