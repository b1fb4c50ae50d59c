package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.cohort.LifeCoursePass;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.features.frame.Rows.Subject;
import org.tidetable.features.frame.Scoring;
import org.tidetable.features.frame.Scoring.Scored;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.card.SavedModel;
import org.tidetable.models.risk.ReasonGroups.Reason;
import org.tidetable.models.vocabulary.AgeBand;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.publish.CohortReasonTable;

/**
 * Lists in each area the people with the highest risk, and why. The lists never leave the run's
 * folder.
 */
final class FindCohorts implements Stage {
  /** The folder of moves between groups: exact counts, restricted as such. */
  static final String MOVES = "moves";

  private static final int LISTED = 6;

  static final StructType SCORED =
      new StructType()
          .add("person_id", LongType, false)
          .add("index_date", DateType, false)
          .add("area_code", StringType, false)
          .add("age_band", StringType, false)
          .add("probability", DoubleType)
          .add("rank_in_area", IntegerType, false)
          .add("listed", BooleanType, false)
          .add("decision_support_only", BooleanType, false)
          .add("reviewed_by", StringType)
          .add("override_reason", StringType)
          .add("reason_1", StringType)
          .add("direction_1", StringType)
          .add("effect_1", DoubleType)
          .add("reason_2", StringType)
          .add("direction_2", StringType)
          .add("effect_2", DoubleType)
          .add("reason_3", StringType)
          .add("direction_3", StringType)
          .add("effect_3", DoubleType);

  @Override
  public String run(Run run) {
    List<Callable<Long>> work = new ArrayList<>();
    for (Configuration.Risk risk : run.configuration().risk()) {
      if (NotMade.cause(run, risk.problem().name()).isEmpty()) {
        work.add(() -> find(run, risk));
      }
    }
    List<Long> listed = SideBySide.run(work);
    findMoves(run);
    return String.format(
        Locale.ROOT,
        "%d cohorts, %,d places on lists, in restricted/ only",
        listed.size(),
        listed.stream().mapToLong(Long::longValue).sum());
  }

  /** Scores, lists and explains; the number of places on the lists. */
  private static long find(Run run, Configuration.Risk risk) {
    List<Row> rows = scored(run, risk);
    run.folder()
        .write(
            run.spark().createDataFrame(rows, SCORED).coalesce(1),
            run.folder().restricted().resolve("cohorts").resolve(risk.problem().name()));
    return rows.stream().filter(row -> row.getBoolean(LISTED)).count();
  }

  /** How people moved between groups within the last year, where two years can be looked at. */
  private static void findMoves(Run run) {
    if (!run.configuration().linksPeople()) {
      return;
    }
    Coverage coverage = Coverage.read(run);
    LocalDate now = coverage.asOf();
    Dataset<Row> people =
        run.folder().read(run.spark(), run.folder().store().resolve("people"), StoreSchema.PEOPLE);
    Dataset<Row> events =
        run.folder().read(run.spark(), run.folder().store().resolve("events"), StoreSchema.EVENTS);
    Dataset<Row> moves = LifeCoursePass.moves(people, events, now.minusYears(1), now);
    boolean covered = !now.minusYears(2).isBefore(coverage.firstDay());
    run.folder()
        .write(
            (covered ? moves : moves.limit(0)).coalesce(1),
            run.folder().restricted().resolve(MOVES));
  }

  private static List<Row> scored(Run run, Configuration.Risk risk) {
    LocalDate asOf = Coverage.read(run).asOf();
    LocalDate from = risk.problem().design().anchor().isPresent() ? asOf.minusMonths(1) : asOf;
    Scoring scoring = RiskFrames.toScore(run, risk.problem(), from, model(run, risk));
    Function<Subject, Boolean> withdrawn = RiskAudit.withdrawn(run, risk);
    List<Scored> people = last(scoring.risks());
    List<Subject> subjects = people.stream().map(Scored::subject).toList();
    boolean[] on =
        new AreaLists(subjects, each -> !withdrawn.apply(each), risk.written().topPerArea())
            .listed(people.stream().mapToDouble(Scored::risk).toArray());
    Map<String, List<Place>> byArea = new TreeMap<>();
    List<Subject> listed = new ArrayList<>();
    for (int place = 0; place < on.length; place++) {
      Subject subject = subjects.get(place);
      byArea
          .computeIfAbsent(subject.areaCode(), area -> new ArrayList<>())
          .add(new Place(subject, people.get(place).risk(), withdrawn.apply(subject), on[place]));
      if (on[place]) {
        listed.add(subject);
      }
    }
    Map<Long, List<Reason>> reasons =
        listed.isEmpty()
            ? Map.of()
            : scoring.reasons(listed, FeatureCatalogue.groups(), CohortReasonTable.MOST);
    List<Row> rows = new ArrayList<>();
    for (List<Place> area : byArea.values()) {
      // Those for whom the risk is withdrawn come last, in no order that the risk gives.
      area.sort(
          Comparator.comparing(Place::withdrawn)
              .thenComparing(place -> place.withdrawn() ? 0 : -place.risk())
              .thenComparing(place -> place.subject().personId()));
      for (int rank = 1; rank <= area.size(); rank++) {
        Place place = area.get(rank - 1);
        rows.add(place.row(rank, reasons.getOrDefault(place.subject().personId(), List.of())));
      }
    }
    return rows;
  }

  /** Somebody among those of an area. */
  private record Place(Subject subject, double risk, boolean withdrawn, boolean listed) {

    Row row(int rank, List<Reason> reasons) {
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(subject.personId());
      cells.add(Date.valueOf(subject.indexDate()));
      cells.add(subject.areaCode());
      cells.add(AgeBand.of(subject.age()).label());
      cells.add(withdrawn ? null : risk);
      cells.add(rank);
      cells.add(listed);
      cells.add(true);
      cells.add(null);
      cells.add(null);
      for (int i = 0; i < CohortReasonTable.MOST; i++) {
        boolean there = i < reasons.size();
        cells.add(there ? reasons.get(i).group() : null);
        cells.add(
            there
                ? (reasons.get(i).effect() > 0
                    ? CohortReasonTable.RAISES
                    : CohortReasonTable.LOWERS)
                : null);
        cells.add(there ? Math.rint(10_000 * reasons.get(i).effect()) / 10_000 : null);
      }
      return RowFactory.create(cells.toArray());
    }
  }

  /** Each person once, at the last of their index dates. */
  private static List<Scored> last(List<Scored> scored) {
    Map<Long, LocalDate> last = new HashMap<>();
    for (Scored each : scored) {
      last.merge(
          each.subject().personId(),
          each.subject().indexDate(),
          (one, other) -> one.isAfter(other) ? one : other);
    }
    return scored.stream()
        .filter(each -> each.subject().indexDate().equals(last.get(each.subject().personId())))
        .toList();
  }

  private static SavedModel model(Run run, Configuration.Risk risk) {
    try {
      return SavedModel.read(run.folder().models().resolve(risk.problem().name()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
