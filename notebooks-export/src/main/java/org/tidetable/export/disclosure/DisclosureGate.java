package org.tidetable.export.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidetable.export.disclosure.GateDecision.Verdict;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Role;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

/**
 * Turns tables into safe tables, or refuses. One gate serves one release, so that it can refuse a
 * second breakdown of what another table counts already: the two would draw differently and could
 * be subtracted.
 */
public final class DisclosureGate {
  private final DisclosurePolicy policy;
  private final DisclosureKey key;
  private final Map<String, TreeSet<String>> breakdowns = new HashMap<>();
  private final Map<String, ProtectedCounts> cubes = new HashMap<>();
  private final List<GateDecision> decisions = new ArrayList<>();

  /** Throws {@link DisclosureRefused} when the key is not the one that the policy names. */
  public DisclosureGate(DisclosurePolicy policy, DisclosureKey key) {
    if (!policy.keyId().equals(key.id())) {
      throw new DisclosureRefused(
          "the key in use is \"" + key.id() + "\", but the policy names \"" + policy.keyId() + "\"",
          "disclosure policy " + policy.version(),
          "Another key would round the same counts differently, and averages undo rounding",
          "Use the key that the policy names, or change key_id with the data controller");
    }
    this.policy = policy;
    this.key = key;
  }

  public DisclosurePolicy policy() {
    return policy;
  }

  /** Everything decided so far, refusals included, in order. */
  public List<GateDecision> decisions() {
    return List.copyOf(decisions);
  }

  /**
   * Protects the finest counts before anything is worked out from them. Counts that are protected
   * already stay as they are. Places that come to 0 are left out, as those without a count are.
   */
  public ProtectedCounts protect(LeafCube cube) {
    oneBreakdown(cube.counted(), cube.dimensions(), "cube of " + cube.counted());
    LeafRounding rounding = new LeafRounding(policy, key);
    SortedMap<List<String>, Long> safe = new TreeMap<>(LeafCube.BY_VALUE);
    long rounded = 0;
    for (var entry : cube.counts().entrySet()) {
      Map<String, String> values = new HashMap<>();
      for (int index = 0; index < cube.dimensions().size(); index++) {
        values.put(cube.dimensions().get(index), entry.getKey().get(index));
      }
      long count = rounding.round(new LeafId(cube.counted(), values), entry.getValue());
      rounded += count == entry.getValue() ? 0 : 1;
      if (count > 0) {
        safe.put(entry.getKey(), count);
      }
    }
    GateDecision decision =
        new GateDecision(
            "cube of " + cube.counted(),
            new Source.FromEvents().inWords(),
            policy.version(),
            policy.keyId(),
            cube.counts().size(),
            rounded,
            0,
            Verdict.PROTECTED,
            "");
    decisions.add(decision);
    LeafCube roundedCube = new LeafCube(cube.counted(), cube.dimensions(), safe);
    ProtectedCounts counts = new ProtectedCounts(roundedCube, decision);
    cubes.put(cube.counted(), counts);
    return counts;
  }

  /**
   * Numbers for counts of people that may be defined anew at will. Tables made of them pass {@link
   * #check} as they are, since multiples of the base are not rounded again.
   *
   * @param earlier what has been published of the same people before
   */
  public CrowdRounding crowds(List<CrowdRounding.Published> earlier) {
    return new CrowdRounding(policy, key, earlier);
  }

  /** The column that a published table has besides its own where it lacks a number. */
  public static Optional<Column> added(Table table) {
    return Reasons.added(table);
  }

  /**
   * Makes the table fit to publish.
   *
   * @throws DisclosureRefused when it cannot be; the refusal is among {@link #decisions()}
   */
  public SafeTable check(Table table) {
    try {
      Declarations.checkNames(table);
      if (table.source() instanceof Source.OpenSource open) {
        Declarations.checkOpen(table, open);
        return passed(table, decision(table, Verdict.OPEN, 0, 0));
      }
      Declarations.checkRoles(table);
      if (table.source() instanceof Source.FromProtectedCounts derived) {
        checkDerived(table, derived);
        return passed(table, decision(table, Verdict.FROM_PROTECTED, 0, 0));
      }
      Declarations.checkWords(table);
      Breakdown breakdown = new Breakdown(table);
      for (Column column : table.columns()) {
        if (column.role() instanceof Role.Count count) {
          List<String> names = new ArrayList<>(breakdown.names());
          names.addAll(Declarations.partsOf(table, column.name()));
          oneBreakdown(count.counted(), names, "table " + table.name());
        }
      }
      Protection protection = new Protection(table, policy, key);
      Table safe = protection.protect();
      return passed(
          safe, decision(table, Verdict.PROTECTED, protection.rounded(), protection.suppressed()));
    } catch (DisclosureRefused refused) {
      decisions.add(
          new GateDecision(
              table.name(),
              table.source().inWords(),
              policy.version(),
              policy.keyId(),
              0,
              0,
              0,
              Verdict.REFUSED,
              String.valueOf(refused.getMessage())));
      throw refused;
    }
  }

