package org.tidetable.features.frame;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.tidetable.features.history.IndexDates.INDEX_DATE;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;

import java.nio.ByteBuffer;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.frame.Rows.Subject;
import org.tidetable.features.history.IndexDates;
import org.tidetable.features.history.OutcomeLabels;
import org.tidetable.features.history.StayWeights;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.card.SavedModel;
import org.tidetable.models.risk.ReasonGroups;
import org.tidetable.models.risk.ReasonGroups.Reason;

/**
 * Risks of people and their reasons, worked out where their features are: these stay there, and the
 * model goes to each task as the bytes of its files. The same numbers for any partitioning.
 */
public final class Scoring {
  private static final int THOUSAND = 1000;
  private static final String RISK = "risk";

  private static final List<String> OF_A_SUBJECT =
      List.of(
          PERSON_ID,
          INDEX_DATE,
          IndexDates.AGE,
          StoreSchema.SEX,
          StoreSchema.ETHNIC_GROUP,
          StoreSchema.AREA_CODE,
          StoreSchema.DEPRIVATION_DECILE,
          LookedAfter.COLUMN,
          OutcomeLabels.OUTCOME,
          StayWeights.WEIGHT);

  private static final StructType WHO =
      new StructType()
          .add(PERSON_ID, DataTypes.LongType, false)
          .add(INDEX_DATE, DataTypes.DateType, false);

  private static final StructType EXPLAINED =
      WHO.add("reasons", DataTypes.createArrayType(DataTypes.StringType, false), false)
          .add("effects", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  private static final StructType SUMS =
      new StructType()
          .add("people", DataTypes.LongType, false)
          .add("thousandths", DataTypes.BinaryType, false);

  private final Dataset<Row> frame;
  private final List<String> columns;
  private final SavedModel saved;

  /**
   * Prepares to score.
   *
   * @param frame the rows to score, with {@link PersonFrames#FEATURES}
   * @param columns the names of the features by their place
   */
  public Scoring(Dataset<Row> frame, List<String> columns, SavedModel saved) {
    this.frame = frame;
    this.columns = new ArrayList<>(columns);
    this.saved = saved;
  }

  /**
   * Somebody with their risk.
   *
   * @param risk 0 to 1
   */
  public record Scored(Subject subject, double risk) {}

  /** Everybody with their risk, in no order. */
  public List<Scored> risks() {
    ModelStep.Work score =
        (model, matrix, rows, out) -> {
          double[] risks = model.probabilities(matrix);
          for (int row = 0; row < risks.length; row++) {
            Object[] cells = new Object[OF_A_SUBJECT.size() + 1];
            for (int i = 0; i < OF_A_SUBJECT.size(); i++) {
              cells[i] = rows.get(row).getAs(OF_A_SUBJECT.get(i));
            }
            cells[OF_A_SUBJECT.size()] = risks[row];
            out.accept(RowFactory.create(cells));
          }
        };
    Dataset<Row> subjects =
        frame.select(OF_A_SUBJECT.stream().map(name -> col(name)).toArray(Column[]::new));
    return Rows.small(work(frame, score, subjects.schema().add(RISK, DataTypes.DoubleType, false)))
        .stream()
        .map(row -> new Scored(Rows.subject(row), row.<Double>getAs(RISK)))
        .toList();
  }

  /**
   * By person what moves the log-odds of their risk most, the strongest first, compared with what
   * is usual among all who are scored.
   *
   * @param listed who is asked about: each person once
   * @param groups by feature the reason that it is part of
   */
  public Map<Long, List<Reason>> reasons(
      List<Subject> listed, Map<String, String> groups, int most) {
    List<String> names = columns;
    double[] usual = usual();
    HashMap<String, String> groupOf = new HashMap<>(groups);
    ModelStep.Work explain =
        (model, matrix, rows, out) -> {
          List<List<Reason>> reasons =
              model.reasons(
                  matrix, of(model.features(), names, usual), new ReasonGroups(groupOf), most);
          for (int row = 0; row < rows.size(); row++) {
            out.accept(
                RowFactory.create(
                    rows.get(row).getAs(PERSON_ID),
                    rows.get(row).getAs(INDEX_DATE),
                    reasons.get(row).stream().map(Reason::group).toArray(String[]::new),
                    reasons.get(row).stream().map(Reason::effect).toArray(Double[]::new)));
          }
        };
    List<Row> who =
        listed.stream()
            .map(each -> RowFactory.create(each.personId(), Date.valueOf(each.indexDate())))
            .toList();
    Dataset<Row> asked =
        frame.join(
            broadcast(frame.sparkSession().createDataFrame(who, WHO)),
            scala.jdk.javaapi.CollectionConverters.asScala(List.of(PERSON_ID, INDEX_DATE)).toSeq(),
            "left_semi");
    Map<Long, List<Reason>> found = new HashMap<>();
    for (Row row : Rows.small(work(asked, explain, EXPLAINED))) {
      List<String> words = row.getList(2);
      List<Double> effects = row.getList(3);
      List<Reason> reasons = new ArrayList<>();
      for (int i = 0; i < words.size(); i++) {
        reasons.add(new Reason(words.get(i), effects.get(i)));
      }
      found.put(row.getLong(0), List.copyOf(reasons));
    }
    return found;
  }

  private Dataset<Row> work(Dataset<Row> rows, ModelStep.Work work, StructType schema) {
    SavedModel model = saved;
    List<String> names = columns;
    MapPartitionsFunction<Row, Row> task =
        part -> new Grouped(part, new ModelStep(model, names, work));
    return rows.mapPartitions(task, Encoders.row(schema));
  }

  /** The means of some of the columns. */
  private static double[] of(List<String> features, List<String> columns, double[] means) {
    return features.stream().mapToDouble(name -> means[columns.indexOf(name)]).toArray();
  }

  /** The mean of each column. Whole thousandths are summed, which are the same in any order. */
  private double[] usual() {
    int width = columns.size();
    MapPartitionsFunction<Row, Row> task = rows -> sums(rows, width);
    long people = 0;
    long[] sums = new long[width];
    for (Row part :
        Rows.small(
            frame.select(col(PersonFrames.FEATURES)).mapPartitions(task, Encoders.row(SUMS)))) {
      people += part.getLong(0);
      ByteBuffer thousandths = ByteBuffer.wrap(part.getAs(1));
      for (int column = 0; column < width; column++) {
        sums[column] += thousandths.getLong();
      }
    }
    double[] means = new double[width];
    for (int column = 0; column < width; column++) {
      means[column] = (double) sums[column] / THOUSAND / Math.max(1, people);
    }
    return means;
  }

  private static Iterator<Row> sums(Iterator<Row> rows, int width) {
    long people = 0;
    long[] sums = new long[width];
    while (rows.hasNext()) {
      people++;
      ByteBuffer bytes = SparseRow.read(rows.next().getAs(0));
      while (bytes.hasRemaining()) {
        int column = SparseRow.column(bytes);
        sums[column] += Math.round((double) bytes.getFloat() * THOUSAND);
      }
    }
    ByteBuffer packed = ByteBuffer.allocate(width * Long.BYTES);
    for (long sum : sums) {
      packed.putLong(sum);
    }
    return Stream.of(RowFactory.create(people, packed.array())).iterator();
  }
}
