package org.tidetable.models.forecast.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.care.SeriesNote.Kind;
import org.tidetable.models.vocabulary.Grain;

class SeriesCareTest {
  private static final double NOISE = 0.03;

  private static Series series(Grain grain, double... values) {
    return new Series("a", grain, LocalDateTime.parse("2015-01-01T00:00"), values);
  }

  private static List<SeriesNote> notes(Series one) {
    return SeriesCare.notes(one, Set.of(), true);
  }

  /** Counts with a season of 20 %, whose noise stays or fades: {@code stays} of 1 is a wander. */
  private static double[] counts(Grain grain, int length, double stays, Random random) {
    double[] values = new double[length];
    double rest = 0;
    for (int at = -50; at < length; at++) {
      rest = stays * rest + random.nextGaussian();
      if (at >= 0) {
        double season = 0.2 * Math.sin(2 * Math.PI * at / grain.season());
        values[at] = 1000 * Math.exp(season + NOISE * rest);
      }
    }
    return values;
  }

  /** The share of series without anything unusual in which that is found nevertheless. */
  private static double falsely(Kind kind, Grain grain, int length, double stays) {
    Random random = new Random(20261126);
    int trials = 300;
    int found = 0;
    for (int trial = 0; trial < trials; trial++) {
      Series one = series(grain, counts(grain, length, stays, random));
      found += notes(one).stream().anyMatch(note -> note.kind() == kind) ? 1 : 0;
    }
    return (double) found / trials;
  }

  @Test
  void of_series_with_nothing_unusual_few_are_said_to_change_their_level() {
    assertThat(falsely(Kind.LEVEL_CHANGE, Grain.MONTH, 120, 0)).isLessThan(0.03);
    assertThat(falsely(Kind.LEVEL_CHANGE, Grain.MONTH, 72, 0.5)).isLessThan(0.05);
    assertThat(falsely(Kind.LEVEL_CHANGE, Grain.MONTH, 120, 1)).isLessThan(0.05);
    assertThat(falsely(Kind.LEVEL_CHANGE, Grain.DAY, 365, 0.9)).isLessThan(0.05);
    assertThat(falsely(Kind.LEVEL_CHANGE, Grain.QUARTER, 60, 0.5)).isLessThan(0.05);
  }

  @Test
  void of_series_with_nothing_unusual_few_are_said_to_hold_outliers() {
    assertThat(falsely(Kind.OUTLIER, Grain.MONTH, 72, 0)).isLessThan(0.05);
    assertThat(falsely(Kind.OUTLIER, Grain.MONTH, 120, 1)).isLessThan(0.05);
    assertThat(falsely(Kind.OUTLIER, Grain.DAY, 365, 0.5)).isLessThan(0.05);
  }

  @Test
  void planted_changes_of_level_are_found_where_they_are_and_as_large_as_they_are() {
    Random random = new Random(7);
    int found = 0;
    double size = 0;
    for (int trial = 0; trial < 100; trial++) {
      double[] values = counts(Grain.MONTH, 120, 0, random);
      for (int month = 80; month < 120; month++) {
        values[month] *= 0.8;
      }
      for (SeriesNote note : notes(series(Grain.MONTH, values))) {
        boolean there = note.kind() == Kind.LEVEL_CHANGE && Math.abs(note.first() - 80) <= 1;
        found += there ? 1 : 0;
        size += there ? note.size() : 0;
      }
    }
    assertThat(found).isGreaterThan(90);
    assertThat(size / found).isCloseTo(-200, Percentage.withPercentage(10));
  }

  @Test
  void one_change_of_level_is_told_once() {
    Random random = new Random(7);
    for (int trial = 0; trial < 100; trial++) {
      double[] values = counts(Grain.DAY, 365, 0, random);
      // A change that takes three days: its step is not all at one point.
      for (int at = 180; at < 365; at++) {
        values[at] *= 1 - 0.15 * Math.min(3, at - 179);
      }
      assertThat(
              notes(series(Grain.DAY, values)).stream()
                  .map(note -> note.kind() + " " + note.first()))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void planted_outliers_are_found_beside_a_change_of_level() {
    double[] values = counts(Grain.MONTH, 120, 0, new Random(11));
    for (int month = 60; month < 120; month++) {
      values[month] *= 1.3;
    }
    values[30] *= 1.5;
    values[100] *= 0.6;

    assertThat(notes(series(Grain.MONTH, values)))
        .extracting(note -> note.kind() + " " + note.first())
        .containsExactly("OUTLIER 30", "LEVEL_CHANGE 60", "OUTLIER 100");
  }

  @Test
  void bank_holidays_are_no_outliers() {
    double[] values = counts(Grain.DAY, 365, 0, new Random(13));
    values[120] *= 0.5;
    Series days = series(Grain.DAY, values);
    LocalDate holiday = days.period(120).toLocalDate();

    assertThat(SeriesCare.notes(days, Set.of(), true))
        .extracting(SeriesNote::kind)
        .contains(Kind.OUTLIER);
    assertThat(SeriesCare.notes(days, Set.of(holiday), true))
        .extracting(SeriesNote::kind)
        .doesNotContain(Kind.OUTLIER);
  }

  @Test
  void what_is_missing_in_one_season_only_is_a_gap_and_what_is_missing_in_all_is_closed() {
    double[] values = counts(Grain.MONTH, 48, 0, new Random(17));
    for (int august = 7; august < 48; august += 12) {
      values[august] = Double.NaN;
    }
    values[21] = Double.NaN;
    values[22] = Double.NaN;

    assertThat(notes(series(Grain.MONTH, values)))
        .filteredOn(note -> note.kind() == Kind.GAP)
        .containsExactly(new SeriesNote(Kind.GAP, 21, 22, 2));
  }

  @Test
  void counts_below_zero_are_noted_and_not_learnt_from() {
    Series one = series(Grain.MONTH, 4, 5, -2, 6);

    assertThat(notes(one)).containsExactly(new SeriesNote(Kind.NEGATIVE, 2, 2, -2));
    assertThat(SeriesCare.notes(one, Set.of(), false)).isEmpty();
    assertThat(SeriesCare.withoutNegatives(one).value(2)).isNaN();
    assertThat(SeriesCare.withoutNegatives(one).value(3)).isEqualTo(6);
  }

  @Test
  void nothing_is_found_in_series_in_which_nothing_can_be() {
    double[] none = new double[40];
    Arrays.fill(none, Double.NaN);
    assertThat(notes(series(Grain.MONTH))).isEmpty();
    assertThat(notes(series(Grain.MONTH, 5))).isEmpty();
    assertThat(notes(series(Grain.WEEK, none))).isEmpty();
    assertThat(notes(series(Grain.MONTH, new double[60]))).isEmpty();
    Arrays.fill(none, 7);
    assertThat(notes(series(Grain.YEAR, none))).isEmpty();
  }
}
