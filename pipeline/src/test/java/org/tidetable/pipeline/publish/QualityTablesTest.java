package org.tidetable.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tidetable.export.disclosure.DisclosureGate;
import org.tidetable.export.disclosure.DisclosureKey;
import org.tidetable.export.disclosure.DisclosurePolicy;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Source;
import org.tidetable.pipeline.quality.QualityCheck;

class QualityTablesTest {
  private static final List<QualityCheck> CHECKS =
      List.of(
          rows("rows_in", 1013),
          rows("rows_used", 905),
          rows("rows_left_out", 97),
          rows("rows_set_aside", 11),
          rows("set_aside: not a date", 4),
          rows("set_aside: not a code", 7),
          rows("rows_duplicate", 13),
          rows("rows_superseded", 3),
          rows("rows_unlinked", 29),
          rows("rows_late", 5),
          QualityCheck.share("care", "link_rate", 0.97, 200, 0.9, "Share that leads to a person"));

  private static QualityCheck rows(String check, long rows) {
    return QualityCheck.ok("care", check, rows, "Rows");
  }

  @Test
  void published_rows_of_person_level_files_add_up() {
    DisclosureGate gate =
        new DisclosureGate(
            DisclosurePolicy.standard("little", DisclosureKey.DEMO_ONLY), DisclosureKey.demoOnly());
    SafeTable table =
        gate.check(QualityTables.rows(CHECKS, new Source.FromEvents()))
            .union(gate.check(QualityTables.others(CHECKS, new Source.FromEvents())));

    Map<String, Long> rows = new HashMap<>();
    int check = table.table().indexOf("check");
    int count = table.table().indexOf("rows");
    table
        .table()
        .rows()
        .forEach(
            row -> {
              String shown = row.get(count).fold(Plain.TEXT);
              rows.put(
                  row.get(check).fold(Plain.TEXT), shown.isEmpty() ? -1 : Long.parseLong(shown));
            });
    assertThat(rows).hasSize(CHECKS.size() + 1);
    assertThat(rows.get("rows_in"))
        .isEqualTo(rows.get("rows_used") + rows.get("rows_left_out") + rows.get("rows_set_aside"));
    assertThat(rows.get("rows_set_aside"))
        .isEqualTo(rows.get("set_aside: not a date") + rows.get("set_aside: not a code"));
    assertThat(rows.get("rows_used"))
        .isEqualTo(
            rows.get("rows_linked")
                + rows.get("rows_duplicate")
                + rows.get("rows_superseded")
                + rows.get("rows_unlinked"));
    assertThat(rows.values()).allMatch(shown -> shown == -1 || shown % 8 == 0);
    assertThat(table.table().has("status")).isFalse();
  }
}