  private SafeTable passed(Table table, GateDecision decision) {
    decisions.add(decision);
    return new SafeTable(Reasons.shown(table), List.of(table.source()), List.of(decision));
  }

  private GateDecision decision(Table table, Verdict verdict, long rounded, long suppressed) {
    boolean open = verdict == Verdict.OPEN;
    long numbers = table.columns().stream().filter(Column::numeric).count();
    return new GateDecision(
        table.name(),
        table.source().inWords(),
        open ? "" : policy.version(),
        open ? "" : policy.keyId(),
        numbers * table.rows().size(),
        rounded,
        suppressed,
        verdict,
        "");
  }

  private void oneBreakdown(String counted, List<String> dimensions, String where) {
    TreeSet<String> these = new TreeSet<>(dimensions);
    TreeSet<String> earlier = breakdowns.putIfAbsent(counted, these);
    if (earlier != null && !earlier.equals(these)) {
      throw new DisclosureRefused(
          "it counts "
              + counted
              + " by "
              + these
              + ", but an earlier table counts it by "
              + earlier,
          where,
          "Two breakdowns are rounded apart, and their difference tells of single people",
          "Build both tables from one protected cube that has all the dimensions");
    }
  }

  /** Every count must be a total of the cube; ratios and estimates stand on it by declaration. */
  private void checkDerived(Table table, Source.FromProtectedCounts source) {
    ProtectedCounts cube = cubes.get(source.counted());
    if (cube == null) {
      throw new DisclosureRefused(
          "no counts of " + source.counted() + " have been protected in this release",
          "table " + table.name(),
          "Only numbers worked out from protected counts may leave without further protection",
          "Protect the cube of " + source.counted() + " with this gate first");
    }
    Breakdown breakdown = new Breakdown(table);
    List<Integer> shared = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    List<Hierarchy> hierarchies = new ArrayList<>();
    for (int index = 0; index < breakdown.names().size(); index++) {
      if (cube.dimensions().contains(breakdown.names().get(index))) {
        shared.add(index);
        kept.add(breakdown.names().get(index));
        hierarchies.add(breakdown.hierarchies().get(index));
      }
    }
    Totals totals = new Totals(hierarchies);
    cube.totalsBy(kept).forEach(totals::add);
    for (Column column : table.columns()) {
      if (column.role() instanceof Role.Count) {
        List<Optional<Long>> counts = breakdown.countsOf(column);
        for (int row = 0; row < counts.size(); row++) {
          List<String> place = breakdown.placeOf(row);
          Optional<Long> expected = totals.at(shared.stream().map(place::get).toList());
          if (counts.get(row).isPresent() && !counts.get(row).equals(expected)) {
            throw notFromCube(table, column, row, source);
          }
        }
      } else if (column.role() instanceof Role.Part || column.role() instanceof Role.Ratio) {
        throw Declarations.refused(
            table,
            column,
            "a table made from protected counts has a part or a ratio",
            "The gate cannot tell whether it stands on protected counts",
            "Declare the table as counted from events, or the column as an estimate");
      }
    }
    refuseEstimatesOfPersons(table);
  }

  private static DisclosureRefused notFromCube(
      Table table, Column column, int row, Source.FromProtectedCounts source) {
    return Declarations.refused(
        table,
        column,
        "the count in row " + (row + 1) + " is not that of the protected " + source.counted(),
        "A count beside its protected version would undo the protection",
        "Take counts from the protected cube only");
  }

  private static void refuseEstimatesOfPersons(Table table) {
    for (List<Cell> row : table.rows()) {
      for (int index = 0; index < row.size(); index++) {
        if (row.get(index) instanceof Cell.Estimate) {
          throw Declarations.refused(
              table,
              table.columns().get(index),
              "an estimate counts persons behind it, in a table made from protected counts",
              "The table may hold only what stands on protected counts",
              "Give a number, or declare the table as counted from events");
        }
      }
    }
  }
}
