package org.tidetable.models.evaluation.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefitsTest {
  private static final double[] FIRST = {0.9, 0.8, 0.7, 0.1};
  private static final double[] OTHER = {0.9, 0.1, 0.7, 0.8};

  @Test
  void lists_are_compared_by_who_is_on_both_over_who_is_on_either() {
    Refits refits = new Refits(List.of(FIRST, FIRST, OTHER), 10);
    // Of the two highest one is shared by two of the three pairs, and both by the first.
    assertThat(refits.jaccard(2)).hasValueCloseTo((1 + 2 / 3.0) / 3, within(1e-12));
    assertThat(refits.jaccard(4)).hasValue(1);
    assertThat(refits.highest().get(2)).containsExactly(0, 3, 2, 1);
  }

  @Test
  void lists_of_different_lengths_can_be_compared_and_empty_ones_are_the_same() {
    Refits refits = new Refits(List.of(FIRST, OTHER), 10);
    assertThat(refits.jaccard(risks -> above(risks, 0.75))).hasValueCloseTo(1 / 3.0, within(1e-12));
    assertThat(refits.jaccard(risks -> above(risks, 0.95))).hasValue(1);
  }

  @Test
  void one_refit_says_nothing() {
    assertThat(new Refits(List.of(FIRST), 10).jaccard(2)).isEmpty();
  }

  private static BitSet above(double[] risks, double least) {
    BitSet rows = new BitSet();
    for (int row = 0; row < risks.length; row++) {
      rows.set(row, risks[row] > least);
    }
    return rows;
  }
}
