package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.tidetable.models.evaluation.ForecastScores;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.smoothing.ExponentialSmoothing;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.file.CsvTable;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.TableReader;

/** Public sets that are too large for the repository: -Dtidetable.data=DIR names their folder. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PublicSetsTest {
  private static final int HORIZON = 18;

  @Test
  void exponential_smoothing_on_the_monthly_series_of_m3_is_as_good_as_published_methods() {
    List<double[]> train = new ArrayList<>();
    List<double[]> test = new ArrayList<>();
    readMonthly(data("m1-m3-competition/m3_values.csv.gz"), train, test);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < train.size(); i++) {
      Series history =
          new Series("m" + i, Grain.MONTH, LocalDateTime.of(1900, 1, 1, 0, 0), train.get(i));
      ForecastPath path = new ExponentialSmoothing().forecast(history, HORIZON);
      OptionalDouble smape = ForecastScores.smape(test.get(i), path.values());
      sum += smape.orElseThrow();
      count++;
    }
    assertThat(count).isEqualTo(1428);
    // Published: THETA 13.89, DAMPEN 14.58, SINGLE 15.30, NAIVE2 16.89.
    assertThat(sum / count).isBetween(13.5, 14.3);
  }

  private static void readMonthly(Path file, List<double[]> train, List<double[]> test) {
    Map<String, List<List<Double>>> series = new TreeMap<>();
    try (TableReader reader = CsvTable.open(file, FileLayout.CSV_FILE)) {
      while (reader.hasNext()) {
        List<String> cells = reader.next().cells();
        String id = cells.get(0);
        if (id.compareTo("N1402") >= 0 && id.compareTo("N2829") <= 0) {
          series
              .computeIfAbsent(id, any -> List.of(new ArrayList<>(), new ArrayList<>()))
              .get(cells.get(1).equals("train") ? 0 : 1)
              .add(Double.parseDouble(cells.get(3)));
        }
      }
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
    for (List<List<Double>> one : series.values()) {
      train.add(one.get(0).stream().mapToDouble(Double::doubleValue).toArray());
      test.add(one.get(1).stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  private static Path data(String file) {
    String folder = System.getProperty("tidetable.data", "");
    boolean there = !folder.isBlank() && Files.isRegularFile(Path.of(folder, file));
    if (!there) {
      System.out.println("Skipped: " + file + " is not there; give -Dtidetable.data=DIR");
    }
    assumeTrue(there);
    return Path.of(folder, file);
  }
}
