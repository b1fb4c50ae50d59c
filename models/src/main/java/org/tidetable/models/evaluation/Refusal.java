package org.tidetable.models.evaluation;

import java.util.Optional;
import java.util.stream.IntStream;
import org.tidetable.models.forecast.OpenPeriods;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/** Which series get no forecast, and why. */
final class Refusal {
  private Refusal() {}

  /** The cause in words; empty when the series can be forecast. */
  static Optional<String> of(Series series) {
    int observed = series.observed();
    if (observed == 0) {
      return Optional.of("all values are missing");
    }
    int minimum = minimum(series.grain());
    if (observed < minimum) {
      return Optional.of("only " + observed + " values were observed; " + minimum + " are needed");
    }
    if (hasEnded(series)) {
      return Optional.of(
          "the series ended " + missingAtEnd(series) + " periods before the last period");
    }
    return Optional.empty();
  }

  /**
   * Whether nothing but a short history stands against a forecast. One that is mostly missing is
   * not short: what is withheld there must not be guessed from what is not.
   */
  static boolean isYoung(Series series) {
    int observed = series.observed();
    if (observed == 0 || observed >= minimum(series.grain()) || hasEnded(series)) {
      return false;
    }
    int first = 0;
    while (Double.isNaN(series.value(first))) {
      first++;
    }
    return 2 * observed >= series.length() - first;
  }

  /**
   * Whether more is missing at the end than may be late; the series holds a value. What was closed
   * in earlier seasons, as schools are in summer, is not missed.
   */
  static boolean hasEnded(Series series) {
    int missing = missingAtEnd(series);
    OpenPeriods expected = new OpenPeriods(series.head(series.length() - missing));
    return missing > patience(series.grain())
        && IntStream.rangeClosed(1, missing).filter(expected::isOpen).count()
            > patience(series.grain());
  }

  /** Values that a forecast needs: a season and one more where a season is long. */
  static int minimum(Grain grain) {
    return switch (grain) {
      case HOUR -> 48;
      case DAY -> 14;
      case WEEK -> 13;
      case MONTH -> 13;
      case QUARTER -> 8;
      case YEAR -> 4;
    };
  }

  /** Missing periods at the end that still count as late and not as closed. */
  private static int patience(Grain grain) {
    return switch (grain) {
      case HOUR -> 48;
      case DAY -> 14;
      case WEEK -> 8;
      case MONTH -> 3;
      case QUARTER -> 2;
      case YEAR -> 1;
    };
  }

  private static int missingAtEnd(Series series) {
    int missing = 0;
    while (Double.isNaN(series.value(series.length() - 1 - missing))) {
      missing++;
    }
    return missing;
  }
}
