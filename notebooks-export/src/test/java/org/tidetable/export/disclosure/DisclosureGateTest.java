package org.tidetable.export.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tidetable.export.disclosure.GateDecision.Verdict;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Role;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

class DisclosureGateTest {
  private static final Source EVENTS = new Source.FromEvents();
  private static final Source OPEN =
      new Source.OpenSource("NHS England", "OGL v3.0", "https://www.england.nhs.uk/statistics");
  private static final Column AREA =
      Column.dimension("area_code", "Area", Column.Type.STRING, Hierarchy.total("all"), "Area");
  private static final Column PEOPLE = Column.count("people", "People", "people", "", "People");
  private static final Column MEMBERS = Column.part("members", "At risk", "people", "", "At risk");
  private static final Column SHARE =
      Column.percentage("share", "Share", "members", "people", "Members of people");

  private final DisclosureGate gate =
      new DisclosureGate(
          DisclosurePolicy.standard("v1", DisclosureKey.DEMO_ONLY), DisclosureKey.demoOnly());

  private static Table table(Source source, List<Column> columns, List<List<Cell>> rows) {
    return new Table("summary", "Summary", "A little table", source, columns, rows);
  }

  private static Table people(Source source, long a, long b, long all) {
    return table(
        source,
        List.of(AREA, PEOPLE),
        List.of(
            List.of(Cell.text("A"), Cell.count(a)),
            List.of(Cell.text("B"), Cell.count(b)),
            List.of(Cell.text("all"), Cell.count(all))));
  }

  @Test
  void published_numbers_pass_unchanged_and_are_marked_open() {
    Table given = people(OPEN, 3, 4, 7);
    SafeTable safe = gate.check(given);
    assertThat(safe.table()).isEqualTo(given);
    assertThat(safe.decisions()).extracting(GateDecision::verdict).containsExactly(Verdict.OPEN);
  }

  @Test
  void a_source_is_not_open_without_publisher_licence_and_address() {
    assertThatThrownBy(
            () -> gate.check(people(new Source.OpenSource("NHS England", " ", "x"), 3, 4, 7)))
        .isInstanceOf(DisclosureRefused.class)
        .hasMessageContaining("Declare published_by, licence and address");
    assertThat(gate.decisions()).extracting(GateDecision::verdict).containsExactly(Verdict.REFUSED);
  }

  @Test
  void a_total_that_hides_a_part_is_refused_and_no_count_is_told() {
    assertThatThrownBy(() -> gate.check(people(EVENTS, 311, 422, 736)))
        .isInstanceOf(DisclosureRefused.class)
        .hasMessageContaining("row 3 is not the sum")
        .hasMessageNotContaining("736")
        .hasMessageNotContaining("311");
  }

  @Test
  void a_number_without_a_role_is_refused() {
    Column bare =
        new Column("visits", "Visits", Column.Type.LONG, new Role.Text(), "Visits", "", false);
    Table given =
        table(EVENTS, List.of(AREA, bare), List.of(List.of(Cell.text("A"), Cell.count(3))));
    assertThatThrownBy(() -> gate.check(given))
        .isInstanceOf(DisclosureRefused.class)
        .hasMessageContaining("declares no role");
  }

  @Test
  void a_column_named_like_a_person_is_refused_from_every_source() {
    for (String name : List.of("person_id", "pseudonym", "nhs_number", "pupil_key", "upn", "id")) {
      for (Source source : List.of(OPEN, EVENTS)) {
        Column column = Column.text(name, "Who", "Who");
        Table given = table(source, List.of(column), List.of(List.of(Cell.text("x"))));
        assertThatThrownBy(() -> gate.check(given)).as(name).isInstanceOf(DisclosureRefused.class);
      }
    }
    for (String name : List.of("series_id", "provider_code", "people", "period_start", "run_id")) {
      Column column = Column.text(name, "What", "What");
      gate.check(table(OPEN, List.of(column), List.of(List.of(Cell.text("x")))));
    }
  }

  @Test
  void an_estimate_of_few_persons_is_withheld_and_the_reason_stands_beside_it() {
    Column wait = Column.estimate("mean_wait", "Mean wait", "days", "Mean wait");
    Table given =
        table(
            EVENTS,
            List.of(AREA, wait),
            List.of(
                List.of(Cell.text("A"), Cell.estimate(11.5, 9)),
                List.of(Cell.text("B"), Cell.estimate(12.5, 10))));
    SafeTable safe = gate.check(given);
    assertThat(safe.table().rows())
        .containsExactly(
            List.of(Cell.text("A"), Cell.suppressed("withheld"), Cell.text("withheld")),
            List.of(Cell.text("B"), Cell.estimate(12.5, 10), Cell.BLANK));
    assertThat(safe.decisions().get(0).suppressed()).isEqualTo(1);
  }

