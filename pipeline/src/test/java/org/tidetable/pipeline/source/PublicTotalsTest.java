package org.tidetable.pipeline.source;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingDouble;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tidetable.features.store.StoreSchema;

/**
 * No total is counted twice: in what the ready mappings make of the public files, parts add up to
 * published totals, and each number stands at one level only.
 */
class PublicTotalsTest {
  private static final String NHS = "nhs-england-activity/";
  private static final String NATIONS = "scotland-wales-delayed-discharge-and-care/";
  private static final String CHILDREN = "dfe-childrens-social-care/";
  private static final String MESSY = "messy-public-returns/csv/";

  /** Published numbers above authorities are rounded to 10, each by itself. */
  private static final double ROUNDED = 10;

  /** One number that is not missing. */
  private record Count(
      String kind,
      String area,
      String level,
      String age,
      String category,
      String period,
      double value) {

    static Count of(Row row) {
      return new Count(
          text(row, StoreSchema.KIND),
          text(row, StoreSchema.AREA_CODE),
          text(row, StoreSchema.AREA_LEVEL),
          text(row, StoreSchema.AGE_GROUP),
          text(row, StoreSchema.CATEGORY),
          ((Date) row.get(place(StoreSchema.PERIOD_START))).toString(),
          (Double) row.get(place(StoreSchema.VALUE)));
    }

    private static String text(Row row, String column) {
      return Objects.toString(row.get(place(column)), "");
    }

    private static int place(String column) {
      return StoreSchema.COUNTS.fieldIndex(column);
    }
  }

  private static List<Count> read(String file, String mapping) {
    int value = StoreSchema.COUNTS.fieldIndex(StoreSchema.VALUE);
    List<Count> counts = new ArrayList<>();
    new SourceFile(
            PublicFiles.mapping(mapping), PublicFiles.folder().resolve(file + ".csv.gz").toString())
        .open()
        .forEachRemaining(
            row -> {
              if (row.get(value) != null) {
                counts.add(Count.of(row));
              }
            });
    return counts;
  }

  private static List<Count> where(List<Count> counts, Predicate<Count> wanted) {
    return counts.stream().filter(wanted).toList();
  }

  private static List<Count> at(List<Count> counts, String level) {
    return where(counts, count -> count.level().equals(level));
  }

  private static Map<List<String>, Double> sums(
      List<Count> counts, Function<Count, List<String>> key) {
    return counts.stream().collect(groupingBy(key, summingDouble(Count::value)));
  }

  private static double sum(List<Count> counts) {
    return counts.stream().mapToDouble(Count::value).sum();
  }

  /** Checks that whole and parts have those cells, and each whole the sum of its parts. */
  private static void addUp(
      List<Count> whole, List<Count> parts, Function<Count, List<String>> key, int cells) {
    assertThat(sums(whole, key)).hasSize(cells).isEqualTo(sums(parts, key));
  }

  private static void addUpRounded(List<Count> whole, List<Count> parts, double apart, int cells) {
    Map<List<String>, Double> wholes = sums(whole, c -> List.of(c.kind(), c.period()));
    Map<List<String>, Double> sums = sums(parts, c -> List.of(c.kind(), c.period()));
    assertThat(wholes).hasSize(cells);
    assertThat(sums.keySet()).isEqualTo(wholes.keySet());
    wholes.forEach(
        (key, total) ->
            assertThat(Math.abs(total - sums.get(key)))
                .as(key.toString())
                .isLessThanOrEqualTo(apart));
  }

  @Test
  void boards_ages_and_reasons_of_scottish_delays_add_up_and_are_those_of_the_councils() {
    List<Count> boards =
        read(NATIONS + "scotland_delayed_discharge_hb", "scotland-delayed-bed-days-by-board.yaml");
    addUp(
        where(boards, c -> c.age().equals("all")),
        where(boards, c -> !c.age().equals("all")),
        c -> List.of(c.area(), c.category(), c.period()),
        7350);
    addUp(
        where(boards, c -> c.category().equals("all")),
        where(boards, c -> !c.category().equals("all")),
        c -> List.of(c.area(), c.age(), c.period()),
        4410);
    addUp(
        at(boards, "nation"),
        at(boards, "health_board"),
        c -> List.of(c.age(), c.category(), c.period()),
        1470);
    List<Count> councils =
        read(NATIONS + "scotland_delayed_discharge_ltla", "scotland-delayed-bed-days.yaml");
    addUp(
        at(boards, "health_board"),
        at(councils, "council"),
        c -> List.of(c.age(), c.category(), c.period()),
        1470);
  }

  @Test
  void treatments_add_up_to_all_waits_and_providers_to_regions() {
    List<Count> providers = read(NHS + "england_rtt_trust", "nhs-waiting-by-trust.yaml");
    List<Count> regions = read(NHS + "england_rtt_region", "nhs-waiting-by-region.yaml");
    addUp(
        where(providers, c -> c.category().equals("all")),
        where(providers, c -> !c.category().equals("all")),
        c -> List.of(c.area(), c.period()),
        26_975);
    addUp(
        where(regions, c -> c.category().equals("all")),
        where(regions, c -> !c.category().equals("all")),
        c -> List.of(c.area(), c.period()),
        434);
    addUp(regions, providers, c -> List.of(c.category(), c.period()), 1380);
  }

