package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.frame.Rows.Subject;
import org.tidetable.models.evaluation.risk.Capacity;
import org.tidetable.models.evaluation.risk.ListWorth;
import org.tidetable.models.evaluation.risk.Refits;
import org.tidetable.models.evaluation.risk.RiskScores;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.evaluation.risk.RiskWorth;
import org.tidetable.models.evaluation.risk.Tested;
import org.tidetable.models.vocabulary.Require;
import org.tidetable.pipeline.publish.RiskListTables;

/** What lists of people hold, on the test date: exact counts, in a closed folder. */
final class RiskLists {
  static final StructType LISTS =
      new StructType()
          .add("method", StringType, false)
          .add("list", StringType, false)
          .add("share", DoubleType)
          .add("listed", IntegerType, false)
          .add("with_outcome", IntegerType, false)
          .add("found", DoubleType)
          .add("found_lower", DoubleType)
          .add("found_upper", DoubleType)
          .add("sensitivity", DoubleType)
          .add("sensitivity_lower", DoubleType)
          .add("sensitivity_upper", DoubleType)
          .add("stability", DoubleType);

  /** Goes by area: within one it can choose nobody. */
  private static final String BY_AREA = "area";

  private RiskLists() {}

  /**
   * What is known of how stable lists are: of those of the method that is kept only.
   *
   * @param refits none where nobody asked
   */
  record Stable(String kept, Refits refits) {
    /** Nothing was asked. */
    static final Stable NOT_ASKED = new Stable("", new Refits(List.of(), 0));

    /**
     * Lists are told apart by row: a refit of other rows would be compared without a sign of it.
     */
    private void require(int tested) {
      for (double[] each : refits.risks()) {
        Require.require(
            each.length == tested, "a refit of %s rows, but %s were tested", each.length, tested);
      }
    }

    private OptionalDouble highest(String method, int places) {
      return method.equals(kept) ? refits.jaccard(places) : OptionalDouble.empty();
    }

    private OptionalDouble lists(String method, Function<double[], BitSet> list) {
      return method.equals(kept) ? refits.jaccard(list) : OptionalDouble.empty();
    }
  }

  /** Lists of 1, 5 and 10 % of all, and those of declared lengths. */
  static List<Row> of(RiskWorth worth, List<Integer> caseload, Stable stable) {
    stable.require(worth.gates().get(0).rows());
    List<Row> rows = new ArrayList<>();
    worth
        .capacity()
        .forEach(
            (method, lists) -> {
              for (double share : RiskScores.SHARES) {
                lists.stream()
                    .filter(list -> list.share() == share)
                    .findFirst()
                    .ifPresent(
                        list ->
                            rows.add(
                                row(
                                    method,
                                    String.format(Locale.ROOT, "highest %02.0f %%", 100 * share),
                                    share,
                                    worth(list),
                                    stable.highest(method, list.places()))));
              }
              for (int places : caseload) {
                lists.stream()
                    .filter(list -> list.places() == places)
                    .findFirst()
                    .ifPresent(
                        list ->
                            rows.add(
                                row(
                                    method,
                                    "highest " + places + " people",
                                    null,
                                    worth(list),
                                    stable.highest(method, places))));
              }
            });
    return rows;
  }

  private static ListWorth worth(Capacity list) {
    return new ListWorth(list.places(), list.predictiveValue(), list.sensitivity());
  }

  /**
   * The list that a run makes, as it would have been on the test date: so many of each area.
   *
   * @param lists with the tested rows as their subjects
   * @param lastMonth whether events make the dates: then the last month of them is listed
   */
  static List<Row> ofAreas(
      RiskValidation.Report report, AreaLists lists, boolean lastMonth, Stable stable, long seed) {
    stable.require(lists.subjects().size());
    int[] scored = scored(lists.subjects(), lastMonth);
    AreaLists then =
        new AreaLists(
            IntStream.of(scored).mapToObj(lists.subjects()::get).toList(),
            lists.mayBeListed(),
            lists.topPerArea());
    List<Row> rows = new ArrayList<>();
    for (RiskValidation.Result result : report.results()) {
      if (!result.method().equals(BY_AREA)) {
        Tested tested = report.tested(result.method()).select(scored);
        rows.add(
            row(
                result.method(),
                "highest "
                    + lists.topPerArea()
                    + " of each area"
                    + (lastMonth ? RiskListTables.LAST_MONTH : ""),
                null,
                ListWorth.of(tested, then.listed(tested.risks()), seed),
                stable.lists(
                    result.method(),
                    risks ->
                        rows(
                            then.listed(
                                IntStream.of(scored).mapToDouble(i -> risks[i]).toArray())))));
      }
    }
    return rows;
  }

  private static BitSet rows(boolean[] listed) {
    BitSet rows = new BitSet();
    IntStream.range(0, listed.length).filter(row -> listed[row]).forEach(rows::set);
    return rows;
  }

  /** Those whom a run would score: each person once, at the last date. */
  private static int[] scored(List<Subject> tested, boolean lastMonth) {
    LocalDate last =
        tested.stream().map(Subject::indexDate).max(LocalDate::compareTo).orElseThrow();
    LocalDate from = lastMonth ? last.minusMonths(1) : last;
    Map<Long, Integer> lastRow = new HashMap<>();
    for (int row = 0; row < tested.size(); row++) {
      if (!tested.get(row).indexDate().isBefore(from)) {
        lastRow.put(tested.get(row).personId(), row);
      }
    }
    return lastRow.values().stream().mapToInt(Objects::requireNonNull).sorted().toArray();
  }

  private static Row row(
      String method,
      String name,
      @Nullable Double share,
      ListWorth list,
      OptionalDouble stability) {
    Measure found = list.predictiveValue();
    Measure all = list.sensitivity();
    return RowFactory.create(
        method,
        name,
        share,
        list.places(),
        (int) Math.rint(list.places() * found.value().orElse(0)),
        RiskAudit.number(found.value()),
        RiskAudit.number(found.lower()),
        RiskAudit.number(found.upper()),
        RiskAudit.number(all.value()),
        RiskAudit.number(all.lower()),
        RiskAudit.number(all.upper()),
        RiskAudit.number(stability));
  }
}
