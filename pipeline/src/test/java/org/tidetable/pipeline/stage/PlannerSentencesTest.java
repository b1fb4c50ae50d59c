package org.tidetable.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

class PlannerSentencesTest {
  private static List<Cell> row(
      String series, String method, String held, String beats, String by) {
    return List.of(
        Cell.text(series),
        Cell.text("all"),
        Cell.text(method),
        Cell.text(held),
        Cell.text(beats),
        Cell.text(by));
  }

  private static Table accuracy(List<List<Cell>> rows) {
    return new Table(
        "accuracy",
        "Accuracy",
        "",
        new Source.FromEvents(),
        List.of(
            Column.text("series_id", "Title", "What"),
            Column.text("part_kind", "Title", "What"),
            Column.text("method", "Title", "What"),
            Column.text("coverage_80", "Title", "What"),
            Column.text("beats_naive", "Title", "What"),
            Column.text("value_added_upper_95", "Title", "What")),
        rows);
  }

  @Test
  void a_headline_says_where_ranges_failed_and_where_something_simpler_was_nearer() {
    String caution =
        PlannerSentences.caution(
            "d",
            "d/E",
            accuracy(
                List.of(
                    row("d", "chosen", "0.61", "yes", ""),
                    row("d", "plan", "", "yes", "-0.02"),
                    row("d/E", "chosen", "0.5", "no", ""))));

    assertThat(caution)
        .contains("held only 61 % of what came")
        .contains("repeating the last value or that of a year ago was nearer here")
        .contains("What had been planned was nearer");
  }

  @Test
  void a_headline_says_nothing_of_what_is_as_it_should_be() {
    assertThat(
            PlannerSentences.caution(
                "d",
                "d/E",
                accuracy(
                    List.of(
                        row("d", "chosen", "0.79", "no", ""),
                        row("d", "plan", "", "yes", "0.1"),
                        row("d/F", "chosen", "0.2", "no", ""),
                        row("d/E", "chosen", "0.5", "yes", "")))))
        .isEmpty();
  }
}
