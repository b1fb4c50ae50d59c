package org.tidetable.pipeline.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.frame.Rows.PersonFrame;
import org.tidetable.features.frame.Rows.Subject;
import org.tidetable.models.card.ModelStore;
import org.tidetable.pipeline.run.RunFolder;

/** What a saved model says of everybody, also where the run withholds it as not usable. */
public final class ScoredByModel {
  private static final StructType COLUMNS =
      new StructType()
          .add("person_id", DataTypes.LongType)
          .add("index_date", DataTypes.DateType)
          .add("probability", DataTypes.DoubleType);

  private ScoredByModel() {}

  public static Dataset<Row> people(RunFolder run, SparkSession spark, String risk) {
    PersonFrame frame =
        RiskFrames.read(run, spark, risk).where(subject -> subject.outcome().isEmpty());
    try {
      double[] probabilities =
          ModelStore.read(run.models().resolve(risk)).model().probabilities(frame.matrix());
      List<Row> rows = new ArrayList<>();
      for (int row = 0; row < probabilities.length; row++) {
        Subject subject = frame.subjects().get(row);
        rows.add(
            RowFactory.create(
                subject.personId(), Date.valueOf(subject.indexDate()), probabilities[row]));
      }
      return spark.createDataFrame(rows, COLUMNS);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
