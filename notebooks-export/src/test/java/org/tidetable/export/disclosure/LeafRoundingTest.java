package org.tidetable.export.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

class LeafRoundingTest {
  private static final int BASE = 8;
  private static final List<String> AGES = List.of("0-17", "18-64", "65+");
  private static final List<String> SEXES = List.of("female", "male");
  private static final Map<String, String> REGION_OF =
      Map.of("A", "north", "B", "north", "C", "north", "D", "south", "E", "south");

  private static final List<Column> COLUMNS =
      List.of(
          Column.dimension(
              "area_code",
              "Area",
              Column.Type.STRING,
              new Hierarchy("england", REGION_OF),
              "Council, region or country"),
          Column.dimension(
              "age_group", "Age", Column.Type.STRING, Hierarchy.total("all"), "Age in years"),
          Column.dimension("sex", "Sex", Column.Type.STRING, Hierarchy.total("both"), "Sex"),
          Column.count("people", "People", "people", "people", "People in the cohort"));

  private static DisclosureGate gate() {
    return gate(DisclosurePolicy.standard("2026-01", DisclosureKey.DEMO_ONLY));
  }

  private static DisclosureGate gate(DisclosurePolicy policy) {
    return new DisclosureGate(policy, DisclosureKey.demoOnly());
  }

