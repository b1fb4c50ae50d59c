package org.tidetable.features.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidetable.models.matrix.FeatureMatrix;

class PackedRowsTest {
  private static byte[] row(double... values) {
    SparseRow row = new SparseRow(values.length);
    for (int column = 0; column < values.length; column++) {
      row.set(column, values[column]);
    }
    return row.packed();
  }

  @Test
  void columns_that_are_rare_or_copies_of_others_are_left_out() {
    List<byte[]> rows = new ArrayList<>();
    rows.add(row(1, 1, 0, 5));
    rows.add(row(2, 2, 7, 0));
    rows.add(row(0, 0, 0, 6));
    FeatureMatrix matrix = PackedRows.matrix(rows, List.of("a", "copy", "rare", "b"), 2);
    assertThat(matrix.names()).containsExactly("a", "b");
    assertThat(matrix.entries()).isEqualTo(4);
    assertThat(matrix.value(matrix.start(2))).isEqualTo(6);
    assertThat(matrix.column(matrix.start(2))).isEqualTo(1);
  }

  @Test
  void a_number_takes_six_bytes_on_its_way_and_nothing_when_it_is_zero() {
    assertThat(row(0, 3.5, 0, -1)).hasSize(12);
    SparseRow back = new SparseRow(4);
    back.unpack(row(0, 3.5, 0, -1));
    assertThat(back.get(1)).isEqualTo(3.5f);
    assertThat(back.get(3)).isEqualTo(-1f);
  }
}