  @Test
  void an_estimate_from_events_that_does_not_say_its_basis_is_refused() {
    Column wait = Column.estimate("mean_wait", "Mean wait", "days", "Mean wait");
    Table given =
        table(EVENTS, List.of(AREA, wait), List.of(List.of(Cell.text("A"), Cell.number(11.5))));
    assertThatThrownBy(() -> gate.check(given)).isInstanceOf(DisclosureRefused.class);
  }

  @Test
  void a_ratio_is_that_of_the_published_counts_and_never_above_one() {
    for (long members = 0; members < 40; members++) {
      DisclosureGate fresh = new DisclosureGate(gate.policy(), DisclosureKey.demoOnly());
      List<List<Cell>> rows = new ArrayList<>();
      for (long others = 0; others < 40; others++) {
        rows.add(
            List.of(
                Cell.text("area " + others),
                Cell.count(members + others),
                Cell.count(members),
                Cell.number(12.345)));
      }
      Table safe = fresh.check(table(EVENTS, List.of(AREA, PEOPLE, MEMBERS, SHARE), rows)).table();
      for (List<Cell> row : safe.rows()) {
        long whole = ((Cell.Count) row.get(1)).value();
        long part = ((Cell.Count) row.get(2)).value();
        assertThat(part).isLessThanOrEqualTo(whole);
        assertThat(row.get(3))
            .isEqualTo(
                whole == 0
                    ? Cell.missing("nobody to divide by")
                    : Cell.number(100.0 * part / whole));
      }
    }
  }

  @Test
  void a_part_that_is_not_known_stays_blank_and_its_whole_is_protected() {
    Cell none = Cell.missing("no list is made");
    List<List<Cell>> rows = new ArrayList<>();
    for (int area = 0; area < 20; area++) {
      rows.add(List.of(Cell.text("area " + area), Cell.count(area), none, Cell.number(1)));
    }
    Table safe = gate.check(table(EVENTS, List.of(AREA, PEOPLE, MEMBERS, SHARE), rows)).table();
    assertThat(safe.rows())
        .allSatisfy(
            row -> {
              assertThat(((Cell.Count) row.get(1)).value() % 8).isZero();
              assertThat(row.get(2)).isEqualTo(none);
              assertThat(row.get(3)).isEqualTo(none);
              assertThat(row.get(4)).isEqualTo(Cell.text("members: no list is made"));
            });
  }

  @Test
  void a_status_of_the_tables_own_keeps_the_plain_reason() {
    Column status = Column.text("status", "Status", "Why nobody can be listed");
    Cell none = Cell.missing("no list is made");
    List<List<Cell>> rows =
        List.of(
            List.of(Cell.text("A"), Cell.count(31), none, Cell.number(1), Cell.BLANK),
            List.of(Cell.text("B"), Cell.count(32), none, Cell.number(1), Cell.text("withdrawn")));
    Table safe =
        gate.check(table(EVENTS, List.of(AREA, PEOPLE, MEMBERS, SHARE, status), rows)).table();
    assertThat(safe.rows())
        .extracting(row -> row.get(4))
        .containsExactly(Cell.text("no list is made"), Cell.text("withdrawn"));
  }

  @Test
  void a_share_whose_reason_is_not_that_of_its_counts_tells_its_own() {
    Cell undefined = Cell.missing("not defined");
    Cell unknown = Cell.missing("not known");
    Column odds = Column.estimate("odds", "Odds", "", "Odds");
    Table given =
        table(
            OPEN,
            List.of(AREA, PEOPLE, MEMBERS, SHARE, odds),
            List.of(
                List.of(Cell.text("A"), Cell.count(31), Cell.count(0), undefined, unknown),
                List.of(Cell.text("B"), Cell.count(31), unknown, unknown, Cell.number(1.5))));
    assertThat(gate.check(given).table().rows())
        .extracting(row -> row.get(5))
        .containsExactly(
            Cell.text("share: not defined; odds: not known"), Cell.text("members: not known"));
  }

  @Test
  void a_second_breakdown_of_the_same_people_is_refused() {
    gate.check(people(EVENTS, 311, 422, 733));
    Column sex = Column.dimension("sex", "Sex", Column.Type.STRING, "Sex");
    Table other =
        table(EVENTS, List.of(sex, PEOPLE), List.of(List.of(Cell.text("male"), Cell.count(733))));
    assertThatThrownBy(() -> gate.check(other))
        .isInstanceOf(DisclosureRefused.class)
        .hasMessageContaining("one protected cube");
  }

  @Test
  void a_missing_leaf_leaves_its_total_missing() {
    Table given =
        table(
            EVENTS,
            List.of(AREA, PEOPLE),
            List.of(
                List.of(Cell.text("A"), Cell.count(20)),
                List.of(Cell.text("B"), Cell.missing("closed")),
                List.of(Cell.text("all"), Cell.count(20))));
    assertThatThrownBy(() -> gate.check(given)).hasMessageContaining("row 3");
  }

