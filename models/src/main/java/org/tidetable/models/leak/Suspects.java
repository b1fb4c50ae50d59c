package org.tidetable.models.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.models.risk.TextTable;

/**
 * The rows in which leaks are looked for.
 *
 * @param names the columns that may be features
 * @param column makes one of them; made when asked for, as all at once would be large
 * @param persons who each row is about; empty when nobody said
 * @param personsNamed whether the validation keeps the rows of a person together
 * @param index by row its index date or day; empty when there is none
 * @param leftOut columns that are no features, with the reason
 * @param matrix all features as numbers, for what one column alone cannot show
 */
record Suspects(
    List<String> names,
    IntFunction<SuspectColumn> column,
    boolean[] outcomes,
    String[] persons,
    boolean personsNamed,
    Optional<SuspectColumn> index,
    Map<String, String> leftOut,
    Supplier<FeatureMatrix> matrix) {

  private static final Set<String> SAID = Set.of("the outcome", "the person", "dropped by request");

  /** A table of texts with its roles, as {@code risk} reads it. */
  static Suspects of(RiskTable table, Declared declared) {
    TextTable texts = table.table();
    int[] rows = table.tableRows();
    Map<String, String> leftOut = table.encoding().leftOut();
    List<String> names =
        texts.header().stream()
            .filter(name -> !SAID.contains(leftOut.getOrDefault(name, "")))
            .filter(name -> !leftOut.getOrDefault(name, "").equals("the time"))
            .filter(name -> !declared.known().containsValue(name))
            .filter(name -> declared.index().filter(name::equals).isEmpty())
            .toList();
    return new Suspects(
        names,
        i -> column(texts, rows, names.get(i)),
        table.outcomes(),
        table.persons(),
        table.roles().personColumn().isPresent(),
        declared.index().or(table.roles()::timeColumn).map(name -> column(texts, rows, name)),
        new TreeMap<>(leftOut),
        () -> table.encoding().encode(texts, rows));
  }

  /** Numbers that a run worked out of events; persons are known, and every date is kept. */
  static Suspects of(FeatureMatrix matrix, boolean[] outcomes, String[] persons) {
    int columns = matrix.names().size();
    int[] starts = new int[columns + 1];
    for (int entry = 0; entry < matrix.entries(); entry++) {
      starts[matrix.column(entry) + 1]++;
    }
    for (int column = 0; column < columns; column++) {
      starts[column + 1] += starts[column];
    }
    int[] next = Arrays.copyOf(starts, columns);
    int[] rowOf = new int[matrix.entries()];
    float[] values = new float[matrix.entries()];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
        int place = next[matrix.column(entry)]++;
        rowOf[place] = row;
        values[place] = matrix.value(entry);
      }
    }
    IntFunction<SuspectColumn> column =
        i -> {
          double[] dense = new double[matrix.rows()];
          for (int entry = starts[i]; entry < starts[i + 1]; entry++) {
            // Adding 0 turns a negative zero into a plain one.
            dense[rowOf[entry]] = values[entry] + 0.0;
          }
          return SuspectColumn.of(matrix.names().get(i), dense);
        };
    return new Suspects(
        matrix.names(), column, outcomes, persons, true, Optional.empty(), Map.of(), () -> matrix);
  }

  /** A column of the table's rows that count. */
  static SuspectColumn column(TextTable table, int[] rows, String name) {
    int place = table.column(name);
    List<String> distinct = table.distinct(place);
    int[] small = new int[distinct.size()];
    Arrays.fill(small, -1);
    int[] levels = new int[rows.length];
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      int code = table.code(rows[i], place);
      if (code >= 0 && small[code] < 0) {
        small[code] = texts.size();
        texts.add(distinct.get(code));
      }
      levels[i] = code < 0 ? -1 : small[code];
    }
    return NumberReading.read(name, levels, texts);
  }

  int rows() {
    return outcomes.length;
  }

  /** The share of rows with the outcome. */
  double base() {
    int yes = 0;
    for (boolean outcome : outcomes) {
      yes += outcome ? 1 : 0;
    }
    return (double) yes / Math.max(1, outcomes.length);
  }

  /** Two halves by a hash of the person: no person helps to tell the person's own rows. */
  boolean[] halves() {
    boolean[] half = new boolean[rows()];
    for (int row = 0; row < half.length; row++) {
      long mixed = (persons[row].hashCode() + 1L) * 0x9e3779b97f4a7c15L;
      half[row] = ((mixed ^ (mixed >>> 29)) * 0xbf58476d1ce4e5b9L) < 0;
    }
    return half;
  }
}
