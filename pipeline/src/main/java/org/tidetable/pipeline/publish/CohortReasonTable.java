package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tidetable.export.disclosure.LeafCube;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.features.feature.ReasonGroup;
import org.tidetable.features.store.StoreSchema;

/** Why people are on lists, as shares of each list. */
public final class CohortReasonTable {
  public static final String REASONS = "fact_cohort_reason";

  /** What is counted: a person on a list has as many reasons as the list gives. */
  public static final String COUNTED = "reasons of people on lists";

  /** In the row of a risk of which no shares are shown. */
  public static final String NONE = "none";

  /**
   * A list is long enough for shares when it holds this many times the base of the rounding. Two
   * counts of a reason are rounded, each with a standard error of half the base at most: so the
   * shares of the shortest list have one of five points at most.
   */
  static final int FEWEST_BASES = 15;

  private static final List<String> DIMENSIONS = List.of("problem", "reason_group", "direction");

  /** Of those listed: more would be read as everything there is to say of a person. */
  public static final int MOST = 3;

  public static final String RAISES = "raises";
  public static final String LOWERS = "lowers";

  private static final int WHOLE = 100;

  private CohortReasonTable() {}

  /**
   * How often each reason is among the first of somebody listed, by risk and direction, and how
   * many are listed: exact, for the gate to protect.
   *
   * @param scored for each risk its scored people, as the lists have them
   */
  public static LeafCube cube(Map<String, List<Row>> scored) {
    SortedMap<List<String>, Long> counts =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    scored.forEach(
        (problem, people) -> {
          List<Row> listed =
              people.stream().filter(person -> person.<Boolean>getAs("listed")).toList();
          counts.put(whole(problem), (long) listed.size());
          for (Row person : listed) {
            for (int number = 1; number <= MOST; number++) {
              String words = person.getAs("reason_" + number);
              if (words != null) {
                counts.merge(
                    List.of(problem, code(words), person.getAs("direction_" + number)),
                    1L,
                    Long::sum);
              }
            }
          }
        });
    return new LeafCube(COUNTED, DIMENSIONS, counts);
  }

  /** The place of everybody listed. */
  private static List<String> whole(String problem) {
    return List.of(problem, StoreSchema.ALL, StoreSchema.ALL);
  }

  private static String code(String words) {
    for (ReasonGroup group : ReasonGroup.values()) {
      if (group.label().equals(words)) {
        return group.name().toLowerCase(Locale.ROOT);
      }
    }
    throw new IllegalStateException("a reason that the catalogue does not know");
  }

  /**
   * The shares, worked out from protected counts alone.
   *
   * @param counts of the protected {@link #cube}
   * @param problems the risks that were made
   * @param noLists why a risk lists nobody, by its name
   * @param base of the rounding
   */
  public static Table of(
      Map<List<String>, Long> counts,
      Collection<String> problems,
      Map<String, String> noLists,
      int base) {
    List<List<Cell>> rows = new ArrayList<>();
    for (String problem : problems) {
      long people = counts.getOrDefault(whole(problem), 0L);
      Optional<String> why =
          Optional.ofNullable(noLists.get(problem))
              .or(
                  () ->
                      people < (long) FEWEST_BASES * base
                          ? Optional.of("too few people are listed for shares")
                          : Optional.empty());
      why.ifPresentOrElse(
          cause -> rows.add(without(problem, cause)),
          () -> rows.addAll(shares(counts, problem, people)));
    }
    return new Table(
        REASONS,
        "Why people are on lists",
        "Shares of the people on each list; not causes, and of protected counts only",
        new Source.FromProtectedCounts(COUNTED),
        columns(),
        rows);
  }

  private static List<Column> columns() {
    return List.of(
        Column.dimension(
            "problem", "Risk", Column.Type.STRING, "The risk's name in the configuration"),
        Column.dimension(
            "reason_group",
            "Reason",
            Column.Type.STRING,
            "Group of features, see the features; none where no shares are shown"),
        Column.text("words", "Reason in words", "What planners call it"),
        Column.estimate(
            "among_first_percent",
            "Among the first reasons",
            "%",
            "Of the people on the list, those for whom it is one of the three reasons that move"
                + " their risk most; whole per cents of protected counts"),
        Column.estimate(
            "raises_percent",
            "Raises the risk",
            "%",
            "Of the people on the list, those for whom it is one of the three and raises the"
                + " risk; for the others among the first it lowers it"),
        Column.text("status", "Status", "Why no shares are shown; blank where they are"));
  }

  /** The row of a risk of which no shares are shown. */
  private static List<Cell> without(String problem, String why) {
    return List.of(
        Cell.text(problem),
        Cell.text(NONE),
        Cell.BLANK,
        Cell.missing(why),
        Cell.missing(why),
        Cell.text(why));
  }

  private static List<List<Cell>> shares(
      Map<List<String>, Long> counts, String problem, long people) {
    List<List<Cell>> rows = new ArrayList<>();
    for (ReasonGroup group : ReasonGroup.values()) {
      String code = group.name().toLowerCase(Locale.ROOT);
      long raises = counts.getOrDefault(List.of(problem, code, RAISES), 0L);
      long all = raises + counts.getOrDefault(List.of(problem, code, LOWERS), 0L);
      if (all > 0) {
        rows.add(
            List.of(
                Cell.text(problem),
                Cell.text(code),
                Cell.text(group.label()),
                share(all, people),
                share(raises, people),
                Cell.BLANK));
      }
    }
    return rows;
  }

  /** Each was rounded, so that a part may come out larger than its whole. */
  private static Cell share(long part, long whole) {
    return Cell.number(Math.min(WHOLE, Math.rint((double) WHOLE * part / whole)));
  }
}