  @Test
  void a_table_from_protected_counts_may_show_those_counts_only() {
    TreeMap<List<String>, Long> leaves = new TreeMap<>(LeafCube.BY_VALUE);
    leaves.put(List.of("A"), 311L);
    leaves.put(List.of("B"), 425L);
    ProtectedCounts safe = gate.protect(new LeafCube("people", List.of("area_code"), leaves));
    long a = safe.counts().get(List.of("A"));
    long b = safe.counts().get(List.of("B"));
    Source derived = new Source.FromProtectedCounts("people");
    assertThat(gate.check(people(derived, a, b, a + b)).decisions().get(0).verdict())
        .isEqualTo(Verdict.FROM_PROTECTED);
    assertThatThrownBy(() -> gate.check(people(derived, 311, b, 311 + b)))
        .isInstanceOf(DisclosureRefused.class)
        .hasMessageContaining("row 1 is not that of the protected people");
  }

  @Test
  void open_and_protected_rows_can_stand_in_one_table() {
    SafeTable open = gate.check(people(OPEN, 3, 4, 7));
    Table events =
        table(EVENTS, List.of(AREA, PEOPLE), List.of(List.of(Cell.text("C"), Cell.count(35))));
    SafeTable both = open.union(gate.check(events));
    assertThat(both.table().rows()).hasSize(4);
    assertThat(both.decisions())
        .extracting(GateDecision::verdict)
        .containsExactly(Verdict.OPEN, Verdict.PROTECTED);
    assertThat(both.where("area_code", "A").table().rows()).hasSize(1);
  }

  @Test
  void a_table_that_lacks_a_number_can_stand_with_one_that_lacks_none() {
    SafeTable whole = gate.check(people(OPEN, 3, 4, 7));
    List<List<Cell>> rows = List.of(List.of(Cell.text("C"), Cell.missing("closed")));
    SafeTable lacking = gate.check(table(OPEN, List.of(AREA, PEOPLE), rows));
    for (SafeTable both : List.of(whole.union(lacking), lacking.union(whole))) {
      assertThat(both.where("status", "closed").table().rows()).hasSize(1);
      assertThat(both.where("status", "").table().rows()).hasSize(3);
    }
  }

  @Test
  void a_row_that_lacks_some_numbers_names_their_columns() {
    Column odds = Column.estimate("odds", "Odds", "", "Odds");
    Column upper = Column.estimate("upper_95", "Upper", "", "Upper");
    Cell few = Cell.missing("too few people");
    Cell undefined = Cell.missing("not defined");
    List<List<Cell>> rows =
        List.of(
            List.of(Cell.text("A"), Cell.count(31), undefined, undefined),
            List.of(Cell.text("B"), Cell.count(32), undefined, few),
            List.of(Cell.text("C"), few, few, few),
            List.of(Cell.text("D"), Cell.count(33), Cell.number(1.5), Cell.missing("")));
    Table given = table(OPEN, List.of(AREA, PEOPLE, odds, upper), rows);
    Table shown = gate.check(given).table();
    assertThat(DisclosureGate.added(given)).hasValue(shown.columns().get(4));
    assertThat(shown.rows())
        .extracting(row -> row.get(4))
        .containsExactly(
            Cell.text("odds, upper_95: not defined"),
            Cell.text("odds: not defined; upper_95: too few people"),
            Cell.text("too few people"),
            Cell.BLANK);
    assertThat(DisclosureGate.added(shown)).isEmpty();
  }

  @Test
  void a_row_of_nobody_says_nothing_when_only_some_places_have_rows() {
    Column sex = Column.dimension("sex", "Sex", Column.Type.STRING, "Sex");
    List<List<Cell>> rows = new ArrayList<>();
    for (int area = 0; area < 200; area++) {
      String place = "area " + area;
      rows.add(List.of(Cell.text(place), Cell.text("female"), Cell.count(1)));
    }
    rows.add(List.of(Cell.text("area 0"), Cell.text("male"), Cell.count(80)));
    List<List<Cell>> published =
        gate.check(table(EVENTS, List.of(AREA, sex, PEOPLE), rows)).table().rows();
    assertThat(published).hasSizeBetween(2, 100);
    assertThat(published).noneMatch(row -> row.get(2).equals(Cell.count(0)));
  }

  @Test
  void a_number_written_as_text_is_refused() {
    for (String number : List.of("3", "< 5", "12.5%", "1,204")) {
      Table given =
          table(
              EVENTS,
              List.of(AREA, Column.text("note", "Note", "Note")),
              List.of(List.of(Cell.text("A"), Cell.text(number))));
      assertThatThrownBy(() -> gate.check(given)).as(number).isInstanceOf(DisclosureRefused.class);
    }
  }
}
