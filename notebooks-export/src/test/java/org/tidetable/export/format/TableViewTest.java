package org.tidetable.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

class TableViewTest {
  @Test
  void a_status_names_columns_by_their_titles() {
    Table given =
        new Table(
            "summary",
            "Summary",
            "A little table",
            new Source.OpenSource("NHS England", "OGL 3.0", "https://example.org"),
            List.of(
                Column.dimension("area_code", "Area", Column.Type.STRING, "Area"),
                Column.estimate("mean_wait", "Mean wait", "days", "Mean"),
                Column.estimate("upper_wait", "Longest wait", "days", "Longest"),
                Column.estimate("stays", "Stays", "", "Stays")),
            List.of(
                List.of(
                    Cell.text("A"),
                    Cell.missing("too few of them ended; see the notes"),
                    Cell.missing("too few of them ended; see the notes"),
                    Cell.number(31)),
                List.of(Cell.text("B"), Cell.number(3), Cell.number(9), Cell.number(32))));
    TableView view = TableView.of("summary", new ExampleTables().gate.check(given));
    assertThat(view.rows().get(0).get(4))
        .isEqualTo("Mean wait, Longest wait: too few of them ended; see the notes");
    assertThat(view.rows().get(1).get(4)).isEmpty();
  }
}
