package org.tidetable.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tidetable.export.disclosure.DisclosureGate;
import org.tidetable.export.disclosure.DisclosureKey;
import org.tidetable.export.disclosure.DisclosurePolicy;
import org.tidetable.export.disclosure.LeafCube;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.RunConfig;

class EventDemandTest {
  private static final int PLACE = 0;
  private static final int LEVEL = 2;
  private static final int DAY = 6;
  private static final int VALUE = 7;

  @Test
  void every_place_and_every_period_has_a_row_where_the_protected_count_is_0_too() {
    TreeMap<List<String>, Long> counts = new TreeMap<>(Comparator.comparing(List::toString));
    counts.put(List.of("a", "2024-04-01"), 800L);
    counts.put(List.of("b", "2024-04-01"), 0L);
    counts.put(List.of("a", "2024-05-01"), 0L);
    counts.put(List.of("b", "2024-05-01"), 0L);
    LeafCube cube = new LeafCube("requests", List.of("area_code", "period_start"), counts);
    DisclosureGate gate =
        new DisclosureGate(
            DisclosurePolicy.standard("little", DisclosureKey.DEMO_ONLY), DisclosureKey.demoOnly());

    List<Row> rows = EventDemand.rows(demand(), cube, gate.protect(cube));

    assertThat(rows.stream().map(EventDemandTest::words))
        .containsExactlyInAnyOrder(
            "a area 2024-04-01 800.0",
            "b area 2024-04-01 0.0",
            "a area 2024-05-01 0.0",
            "b area 2024-05-01 0.0",
            "all-areas nation 2024-04-01 800.0",
            "all-areas nation 2024-05-01 0.0");
  }

  private static String words(Row row) {
    return row.get(PLACE) + " " + row.get(LEVEL) + " " + row.get(DAY) + " " + row.get(VALUE);
  }

  private static Configuration.Demand demand() {
    return new Configuration.Demand(
        new DemandProblem(
            "requests",
            EventKind.CARE_REQUEST,
            Optional.empty(),
            Grain.MONTH,
            12,
            DemandProblem.PUBLISHED_LEVELS),
        new RunConfig.Demand(
            "requests",
            "Requests",
            EventKind.CARE_REQUEST,
            null,
            "events",
            Grain.MONTH,
            12,
            List.of("area", "nation"),
            List.of(),
            List.of(),
            "gb-eng",
            "",
            List.of(),
            null,
            List.of(),
            null));
  }
}
