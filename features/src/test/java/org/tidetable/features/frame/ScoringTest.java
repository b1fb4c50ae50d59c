package org.tidetable.features.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.frame.Rows.Subject;
import org.tidetable.models.card.ModelStore;
import org.tidetable.models.card.Provenance;
import org.tidetable.models.card.SavedModel;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.ReasonGroups;
import org.tidetable.models.risk.ReasonGroups.Reason;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskModel;
import org.tidetable.models.risk.RiskSample;

/** What is worked out in tasks is what the model says of the same people on one machine. */
@ExtendWith(SharedSpark.class)
class ScoringTest {
  private static final int PEOPLE = 1500;
  private static final LocalDate DAY = LocalDate.of(2025, 4, 1);
  private static final List<String> COLUMNS = List.of("visits", "rare", "age", "noise");
  private static final List<String> KNOWN = List.of("visits", "age", "noise");
  private static final Map<String, String> GROUPS =
      Map.of("visits", "Hospital", "age", "Age", "noise", "Noise", "rare", "Rare");

  private static final StructType FRAME =
      new StructType()
          .add("person_id", DataTypes.LongType)
          .add("index_date", DataTypes.DateType)
          .add("age", DataTypes.IntegerType)
          .add("sex", DataTypes.StringType)
          .add("ethnic_group", DataTypes.StringType)
          .add("area_code", DataTypes.StringType)
          .add("deprivation_decile", DataTypes.IntegerType)
          .add("looked_after", DataTypes.StringType)
          .add("outcome", DataTypes.BooleanType)
          .add("weight", DataTypes.DoubleType)
          .add(PersonFrames.FEATURES, DataTypes.BinaryType);

  @TempDir static Path folder;

  private final World world;
  private final List<Row> rows = new ArrayList<>();
  private final FeatureMatrix matrix;
  private final RiskModel model;
  private final SavedModel saved;

  ScoringTest(World world) throws Exception {
    this.world = world;
    SplittableRandom random = new SplittableRandom(3);
    List<double[]> numbers = new ArrayList<>();
    boolean[] outcomes = new boolean[PEOPLE];
    String[] persons = new String[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
      double visits = random.nextInt(4);
      int age = 65 + random.nextInt(30);
      double noise = random.nextDouble();
      outcomes[i] = random.nextDouble() < 0.05 + 0.1 * visits + 0.01 * (age - 65);
      persons[i] = "p" + i;
      numbers.add(new double[] {visits, age, noise});
      SparseRow packed = new SparseRow(COLUMNS.size());
      packed.set(0, visits);
      packed.set(1, i % 900 == 0 ? 1 : 0);
      packed.set(2, age);
      packed.set(3, noise);
      rows.add(
          RowFactory.create(
              (long) i,
              Date.valueOf(DAY),
              age,
              "F",
              "A",
              "E1",
              3,
              "now",
              null,
              1.0,
              packed.packed()));
    }
    this.matrix = FeatureMatrix.ofRows(KNOWN, numbers);
    this.model = RiskMethod.named("logistic").fit(new RiskSample(matrix, outcomes, persons), 1);
    Provenance provenance = new Provenance("1", "2", List.of(), 1, DAY);
    ModelStore.write(folder, model, provenance, "", Set.of());
    this.saved = SavedModel.read(folder);
  }

  private Scoring scoring(int partitions) {
    Dataset<Row> frame = world.spark().createDataFrame(rows, FRAME).repartition(partitions);
    return new Scoring(frame, COLUMNS, saved);
  }

  @Test
  void risks_are_the_models_own_for_any_partitioning() {
    double[] expected = model.probabilities(matrix);
    for (int partitions : new int[] {1, 5}) {
      List<Scoring.Scored> risks = scoring(partitions).risks();
      assertThat(risks).hasSize(PEOPLE);
      for (Scoring.Scored each : risks) {
        assertThat(each.risk()).isEqualTo(expected[(int) each.subject().personId()]);
      }
    }
  }

  @Test
  void only_who_is_asked_about_is_explained_and_reasons_add_up_to_the_log_odds() {
    List<Subject> asked =
        scoring(1).risks().stream()
            .map(Scoring.Scored::subject)
            .filter(subject -> subject.personId() % 97 == 0)
            .toList();
    Map<Long, List<Reason>> one = scoring(1).reasons(asked, GROUPS, 3);
    assertThat(one).hasSize(asked.size());
    assertThat(scoring(5).reasons(asked, GROUPS, 3)).isEqualTo(one);

    double[] risks = model.probabilities(matrix);
    double[] rest = new double[PEOPLE];
    double[][] contributions = model.contributions(matrix, matrix.means());
    for (int row = 0; row < PEOPLE; row++) {
      rest[row] = contributions[row][KNOWN.size()];
    }
    Map<String, String> groupOf = new HashMap<>(GROUPS);
    List<List<Reason>> here = model.reasons(matrix, matrix.means(), new ReasonGroups(groupOf), 3);
    one.forEach(
        (person, reasons) -> {
          int row = person.intValue();
          double sum = reasons.stream().mapToDouble(Reason::effect).sum();
          assertThat(sum + rest[row])
              .isCloseTo(Math.log(risks[row] / (1 - risks[row])), within(1e-3));
          assertThat(reasons.get(0).group()).isEqualTo(here.get(row).get(0).group());
          assertThat(reasons.get(0).effect())
              .isCloseTo(here.get(row).get(0).effect(), within(1e-3));
        });
  }
}
