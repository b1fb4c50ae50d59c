package org.tidetable.pipeline.source;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingDouble;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.conf.ConfigReader;
import org.tidetable.pipeline.conf.Configuration;

/**
 * What the shipped mappings read from the shipped files, against what was counted in these files by
 * other means: the table of truths in the README beside them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownTruthsTest {
  private static final Path DEMO =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("conf/demo.yaml");
  private static final String SCOTLAND = "S92000003";
  private static final List<String> AUTUMNS = List.of("2022-23", "2023-24", "2024-25");

  private Configuration demo;
  private List<Count> attendances;
  private List<Count> discharges;
  private List<Count> delays;

  /** One number as read; its value is 0 where it is missing. */
  private record Count(
      String file,
      boolean first,
      String fate,
      String kind,
      String area,
      String level,
      String age,
      String category,
      LocalDate period,
      boolean missing,
      String reason,
      double value) {

    static Count of(Row row) {
      Object value = row.get(place(StoreSchema.VALUE));
      Date period = (Date) row.get(place(StoreSchema.PERIOD_START));
      String notUsed = text(row, StoreSchema.REASON);
      return new Count(
          text(row, StoreSchema.FILE),
          row.getBoolean(place(StoreSchema.FIRST)),
          text(row, StoreSchema.FATE),
          text(row, StoreSchema.KIND),
          text(row, StoreSchema.AREA_CODE),
          text(row, StoreSchema.AREA_LEVEL),
          text(row, StoreSchema.AGE_GROUP),
          text(row, StoreSchema.CATEGORY),
          period == null ? LocalDate.EPOCH : period.toLocalDate(),
          value == null,
          notUsed.isEmpty() ? text(row, StoreSchema.MISSING_REASON) : notUsed,
          value == null ? 0 : (Double) value);
    }

    private static int place(String column) {
      return StoreSchema.COUNTS.fieldIndex(column);
    }

    private static String text(Row row, String column) {
      return Objects.toString(row.get(place(column)), "");
    }

    boolean used() {
      return fate.equals(Fate.USED.code());
    }

    List<Object> withoutArea() {
      return List.of(kind, age, category, period);
    }
  }

  @BeforeAll
  void read_the_larger_files_once() {
    demo = ConfigReader.read(DEMO);
    attendances = read("nhs_ae");
    discharges = read("nhs_discharges");
    delays = read("scotland_delays");
  }

  private List<Count> read(String name) {
    Configuration.Source source =
        demo.sources().stream()
            .filter(s -> s.mapping().name().equals(name))
            .findFirst()
            .orElseThrow();
    List<Count> read = new ArrayList<>();
    for (String file : source.files()) {
      new SourceFile(source.mapping(), demo.locate(file, Path.of("")).toString())
          .open()
          .forEachRemaining(row -> read.add(Count.of(row)));
    }
    return read;
  }

  private static List<Count> where(List<Count> counts, Predicate<Count> wanted) {
    return counts.stream().filter(wanted).toList();
  }

  private static List<Count> kind(List<Count> counts, String kind) {
    return where(counts, count -> count.kind().equals(kind));
  }

  private static double sum(List<Count> counts) {
    return counts.stream().mapToDouble(Count::value).sum();
  }

  private static <T> Set<T> each(List<Count> counts, Function<Count, T> part) {
    return new HashSet<>(counts.stream().map(part).toList());
  }

  /** Rows of files by what became of them. */
  private static Map<String, Integer> fates(List<Count> counts) {
    Map<String, Integer> fates = new java.util.TreeMap<>();
    counts.stream().filter(Count::first).forEach(c -> fates.merge(c.fate(), 1, Integer::sum));
    return fates;
  }

  private static Map<String, Integer> missing(List<Count> counts) {
    Map<String, Integer> reasons = new java.util.TreeMap<>();
    counts.stream()
        .filter(count -> count.used() && count.missing())
        .forEach(count -> reasons.merge(count.reason(), 1, Integer::sum));
    return reasons;
  }

  private static Map<List<Object>, Double> sums(
      List<Count> counts, Function<Count, List<Object>> key) {
    return counts.stream().collect(groupingBy(key, summingDouble(Count::value)));
  }

  /** Checks that whole and parts have those cells, and each whole the sum of its parts. */
  private static void addUp(
      List<Count> whole, List<Count> parts, Function<Count, List<Object>> key, int cells) {
    assertThat(sums(whole, key)).hasSize(cells).isEqualTo(sums(parts, key));
  }

  private static Set<LocalDate> months(String from, int count) {
    LocalDate first = LocalDate.parse(from);
    return new HashSet<>(Stream.iterate(first, m -> m.plusMonths(1)).limit(count).toList());
  }

  @Test
  void every_attendance_row_is_used_for_157_trusts_and_40_months_without_gap() {
    assertThat(fates(attendances)).isEqualTo(Map.of("used", 6095));
    assertThat(missing(attendances)).isEmpty();
    assertThat(each(attendances, Count::area)).hasSize(157);
    assertThat(each(attendances, Count::period)).isEqualTo(months("2021-04-01", 40));
    Map<String, Long> months =
        kind(attendances, "emergency_attendance").stream()
            .collect(groupingBy(Count::area, java.util.stream.Collectors.counting()));
    assertThat(months.values().stream().filter(n -> n >= 24)).hasSize(153);
    assertThat(months.values().stream().filter(n -> n == 40)).hasSize(142);
    assertThat(months)
        .containsEntry("RA4", 12L)
        .containsEntry("RBZ", 12L)
        .containsEntry("RTV", 2L)
        .containsEntry("RW6", 6L);
  }

  @Test
  void attendances_and_admissions_have_their_sums_and_zeros() {
    List<Count> attended = kind(attendances, "emergency_attendance");
    List<Count> admitted = kind(attendances, "emergency_admission");
    assertThat(sum(attended)).isEqualTo(80_022_698);
    assertThat(sum(admitted)).isEqualTo(20_649_807);
    assertThat(where(attended, c -> c.value() == 0)).hasSize(351);
    assertThat(where(admitted, c -> c.value() == 0)).hasSize(502);
    List<Count> july = where(attended, c -> c.period().equals(LocalDate.parse("2024-07-01")));
    assertThat(july).hasSize(150);
    assertThat(sum(july)).isEqualTo(2_199_593);
  }

  @Test
  void discharges_without_a_trust_are_set_aside_and_missing_ones_are_not_zeros() {
    assertThat(fates(discharges)).isEqualTo(Map.of("used", 146_150 - 215, "set_aside", 215));
    List<Count> used = where(discharges, Count::used);
    assertThat(missing(discharges)).isEqualTo(Map.of("not reported", 1461 - 215));
    assertThat(where(used, c -> !c.missing() && c.value() == 0)).hasSize(2096);
    assertThat(sum(used)).isEqualTo(12_002_603);
    assertThat(each(used, Count::area)).hasSize(121);
    LocalDate first = LocalDate.parse("2022-04-01");
    assertThat(each(used, Count::period))
        .isEqualTo(new HashSet<>(first.datesUntil(LocalDate.parse("2025-08-04")).toList()))
        .hasSize(1221);
    Map<String, Long> days =
        used.stream().collect(groupingBy(Count::area, java.util.stream.Collectors.counting()));
    days.values().removeIf(n -> n == 1221);
    assertThat(days).isEqualTo(Map.of("RAP", 1006L, "RVY", 456L, "RA4", 395L));
  }

  @Test
  void councils_and_the_unknown_one_add_up_to_scotland() {
    assertThat(fates(delays)).isEqualTo(Map.of("used", 49_980));
    assertThat(missing(delays)).isEmpty();
    List<Count> scotland = where(delays, c -> c.area().equals(SCOTLAND));
    List<Count> councils = where(delays, c -> c.level().equals("council"));
    List<Count> known = where(councils, c -> !c.area().equals("council-unknown"));
    assertThat(councils.size() - known.size()).isEqualTo(1470);
    assertThat(each(known, Count::area)).hasSize(32);
    assertThat(each(delays, Count::period)).isEqualTo(months("2016-07-01", 98));
    addUp(scotland, councils, Count::withoutArea, 1470);
    Map<List<Object>, Double> shortOf = sums(known, Count::withoutArea);
    assertThat(sums(scotland, Count::withoutArea).entrySet())
        .filteredOn(cell -> shortOf.get(cell.getKey()) < cell.getValue())
        .hasSize(491);
  }

  @Test
  void age_groups_and_reasons_of_delays_add_up_to_their_totals() {
    addUp(
        where(delays, c -> c.age().equals("all")),
        where(delays, c -> !c.age().equals("all")),
        c -> List.of(c.area(), c.category(), c.period()),
        16_660);
    addUp(
        where(delays, c -> c.category().equals("all")),
        where(delays, c -> !c.category().equals("all")),
        c -> List.of(c.area(), c.age(), c.period()),
        9_996);
    List<Count> total =
        where(
            delays,
            c -> c.area().equals(SCOTLAND) && c.age().equals("all") && c.category().equals("all"));
    assertThat(sum(total)).isEqualTo(4_484_319);
    assertThat(sum(where(total, c -> c.period().equals(LocalDate.parse("2020-04-01")))))
        .isEqualTo(20_293);
    assertThat(sum(delays)).isEqualTo(35_874_552);
  }

  @Test
  void every_layout_of_the_attendance_files_is_read() {
    List<Count> all = read("dfe_attendance");
    int[] rows = {7369, 6568, 5932};
    int[] weeks = {17, 15, 13};
    int[] weeksOfEngland = {15, 13, 12};
    int[] authorities = {152, 153, 153};
    int[] confidential = {0, 104, 40};
    double[] possible = {750_991_237, 751_870_181, 801_756_986};
    double[] missed = {57_311_221, 50_668_117, 49_991_090};
    for (int i = 0; i < AUTUMNS.size(); i++) {
      String autumn = AUTUMNS.get(i);
      List<Count> file = where(all, c -> c.file().equals("attendance_" + autumn + ".csv.gz"));
      List<Count> england = where(file, c -> c.level().equals("nation"));
      List<Count> regions = where(file, c -> c.level().equals("region"));
      List<Count> local = where(file, c -> c.level().equals("authority"));
      assertThat(fates(file)).as(autumn).isEqualTo(Map.of("used", rows[i]));
      assertThat(each(file, Count::period)).as(autumn).hasSize(weeks[i]);
      assertThat(each(england, Count::period)).as(autumn).hasSize(weeksOfEngland[i]);
      assertThat(each(local, Count::area)).as(autumn).hasSize(authorities[i]);
      assertThat(where(local, c -> c.first() && c.reason().equals("confidential")))
          .as(autumn)
          .hasSize(confidential[i]);
      List<Count> total = where(england, c -> c.category().equals("all"));
      assertThat(sum(kind(total, "possible_session"))).as(autumn).isEqualTo(possible[i]);
      assertThat(sum(kind(total, "absence_session"))).as(autumn).isEqualTo(missed[i]);
      // Four phases, two kinds of number.
      addUp(england, regions, Count::withoutArea, 2 * 4 * weeksOfEngland[i]);
    }
  }

  @Test
  void phases_of_school_add_up_to_their_total_in_england_and_the_regions() {
    List<Count> above =
        where(read("dfe_attendance"), c -> Set.of("nation", "region").contains(c.level()));
    addUp(
        where(above, c -> c.category().equals("all")),
        where(above, c -> !c.category().equals("all")),
        c -> List.of(c.kind(), c.area(), c.period()),
        2 * (15 + 13 + 12 + 135 + 116 + 108));
    assertThat(each(above, Count::category))
        .isEqualTo(Set.of("all", "Primary", "Secondary", "Special"));
  }

  @Test
  void marks_of_the_childrens_files_are_missing_values_with_their_meaning() {
    List<Count> referrals = read("dfe_referrals");
    assertThat(fates(referrals)).isEqualTo(Map.of("used", 2132));
    List<Count> local = where(referrals, c -> c.level().equals("authority"));
    assertThat(each(local, Count::area)).hasSize(161);
    assertThat(missing(local))
        .isEqualTo(Map.of("low reliability", 2, "not available", 5, "confidential", 1));
    assertThat(
            new TreeSet<>(
                each(
                    where(local, c -> c.reason().equals("low reliability")),
                    c -> c.area() + " " + c.period())))
        .containsExactly("E06000019 2023-04-01", "E10000014 2023-04-01");
  }

  @Test
  void england_in_2025_is_as_published() {
    assertThat(england2025(read("dfe_referrals"), "child_referral")).isEqualTo(632_830);
    List<Count> need = read("dfe_in_need");
    assertThat(fates(need)).isEqualTo(Map.of("used", 2132));
    assertThat(england2025(need, "child_in_need")).isEqualTo(402_400);
    List<Count> lookedAfter = read("dfe_looked_after");
    assertThat(fates(lookedAfter)).isEqualTo(Map.of("used", 1670, "left_out", 835));
    assertThat(england2025(lookedAfter, "child_looked_after")).isEqualTo(81_770);
  }

  private static double england2025(List<Count> counts, String kind) {
    List<Count> found =
        where(
            kind(counts, kind),
            c -> c.level().equals("nation") && c.period().equals(LocalDate.parse("2024-04-01")));
    assertThat(found).hasSize(1);
    return found.get(0).value();
  }
}
