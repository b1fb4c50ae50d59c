package org.tidetable.export.disclosure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Role;
import org.tidetable.export.table.Table;

/**
 * Protects one table made from events: leaves rounded, totals added again, ratios worked out. Rows
 * of nothing but 0 stay only where every crossing has a row; elsewhere an absent row means 0.
 */
final class Protection {
  private static final String WITHHELD = "withheld";
  private static final String NOT_KNOWN = "not known";

  private final Table table;
  private final DisclosurePolicy policy;
  private final LeafRounding rounding;
  private final Breakdown breakdown;
  private final Map<String, List<Optional<Long>>> safeCounts = new LinkedHashMap<>();
  private long rounded;
  private long suppressed;

  Protection(Table table, DisclosurePolicy policy, DisclosureKey key) {
    this.table = table;
    this.policy = policy;
    this.rounding = new LeafRounding(policy, key);
    this.breakdown = new Breakdown(table);
  }

  Table protect() {
    refuseTwoPartsOfOneWhole();
    for (Column column : table.columns()) {
      if (column.role() instanceof Role.Part part) {
        protectPartAndWhole(column, table.columns().get(table.indexOf(part.whole())));
      }
    }
    for (Column column : table.columns()) {
      if (column.role() instanceof Role.Count count && !safeCounts.containsKey(column.name())) {
        List<Optional<Long>> raw = checked(column);
        keep(column, raw, addedUp(raw, count.counted()));
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    boolean complete = breakdown.isComplete();
    for (int row = 0; row < table.rows().size(); row++) {
      if (complete || !isAllZero(row)) {
        rows.add(safeRow(row));
      }
    }
    return table.with(table.columns(), rows);
  }

  long rounded() {
    return rounded;
  }

  long suppressed() {
    return suppressed;
  }

  /**
   * The part and the rest are two leaves; the whole is their sum, so no part exceeds it. A part
   * that is not known counts among the rest, and stays unknown.
   */
  private void protectPartAndWhole(Column part, Column whole) {
    String counted = ((Role.Count) whole.role()).counted();
    List<Optional<Long>> parts = checked(part);
    List<Optional<Long>> wholes = checked(whole);
    List<Optional<Long>> known = new ArrayList<>();
    List<Optional<Long>> rest = new ArrayList<>();
    for (int row = 0; row < parts.size(); row++) {
      long members = parts.get(row).orElse(0L);
      if ((wholes.get(row).isEmpty() && parts.get(row).isPresent())
          || members > wholes.get(row).orElse(0L)) {
        throw Declarations.refused(
            table,
            part,
            "the part in row " + (row + 1) + " is not within its whole",
            "A part and its whole are protected together",
            "Give the whole of every part, and let the whole include the part");
      }
      known.add(wholes.get(row).map(all -> members));
      rest.add(wholes.get(row).map(all -> all - members));
    }
    List<Optional<Long>> safeParts = addedUp(known, counted + " in " + part.name());
    List<Optional<Long>> safeRest = addedUp(rest, counted + " not in " + part.name());
    List<Optional<Long>> shownParts = new ArrayList<>();
    List<Optional<Long>> safeWholes = new ArrayList<>();
    for (int row = 0; row < safeParts.size(); row++) {
      long others = safeRest.get(row).orElse(0L);
      safeWholes.add(safeParts.get(row).map(members -> members + others));
      shownParts.add(parts.get(row).isEmpty() ? Optional.empty() : safeParts.get(row));
    }
    keep(part, parts, shownParts);
    keep(whole, wholes, safeWholes);
  }

  private List<Optional<Long>> checked(Column column) {
    List<Optional<Long>> raw = breakdown.countsOf(column);
    breakdown.refuseUnlessItAdds(column, raw);
    return raw;
  }

  private List<Optional<Long>> addedUp(List<Optional<Long>> raw, String counted) {
    List<Optional<Long>> leaves = new ArrayList<>(raw);
    for (int row = 0; row < raw.size(); row++) {
      if (breakdown.isLeaf(row)) {
        LeafId leaf = breakdown.leafId(row, counted);
        leaves.set(row, raw.get(row).map(count -> rounding.round(leaf, count)));
      }
    }
    Totals totals = breakdown.totalsOf(leaves);
    List<Optional<Long>> all = new ArrayList<>();
    for (int row = 0; row < raw.size(); row++) {
      all.add(breakdown.isLeaf(row) ? leaves.get(row) : totals.at(breakdown.placeOf(row)));
    }
    return all;
  }

  private void keep(Column column, List<Optional<Long>> raw, List<Optional<Long>> safe) {
    safeCounts.put(column.name(), safe);
    for (int row = 0; row < raw.size(); row++) {
      if (!raw.get(row).equals(safe.get(row))) {
        rounded++;
      }
    }
  }

  /** In a table without empty places, a row of 0 would say that somebody is there. */
  private boolean isAllZero(int row) {
    List<Long> known =
        safeCounts.values().stream().flatMap(counts -> counts.get(row).stream()).toList();
    return !known.isEmpty() && known.stream().allMatch(count -> count == 0);
  }

  private List<Cell> safeRow(int row) {
    List<Cell> cells = new ArrayList<>();
    for (int index = 0; index < table.columns().size(); index++) {
      Column column = table.columns().get(index);
      Cell given = table.rows().get(row).get(index);
      Role role = column.role();
      if (safeCounts.containsKey(column.name())) {
        cells.add(safeCounts.get(column.name()).get(row).map(Cell::count).orElse(given));
      } else if (role instanceof Role.Ratio ratio) {
        cells.add(ratioOf(ratio, row));
      } else if (role instanceof Role.Estimate) {
        cells.add(estimate(column, given));
      } else {
        cells.add(given);
      }
    }
    return cells;
  }

  private Cell ratioOf(Role.Ratio ratio, int row) {
    Optional<Long> numerator = Objects.requireNonNull(safeCounts.get(ratio.numerator())).get(row);
    Optional<Long> denominator =
        Objects.requireNonNull(safeCounts.get(ratio.denominator())).get(row);
    if (numerator.isEmpty() || denominator.isEmpty()) {
      String lacking = numerator.isEmpty() ? ratio.numerator() : ratio.denominator();
      Cell count = table.rows().get(row).get(table.indexOf(lacking));
      return count instanceof Cell.Missing missing && !missing.reason().isEmpty()
          ? count
          : Cell.missing(NOT_KNOWN);
    }
    return denominator.get() == 0
        ? Cell.missing("nobody to divide by")
        : Cell.number(ratio.per() * numerator.get() / denominator.get());
  }

  private Cell estimate(Column column, Cell given) {
    if (given instanceof Cell.Estimate estimate && estimate.basis() < policy.minimumBasis()) {
      suppressed++;
      return Cell.suppressed(WITHHELD);
    }
    if (given instanceof Cell.Number || given instanceof Cell.Count) {
      throw Declarations.refused(
          table,
          column,
          "an estimate does not say how many persons are behind it",
          "A number made from few persons tells of them",
          "Give the number of persons behind each estimate, or declare the column a count");
    }
    return given instanceof Cell.Estimate estimate
        ? Cell.estimate(shortened(estimate.value()), estimate.basis())
        : given;
  }

  /** Three significant digits: a longer fraction would give away the whole numbers behind it. */
  private static double shortened(double value) {
    return new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN)).doubleValue();
  }

  private void refuseTwoPartsOfOneWhole() {
    List<String> wholes = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column.role() instanceof Role.Part part) {
        if (wholes.contains(part.whole())) {
          throw Declarations.refused(
              table,
              column,
              "two columns are parts of " + part.whole(),
              "Overlapping parts could be subtracted from each other",
              "Make the parts rows: declare a dimension whose values are the parts");
        }
        wholes.add(part.whole());
      }
    }
  }
}
