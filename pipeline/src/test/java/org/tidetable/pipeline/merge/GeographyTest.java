package org.tidetable.pipeline.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tidetable.pipeline.conf.RunConfig;

/** The regions of trusts, as counted in the README beside the demo's files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeographyTest {
  private static final Path DEMO =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("conf/demo");

  private Geography both;
  private Geography catchmentOnly;

  @BeforeAll
  void read_the_lookups() {
    both = geography("trust_attribution.csv.gz");
    catchmentOnly = geography("");
  }

  private static Geography geography(String attribution) {
    return Geography.read(
        new RunConfig.Areas(
            "trust_catchment.csv.gz",
            attribution,
            "authority_region.csv.gz",
            List.of("trust_names.csv.gz", "scottish_councils.csv.gz"),
            List.of()),
        DEMO::resolve);
  }

  private static Set<String> trusts(String file) {
    LookupTable table = LookupTable.read(DEMO.resolve(file));
    Set<String> trusts = new TreeSet<>();
    table.rows().forEach(row -> trusts.add(row.get(0)));
    return trusts;
  }

  private static List<String> unknown(Geography geography, Set<String> trusts) {
    return trusts.stream()
        .filter(trust -> geography.regionOfTrust(trust).equals(Geography.REGION_UNKNOWN))
        .toList();
  }

  @Test
  void trusts_with_attendances_have_a_region_by_catchment_or_acute_trust_or_none() {
    Set<String> trusts = trusts("ae_by_trust_monthly.csv.gz");
    assertThat(trusts).hasSize(133 + 17 + 7);
    assertThat(unknown(catchmentOnly, trusts)).hasSize(17 + 7);
    assertThat(unknown(both, trusts))
        .containsExactly("RDY", "RJ8", "RTV", "RW6", "RXG", "RY9", "RYG");
  }

  @Test
  void trusts_with_discharges_all_have_a_catchment() {
    Set<String> trusts = trusts("discharges_by_trust_daily.csv.gz");
    assertThat(trusts).hasSize(121 + 1);
    assertThat(unknown(catchmentOnly, trusts)).containsExactly("NA");
  }

  @Test
  void of_equal_shares_the_first_name_counts() {
    Map<String, String> names = Map.of("E12000001", "North East", "E12000003", "Yorkshire");
    assertThat(names.get(both.regionOfTrust("RV9"))).isEqualTo("North East");
  }

  @Test
  void every_area_that_occurs_has_a_name_and_a_parent_that_is_an_area() {
    List<Area> areas =
        both.areas(
            List.of(
                new Area("RC9", "", "trust", ""),
                new Area("S12000005", "", "council", ""),
                new Area("RDY", "", "trust", "")));
    Set<String> codes = new TreeSet<>();
    areas.forEach(area -> codes.add(area.code()));
    assertThat(areas)
        .allSatisfy(
            area -> {
              assertThat(area.name()).isNotEmpty();
              assertThat(area.parent().isEmpty() || codes.contains(area.parent())).isTrue();
            });
    assertThat(areas).contains(new Area("S12000005", "Clackmannanshire", "council", "S92000003"));
  }
}
