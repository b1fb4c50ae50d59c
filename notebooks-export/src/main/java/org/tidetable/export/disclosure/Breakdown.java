package org.tidetable.export.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Role;
import org.tidetable.export.table.Table;

/** The dimensions of a table: which rows are leaves, and which are totals of them. */
final class Breakdown {
  private final Table table;
  private final List<Integer> dimensions;
  private final List<String> names;
  private final List<Hierarchy> hierarchies;
  private final List<List<String>> places;
  private final List<Boolean> leaves;

  Breakdown(Table table) {
    this.table = table;
    this.dimensions =
        IntStream.range(0, table.columns().size())
            .filter(index -> table.columns().get(index).isDimension())
            .boxed()
            .toList();
    this.names = dimensions.stream().map(index -> table.columns().get(index).name()).toList();
    this.hierarchies =
        dimensions.stream()
            .map(index -> ((Role.Dimension) table.columns().get(index).role()).hierarchy())
            .toList();
    this.places = table.rows().stream().map(this::place).toList();
    this.leaves = leaves();
    refuseRepeatedPlaces();
  }

  /** Names of the dimensions. */
  List<String> names() {
    return names;
  }

  List<Hierarchy> hierarchies() {
    return hierarchies;
  }

  List<String> placeOf(int row) {
    return places.get(row);
  }

  boolean isLeaf(int row) {
    return leaves.get(row);
  }

  /**
   * Whether every crossing of the finest values has a row, so that a row's presence says nothing.
   */
  boolean isComplete() {
    long crossings = 1;
    for (int index = 0; index < names.size(); index++) {
      int dimension = index;
      long values =
          IntStream.range(0, places.size())
              .filter(this::isLeaf)
              .mapToObj(row -> places.get(row).get(dimension))
              .distinct()
              .count();
      crossings = Math.multiplyExact(crossings, values);
    }
    return leaves.stream().filter(leaf -> leaf).count() == crossings;
  }

  LeafId leafId(int row, String counted) {
    SortedMap<String, String> values = new TreeMap<>();
    for (int index = 0; index < dimensions.size(); index++) {
      values.put(names.get(index), places.get(row).get(index));
    }
    return new LeafId(counted, values);
  }

  /** Counts of a column by row; refuses what is not a count. */
  List<Optional<Long>> countsOf(Column column) {
    DisclosureRefused refusal =
        Declarations.refused(
            table,
            column,
            "the column is declared a count, but holds other things",
            "Only whole counts can be protected and added",
            "Give whole numbers, or missing");
    int index = table.indexOf(column.name());
    Counts counts = new Counts(refusal);
    return table.rows().stream().map(row -> row.get(index).fold(counts)).toList();
  }

  /** Totals of leaves' numbers at every place over them. */
  Totals totalsOf(List<Optional<Long>> byRow) {
    Totals totals = new Totals(hierarchies);
    for (int row = 0; row < byRow.size(); row++) {
      if (isLeaf(row)) {
        List<String> place = places.get(row);
        byRow.get(row).ifPresentOrElse(n -> totals.add(place, n), () -> totals.addMissing(place));
      }
    }
    return totals;
  }

  /** Refuses a column whose totals differ from the sum of their leaves. */
  void refuseUnlessItAdds(Column column, List<Optional<Long>> byRow) {
    Totals totals = totalsOf(byRow);
    for (int row = 0; row < byRow.size(); row++) {
      if (!isLeaf(row) && !totals.at(places.get(row)).equals(byRow.get(row))) {
        throw Declarations.refused(
            table,
            column,
            "the total in row " + (row + 1) + " is not the sum of its finest rows",
            "A total that holds more than its parts would give the difference away",
            "Add the missing rows, or build the table from its finest breakdown");
      }
    }
  }

  private List<String> place(List<Cell> row) {
    return dimensions.stream().map(index -> row.get(index).fold(Plain.TEXT)).toList();
  }

  private List<Boolean> leaves() {
    List<Set<String>> totals = new ArrayList<>();
    for (int index = 0; index < dimensions.size(); index++) {
      Set<String> over = new HashSet<>();
      for (List<String> place : places) {
        List<String> upwards = Totals.upwards(hierarchies.get(index), place.get(index));
        over.addAll(upwards.subList(1, upwards.size()));
      }
      totals.add(over);
    }
    return places.stream()
        .map(
            place ->
                IntStream.range(0, place.size())
                    .noneMatch(index -> totals.get(index).contains(place.get(index))))
        .toList();
  }

  private void refuseRepeatedPlaces() {
    Set<List<String>> seen = new HashSet<>();
    for (int row = 0; row < places.size(); row++) {
      if (!seen.add(places.get(row))) {
        throw new DisclosureRefused(
            "row " + (row + 1) + " repeats the dimensions of an earlier row",
            "table " + table.name(),
            "Two numbers for one place could be subtracted",
            "Add the two rows, or declare the column that tells them apart as a dimension");
      }
    }
  }
}
