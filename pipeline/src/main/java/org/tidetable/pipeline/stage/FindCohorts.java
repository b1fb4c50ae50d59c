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
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.cohort.LifeCoursePass;
import org.tidetable.features.frame.Rows.PersonFrame;
import org.tidetable.features.frame.Rows.Subject;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.card.ModelStore;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.vocabulary.AgeBand;
import org.tidetable.pipeline.conf.Configuration;

/** Lists in each area the people with the highest risk. The lists never leave the run's folder. */
final class FindCohorts implements Stage {
  /** The folder of moves between groups: exact counts, restricted as such. */
  static final String MOVES = "moves";

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
          .add("override_reason", StringType);

  @Override
  public String run(Run run) {
    long listed = 0;
    int made = 0;
    for (Configuration.Risk risk : run.configuration().risk()) {
      if (NotMade.cause(run, risk.problem().name()).isPresent()) {
        continue;
      }
      made++;
      List<Row> rows = scored(run, risk);
      listed += rows.stream().filter(row -> row.getBoolean(6)).count();
      run.folder()
          .write(
              run.spark().createDataFrame(rows, SCORED).coalesce(1),
              run.folder().restricted().resolve("cohorts").resolve(risk.problem().name()));
    }
    findMoves(run);
    return String.format(
        Locale.ROOT, "%d cohorts, %,d places on lists, in restricted/ only", made, listed);
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
    PersonFrame people = toScore(run, risk.problem());
    double[] probabilities = model(run, risk).probabilities(people.matrix());
    Function<Subject, Boolean> withdrawn = RiskAudit.withdrawn(run, risk);
    Map<String, List<Integer>> byArea = new TreeMap<>();
    for (int row = 0; row < probabilities.length; row++) {
      byArea
          .computeIfAbsent(people.subjects().get(row).areaCode(), area -> new ArrayList<>())
          .add(row);
    }
    List<Row> rows = new ArrayList<>();
    for (List<Integer> area : byArea.values()) {
      // Those for whom the risk is withdrawn come last, in no order that the risk gives, have none,
      // and are never listed.
      area.sort(
          Comparator.comparing((Integer row) -> withdrawn.apply(people.subjects().get(row)))
              .thenComparing(
                  row -> withdrawn.apply(people.subjects().get(row)) ? 0 : -probabilities[row])
              .thenComparing(row -> people.subjects().get(row).personId()));
      for (int rank = 1; rank <= area.size(); rank++) {
        Subject subject = people.subjects().get(area.get(rank - 1));
        rows.add(
            RowFactory.create(
                subject.personId(),
                Date.valueOf(subject.indexDate()),
                subject.areaCode(),
                AgeBand.of(subject.age()).label(),
                withdrawn.apply(subject) ? null : (Object) probabilities[area.get(rank - 1)],
                rank,
                rank <= risk.written().topPerArea() && !withdrawn.apply(subject),
                true,
                null,
                null));
      }
    }
    return rows;
  }

  /** Those at the run's date, or whose event lies in the month before it; each person once. */
  private static PersonFrame toScore(Run run, RiskProblem problem) {
    LocalDate asOf = Coverage.read(run).asOf();
    LocalDate from = problem.design().anchor().isPresent() ? asOf.minusMonths(1) : asOf;
    PersonFrame frame =
        RiskFrames.read(run.folder(), run.spark(), problem.name())
            .where(subject -> !subject.indexDate().isBefore(from));
    Map<Long, LocalDate> last = new HashMap<>();
    frame.subjects().forEach(subject -> last.put(subject.personId(), subject.indexDate()));
    return frame.where(subject -> subject.indexDate().equals(last.get(subject.personId())));
  }

  private static RiskModel model(Run run, Configuration.Risk risk) {
    try {
      return ModelStore.read(run.folder().models().resolve(risk.problem().name())).model();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