  /** Every crossing of area, age and sex with all totals, in a random order. */
  private static Table cube(Random random) {
    Map<List<String>, Long> counts = new TreeMap<>(LeafCube.BY_VALUE);
    for (String area : REGION_OF.keySet().stream().sorted().toList()) {
      for (String age : AGES) {
        for (String sex : SEXES) {
          long count = random.nextInt(4) == 0 ? random.nextInt(200) : random.nextInt(10);
          for (String place : List.of(area, REGION_OF.get(area), "england")) {
            for (String group : List.of(age, "all")) {
              for (String either : List.of(sex, "both")) {
                counts.merge(List.of(place, group, either), count, Long::sum);
              }
            }
          }
        }
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    counts.forEach((place, count) -> rows.add(row(place, count)));
    Collections.shuffle(rows, random);
    return new Table("cohort", "Cohort", "People", new Source.FromEvents(), COLUMNS, rows);
  }

  private static List<Cell> row(List<String> place, long count) {
    return List.of(
        Cell.text(place.get(0)),
        Cell.text(place.get(1)),
        Cell.text(place.get(2)),
        Cell.count(count));
  }

  private static Map<String, Long> read(Table table) {
    Map<String, Long> counts = new TreeMap<>();
    for (List<Cell> row : table.rows()) {
      String place =
          ((Cell.Text) row.get(0)).value()
              + "/"
              + ((Cell.Text) row.get(1)).value()
              + "/"
              + ((Cell.Text) row.get(2)).value();
      counts.put(place, ((Cell.Count) row.get(3)).value());
    }
    return counts;
  }

  @Test
  void every_published_count_is_a_multiple_of_the_base_and_so_never_1_to_7() {
    for (long seed = 0; seed < 30; seed++) {
      Map<String, Long> safe = read(gate().check(cube(new Random(seed))).table());
      assertThat(safe).as("seed " + seed).hasSize(6 * 4 * 3 + 2 * 4 * 3);
      assertThat(safe.values()).as("seed " + seed).allMatch(count -> count % BASE == 0);
    }
  }

  @Test
  void every_total_of_three_crossed_hierarchies_is_the_sum_of_its_published_leaves() {
    for (long seed = 0; seed < 30; seed++) {
      Map<String, Long> safe = read(gate().check(cube(new Random(seed))).table());
      for (Map.Entry<String, List<String>> total : sumsByHand().entrySet()) {
        long sum = total.getValue().stream().mapToLong(safe::get).sum();
        assertThat(safe.get(total.getKey())).as("%s, seed %s", total.getKey(), seed).isEqualTo(sum);
      }
    }
  }

  @Test
  void a_leaf_draws_the_same_whatever_the_order_of_rows() {
    for (long seed = 0; seed < 10; seed++) {
      Table table = cube(new Random(seed));
      List<List<Cell>> reversed = new ArrayList<>(table.rows());
      Collections.reverse(reversed);
      assertThat(read(gate().check(table.with(COLUMNS, reversed)).table()))
          .as("seed " + seed)
          .isEqualTo(read(gate().check(table).table()));
    }
  }

  @Test
  void a_count_in_a_cube_and_the_same_count_in_a_table_are_published_alike() {
    Table table = cube(new Random(3));
    TreeMap<List<String>, Long> leaves = new TreeMap<>(LeafCube.BY_VALUE);
    read(table)
        .forEach(
            (place, count) -> {
              List<String> words = List.of(place.split("/", -1));
              if (REGION_OF.containsKey(words.get(0))
                  && AGES.contains(words.get(1))
                  && SEXES.contains(words.get(2))) {
                leaves.put(List.of(words.get(2), words.get(0), words.get(1)), count);
              }
            });
    DisclosureGate gate = gate();
    ProtectedCounts counts =
        gate.protect(new LeafCube("people", List.of("sex", "area_code", "age_group"), leaves));
    Map<String, Long> safe = read(gate.check(table).table());
    counts
        .totalsBy(List.of("area_code", "age_group"))
        .forEach(
            (place, count) ->
                assertThat(safe.get(place.get(0) + "/" + place.get(1) + "/both")).isEqualTo(count));
  }

  @Test
  void protecting_protected_counts_changes_nothing() {
    for (long seed = 0; seed < 10; seed++) {
      Table once = gate().check(cube(new Random(seed))).table();
      assertThat(gate().check(once).table()).as("seed " + seed).isEqualTo(once);
    }
  }

  @Test
  void errors_stay_below_the_base_and_cancel_over_many_leaves() {
    LeafRounding rounding =
        new LeafRounding(
            DisclosurePolicy.standard("v", DisclosureKey.DEMO_ONLY), DisclosureKey.demoOnly());
    long error = 0;
    int leaves = 40_000;
    for (int leaf = 0; leaf < leaves; leaf++) {
      long count = leaf % 29;
      long safe = rounding.round(new LeafId("people", Map.of("leaf", "" + leaf)), count);
      assertThat(Math.abs(safe - count)).isLessThan(BASE);
      error += safe - count;
    }
    // A draw's variance is at most (base / 2)^2: the mean error's standard error is 0.02.
    assertThat((double) error / leaves).isBetween(-0.06, 0.06);
  }

  @Test
  void the_mean_of_each_remainder_is_kept_and_not_only_their_mean() {
    LeafRounding rounding =
        new LeafRounding(
            DisclosurePolicy.standard("v", DisclosureKey.DEMO_ONLY), DisclosureKey.demoOnly());
    for (long count = 1; count < BASE; count++) {
      double sum = 0;
      for (int leaf = 0; leaf < 8_000; leaf++) {
        sum += rounding.round(new LeafId("people", Map.of("leaf", "" + leaf)), count);
      }
      assertThat(sum / 8_000).as("count " + count).isBetween(count - 0.2, count + 0.2);
    }
  }

  @Test
  void another_population_version_draws_anew() {
    Table table = cube(new Random(5));
    DisclosurePolicy next = DisclosurePolicy.standard("2026-02", DisclosureKey.DEMO_ONLY);
    assertThat(read(gate(next).check(table).table()))
        .isNotEqualTo(read(gate().check(table).table()));
  }

  @Test
  void small_only_moves_nothing_but_1_to_7() {
    DisclosurePolicy policy =
        new DisclosurePolicy(
            "small", DisclosurePolicy.Mode.SMALL_ONLY, BASE, 10, "v", DisclosureKey.DEMO_ONLY);
    LeafRounding rounding = new LeafRounding(policy, DisclosureKey.demoOnly());
    for (long count = 0; count < 40; count++) {
      long safe = rounding.round(new LeafId("people", Map.of()), count);
      if (count == 0 || count >= BASE) {
        assertThat(safe).isEqualTo(count);
      } else {
        assertThat(safe).isIn(0L, (long) BASE);
      }
    }
  }

  @Test
  void an_attacker_finds_nothing_narrower_than_the_policy() {
    for (long seed = 0; seed < 20; seed++) {
      Map<String, Long> safe = read(gate().check(cube(new Random(seed))).table());
      Map<String, Long> widths = attack(safe, leaves -> leaves * (BASE - 1));
      safe.forEach(
          (place, count) ->
              assertThat(widths.get(place))
                  .as("%s", place)
                  .isGreaterThanOrEqualTo(count == 0 ? BASE : 2 * BASE - 1));
    }
  }

  @Test
  void the_same_attacker_does_find_counts_where_only_small_ones_are_starred() {
    long starred = 0;
    long recovered = 0;
    for (long seed = 0; seed < 5; seed++) {
      Map<String, Long> exact = read(cube(new Random(seed)));
      Attacker attacker = new Attacker();
      exact.forEach(
          (place, count) -> {
            boolean star = count > 0 && count < BASE;
            attacker.knows(place, star ? 1 : count, star ? BASE - 1 : count);
          });
      Map<String, Long> widths = attack(attacker, exact);
      for (Map.Entry<String, Long> cell : exact.entrySet()) {
        boolean star = cell.getValue() > 0 && cell.getValue() < BASE;
        starred += star ? 1 : 0;
        recovered += star && widths.get(cell.getKey()) == 1 ? 1 : 0;
      }
    }
    assertThat((double) recovered / starred).isGreaterThan(0.2);
  }

  private static Map<String, Long> attack(Map<String, Long> published, LongUnaryOperator error) {
    Attacker attacker = new Attacker();
    Map<String, List<String>> sums = sumsByHand();
    published.forEach(
        (place, count) -> {
          long most = error.applyAsLong(sums.getOrDefault(place, List.of(place)).size());
          attacker.knows(place, count - most, count + most);
        });
    return attack(attacker, published);
  }

  private static Map<String, Long> attack(Attacker attacker, Map<String, Long> published) {
    sumsByHand().forEach(attacker::addsUp);
    // Partial sums over one dimension at a time are what crossed tables add to an attack.
    for (String place : published.keySet()) {
      String[] words = place.split("/", -1);
      if (words[1].equals("all")) {
        attacker.addsUp(
            place, AGES.stream().map(age -> words[0] + "/" + age + "/" + words[2]).toList());
      }
      if (words[2].equals("both")) {
        attacker.addsUp(
            place, SEXES.stream().map(sex -> words[0] + "/" + words[1] + "/" + sex).toList());
      }
    }
    return attacker.widths();
  }

  /** Every total with its finest cells, spelled out without the hierarchy of the product. */
  private static Map<String, List<String>> sumsByHand() {
    Map<String, List<String>> areas = new TreeMap<>();
    areas.put("england", List.of("A", "B", "C", "D", "E"));
    areas.put("north", List.of("A", "B", "C"));
    areas.put("south", List.of("D", "E"));
    REGION_OF.keySet().forEach(area -> areas.put(area, List.of(area)));
    Map<String, List<String>> ages = new TreeMap<>();
    ages.put("all", AGES);
    AGES.forEach(age -> ages.put(age, List.of(age)));
    Map<String, List<String>> sexes = new TreeMap<>();
    sexes.put("both", SEXES);
    SEXES.forEach(sex -> sexes.put(sex, List.of(sex)));
    Map<String, List<String>> sums = new TreeMap<>();
    areas.forEach(
        (area, below) ->
            ages.forEach(
                (age, younger) ->
                    sexes.forEach(
                        (sex, each) -> {
                          List<String> leaves = new ArrayList<>();
                          for (String place : below) {
                            for (String group : younger) {
                              each.forEach(s -> leaves.add(place + "/" + group + "/" + s));
                            }
                          }
                          if (leaves.size() > 1) {
                            sums.put(area + "/" + age + "/" + sex, leaves);
                          }
                        })));
    return sums;
  }
}
