package org.tidetable.models.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.models.risk.TextTable;

class CopySearchTest {
  private static final List<String> HEADER =
      List.of("who", "age", "visits", "pulse", "score", "nights", "calls", "bad");

  /** A thousand people of many kinds, and copies of some of them under other ids. */
  private static List<String> told(int copies, int kinds) {
    SplittableRandom random = new SplittableRandom(8);
    List<String[]> rows = new ArrayList<>();
    for (int person = 0; person < 1000; person++) {
      String[] row = new String[HEADER.size()];
      row[0] = "p" + person;
      for (int i = 1; i < row.length - 1; i++) {
        row[i] = Integer.toString(random.nextInt(kinds));
      }
      double risk = 0.1 + 0.4 * Integer.parseInt(row[1]) / kinds;
      row[row.length - 1] = random.nextDouble() < risk ? "yes" : "no";
      rows.add(row);
    }
    for (int copy = 0; copy < copies; copy++) {
      String[] row = rows.get(copy).clone();
      row[0] = "q" + copy;
      rows.add(row);
    }
    RiskTable table =
        new RiskTable(
            TextTable.read(HEADER, rows, Set.of()),
            new RiskTable.Roles(
                "bad", "yes", Optional.of("who"), Optional.empty(), Set.of(), Map.of()));
    LeakReport report = LeakFinder.in(table, Declared.NOTHING);
    assertThat(report.clean()).isTrue();
    return report.noted();
  }

  @Test
  void copies_under_other_ids_are_told_with_their_share() {
    assertThat(told(50, 30))
        .singleElement()
        .asString()
        .startsWith("9.5 % of the rows agree with a row of another person in all 6 features")
        .contains("one person under two ids");
  }

  @Test
  void people_who_are_alike_by_chance_are_not_told() {
    assertThat(told(0, 30)).isEmpty();
    // Three kinds of everything: 729 people that one can be, so that many are alike.
    assertThat(told(50, 3)).isEmpty();
  }
}
