package org.tidetable.pipeline.source;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tidetable.models.vocabulary.Grain;

/**
 * Whether the rows of one series stand as rows of its grain would. A month's figure read as a
 * day's, or a year mistyped, would else pass for a series with gaps, and be forecast for the wrong
 * dates.
 */
final class RowSpacing {
  /** Fewer rows may fall on the same day of the week, or month of the year, by chance. */
  private static final int ENOUGH_ROWS = 12;

  private static final int FEWEST_FAR_PERIODS = 20;
  private static final int FAR_YEARS = 5;
  private static final List<Grain> COARSEST_FIRST =
      List.of(Grain.YEAR, Grain.QUARTER, Grain.MONTH, Grain.WEEK, Grain.DAY);

  private final Grain grain;
  private final LocalDateTime first;
  private final int[] places;

  /**
   * Takes the rows of a series.
   *
   * @param first where it begins
   * @param places the periods after {@code first} that have a row: ascending, from 0 on
   */
  RowSpacing(Grain grain, LocalDateTime first, int[] places) {
    this.grain = grain;
    this.first = first;
    this.places = places.clone();
  }

  /** Two neighbouring rows, as places in the series, with no row between them. */
  record Gap(int before, int after) {
    int periods() {
      return after - before;
    }
  }

  /** The longest grain that all rows keep to, where it is longer than the grain of the series. */
  Optional<Grain> coarser() {
    if (places.length < ENOUGH_ROWS || places.length == length()) {
      return Optional.empty();
    }
    return COARSEST_FIRST.stream()
        .filter(other -> other.compareTo(grain) > 0)
        .filter(other -> IntStream.of(places).allMatch(place -> keeps(other, place)))
        .findFirst();
  }

  private boolean keeps(Grain other, int place) {
    LocalDateTime moment = grain.plus(first, place);
    return other.plus(first, other.between(first, moment)).equals(moment);
  }

  /**
   * The widest gap, where it is of years and more than twice as long as all the rest of the series.
   */
  Optional<Gap> far() {
    if (places.length < 2) {
      return Optional.empty();
    }
    int widest = 0;
    for (int i = 1; i < places.length - 1; i++) {
      if (places[i + 1] - places[i] > places[widest + 1] - places[widest]) {
        widest = i;
      }
    }
    Gap gap = new Gap(places[widest], places[widest + 1]);
    int rest = length() - 1 - gap.periods();
    long years = grain.between(first, first.plusYears(FAR_YEARS));
    boolean far = gap.periods() > Math.max(FEWEST_FAR_PERIODS, years) && gap.periods() > 2 * rest;
    return far ? Optional.of(gap) : Optional.empty();
  }

  /** The side of the gap with fewer rows: its row next to the gap is the likelier slip. */
  int likelySlip(Gap gap) {
    long before = IntStream.of(places).filter(place -> place <= gap.before()).count();
    return 2 * before < places.length ? gap.before() : gap.after();
  }

  private int length() {
    return places[places.length - 1] + 1;
  }
}
