package org.tidetable.models.forecast.annual;

import java.util.Optional;
import org.tidetable.models.forecast.Series;

/**
 * The share of a series in the one that it is a part of, over its last season or what there is of
 * it: for services and areas too young for a trend and a season of their own, which they take from
 * their parent.
 *
 * <p>Source: Gross and Sohl (1990), Disaggregation methods to expedite product line forecasting.
 *
 * @param share of the parent's values, 0 or more for counts; of rates, their relation
 * @param spread the standard deviation of a period's share over the share itself, above 0
 * @param periods that both have, of which it was made, 1 or more
 */
public record ParentShare(double share, double spread, int periods) {
  /** The spread of shares of which nothing is known; it counts as much as one period. */
  private static final double USUAL_SPREAD = 0.25;

  /**
   * The share of a series; none where no period has both its value and that of its parent, or where
   * the parent adds up to nothing.
   */
  public static Optional<ParentShare> of(Series member, Series parent) {
    int shift = (int) member.grain().between(parent.firstPeriod(), member.firstPeriod());
    int season = Math.max(2, member.grain().season());
    double[] parts = new double[season];
    double[] wholes = new double[season];
    double part = 0;
    double whole = 0;
    int used = 0;
    for (int index = member.length() - 1; index >= 0 && used < season; index--) {
      int at = index + shift;
      double total = at >= 0 && at < parent.length() ? parent.value(at) : Double.NaN;
      if (!Double.isNaN(member.value(index)) && !Double.isNaN(total)) {
        parts[used] = member.value(index);
        wholes[used++] = total;
        part += member.value(index);
        whole += total;
      }
    }
    if (used == 0 || whole <= 0 || part < 0) {
      return Optional.empty();
    }
    double squares = USUAL_SPREAD * USUAL_SPREAD;
    for (int period = 0; period < used; period++) {
      double expected = part / whole * wholes[period];
      double off = expected > 0 ? parts[period] / expected - 1 : 0;
      squares += off * off;
    }
    return Optional.of(new ParentShare(part / whole, Math.sqrt(squares / used), used));
  }
}