  @Test
  void welsh_attendances_stand_once_for_each_level() {
    List<Count> wales = read(NATIONS + "wales_ae_performance", "wales-ae-by-hospital.yaml");
    addUp(at(wales, "nation"), at(wales, "health_board"), c -> List.of(c.period()), 178);
    assertThat(new HashSet<>(at(wales, "hospital").stream().map(Count::area).toList()))
        .noneMatch(code -> code.endsWith("Maj") || code.endsWith("Min"));
    // Before 2012 some minor injury units reported for their board only.
    Map<List<String>, Double> sites = sums(at(wales, "hospital"), c -> List.of(c.period()));
    Map<List<String>, Double> nation = sums(at(wales, "nation"), c -> List.of(c.period()));
    assertThat(nation.entrySet())
        .filteredOn(month -> sites.get(month.getKey()).equals(month.getValue()))
        .hasSize(148);
    assertThat(nation.entrySet()).allMatch(month -> sites.get(month.getKey()) <= month.getValue());
  }

  @Test
  void two_hospitals_of_one_code_both_count() {
    List<Count> sites = read(NATIONS + "scotland_ae_attendance", "scotland-ae-by-hospital.yaml");
    List<Count> glasgow =
        where(sites, c -> c.area().equals("G306H") && c.period().equals("2009-09-01"));
    assertThat(glasgow).hasSize(2);
    assertThat(sum(glasgow)).isEqualTo(4750 + 1328);
  }

  @Test
  void london_is_inner_and_outer_london_and_regions_are_england() {
    Map<String, String> files =
        Map.of(
            "c1_children_in_need_referrals_and_rereferrals_2013_to_2025",
            "dfe-childrens-referrals.yaml",
            "b1_children_in_need_2013_to_2025",
            "dfe-children-in-need.yaml",
            "d3_cpps_subsequent_plan_2013_to_2025",
            "dfe-protection-plans.yaml");
    files.forEach(
        (file, mapping) -> {
          List<Count> counts = read(CHILDREN + file, mapping);
          List<Count> regions = at(counts, "region");
          assertThat(new HashSet<>(regions.stream().map(Count::area).toList())).hasSize(9);
          addUpRounded(
              where(regions, c -> c.area().equals("E12000007")),
              at(counts, "part_of_london"),
              2 * ROUNDED,
              13);
          addUpRounded(at(counts, "nation"), regions, 3 * ROUNDED, 13);
        });
  }

  @Test
  void looked_after_children_of_england_are_those_of_the_longer_series() {
    List<Count> counts =
        read(CHILDREN + "cla_number_and_rate_per_10k_children", "dfe-looked-after.yaml");
    List<Count> since =
        where(
            read(CHILDREN + "cla_time_series_1994_2024", "dfe-looked-after-since-1994.yaml"),
            c -> c.kind().equals("child_looked_after"));
    assertThat(since).hasSize(31);
    Map<List<String>, Double> published =
        sums(
            where(counts, c -> c.level().equals("nation") && c.kind().equals("child_looked_after")),
            c -> List.of(c.period()));
    // The later release revised the last two years of the series a little.
    assertThat(where(since, c -> published.containsKey(List.of(c.period()))))
        .hasSize(4)
        .allMatch(c -> Math.abs(published.get(List.of(c.period())) - c.value()) <= 100);
  }

  @Test
  void absence_of_children_with_a_social_worker_counts_all_types_of_school_once() {
    List<Count> counts = read(CHILDREN + "absence_la", "dfe-absence-social-care.yaml");
    List<Count> possible =
        where(
            at(counts, "nation"),
            c -> c.kind().equals("possible_session") && c.period().equals("2024-09-01"));
    assertThat(possible).hasSize(3);
    assertThat(sum(possible)).isEqualTo(42_464_140 + 11_923_200 + 9_417_580);
  }

  @Test
  void older_returns_of_looked_after_children_add_up() {
    for (String year : List.of("2011__SFR21_CLA", "2013__SFR36_CLA2013")) {
      List<Count> counts =
          read(
              MESSY + "Children_Placement_Characteristics__" + year,
              "dfe-looked-after-" + year.substring(0, 4) + ".yaml");
      addUpRounded(at(counts, "nation"), at(counts, "region"), 5 * ROUNDED, 1);
      addUpRounded(
          where(counts, c -> c.area().equals("E12000007")),
          at(counts, "part_of_london"),
          2 * ROUNDED,
          1);
      assertThat(new HashSet<>(at(counts, "region").stream().map(Count::area).toList())).hasSize(9);
    }
    List<Count> absence =
        read(
            MESSY + "Children_Outcomes__2011_underlying__Absence_LA",
            "dfe-looked-after-absence-2011.yaml");
    assertThat(new HashSet<>(absence.stream().map(Count::period).toList()))
        .isEqualTo(Set.of("2006-09-01", "2007-09-01", "2008-09-01", "2009-09-01"));
    addUpRounded(at(absence, "nation"), at(absence, "region"), 2, 8);
  }

  @Test
  void a_row_of_talking_therapies_that_is_no_count_of_referrals_is_left_out() {
    List<Count> trusts = read(NHS + "england_trust_iapt", "nhs-talking-therapies-by-trust.yaml");
    // 353 months of trusts, of which 5 are not reported.
    assertThat(trusts).hasSize(353 - 5).allMatch(c -> c.kind().equals("talking_therapy_referral"));
  }
}
