package org.tidetable.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tidetable.features.store.StoreSchema;

/** The statutory returns of invented children, published by Data to Insight. */
class PublicChildrenTest {
  private static final String RETURNS = "d2i-synthetic-childrens-social-care/ssda903_2017_2021/";

  private static List<Row> used(String file, SourceMapping mapping) {
    int fate = SourceReading.schema(mapping).fieldIndex(StoreSchema.FATE);
    List<Row> rows = new ArrayList<>();
    Gated.open(mapping, PublicFiles.folder().resolve(file)).forEachRemaining(rows::add);
    return rows.stream().filter(row -> row.getString(fate).equals(Fate.USED.code())).toList();
  }

  @Test
  void the_headers_of_five_years_hold_820_children() {
    SourceMapping mapping = PublicFiles.mapping("ssda903-header.yaml");
    int person = StoreSchema.RAW_PEOPLE.fieldIndex(StoreSchema.PSEUDONYM);
    int birth = StoreSchema.RAW_PEOPLE.fieldIndex(StoreSchema.BIRTH_MONTH);
    Set<String> all = new HashSet<>();
    int[] children = {819, 572, 362, 226, 144};
    for (int i = 0; i < children.length; i++) {
      List<Row> rows = used(RETURNS + (2017 + i) + "-header.csv.gz", mapping);
      Set<String> year = new HashSet<>(rows.stream().map(row -> row.getString(person)).toList());
      assertThat(year).hasSize(children[i]);
      assertThat(rows).allMatch(row -> row.getDate(birth).toLocalDate().getDayOfMonth() == 1);
      all.addAll(year);
    }
    assertThat(all).hasSize(820);
  }

  @Test
  void new_periods_of_care_and_moves_are_events_and_changes_of_status_are_not() {
    SourceMapping mapping = PublicFiles.mapping("ssda903-episodes.yaml");
    int kind = StoreSchema.RAW_EVENTS.fieldIndex(StoreSchema.KIND);
    int end = StoreSchema.RAW_EVENTS.fieldIndex(StoreSchema.END_DATE);
    List<Row> events = used(RETURNS + "2017-episodes.csv.gz", mapping);
    assertThat(events.stream().filter(e -> e.getString(kind).equals("looked_after_start")))
        .hasSize(303);
    assertThat(events).hasSize(1460 - 282);
    assertThat(events.stream().filter(e -> e.isNullAt(end))).isNotEmpty();
  }

  @Test
  void the_children_in_need_census_holds_332_children_and_402_referrals() {
    String census = "d2i-synthetic-childrens-social-care/cin_census/fake_CIN_data.xml.gz";
    assertThat(used(census, PublicFiles.mapping("cin-children.yaml"))).hasSize(332);
    assertThat(used(census, PublicFiles.mapping("cin-referrals.yaml"))).hasSize(402);
  }
}
