package org.tidetable.pipeline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.models.risk.PersonFolds;
import org.tidetable.pipeline.file.CsvTable;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;

/**
 * Readmission within 30 days by the command {@code risk}, against LightGBM and XGBoost on the same
 * columns in the same folds by person, each tuned within a budget: {@code risk_peers.py} says how.
 *
 * <p>Needs {@code -Dtidetable.data=DIR} and the Python of {@code requirements.txt}.
 */
@Tag("benchmark")
class RiskPeersBenchmarkTest {
  private static final double LEAST_AUROC = 0.675;
  private static final int FOLDS = 5;

  /** The seed of the command. */
  private static final long SEED = 1;

  private static final Set<String> LEFT = Set.of("11", "13", "14", "19", "20", "21");
  private static final Path HOME =
      Path.of(System.getProperty("basedir", "")).resolve("target/risk-peers").toAbsolutePath();

  @Test
  void readmissions_are_told_no_worse_than_by_the_best_peer() throws Exception {
    String data = System.getProperty("tidetable.data", "");
    assumeTrue(!data.isBlank(), "give -Dtidetable.data=DIR");
    Path table = Path.of(data, "uci-diabetes-130/diabetic_data.csv.gz");
    Path out = HOME.resolve("diabetes");
    Files.createDirectories(HOME);
    long began = System.nanoTime();
    Peers.tidetable(
        "risk",
        table.toString(),
        "--outcome",
        "readmitted=<30",
        "--person",
        "patient_nbr",
        "--order",
        "encounter_id",
        "--missing",
        "?",
        "--exclude",
        "discharge_disposition_id=" + String.join(",", LEFT.stream().sorted().toList()),
        "--folds",
        "" + FOLDS,
        "--out",
        out.toString());
    Peers.say("risk took %.0f s", (System.nanoTime() - began) / 1e9);
    Path folds = HOME.resolve("folds.csv");
    writeFolds(table, folds);
    Peers.python(
        HOME,
        "risk_peers.py",
        table.toString(),
        "readmitted",
        "<30",
        "patient_nbr",
        "encounter_id",
        "discharge_disposition_id=" + String.join(",", LEFT.stream().sorted().toList()),
        folds.toString(),
        out.resolve("predictions.csv").toString(),
        HOME.toString());
    SoftAssertions.assertSoftly(
        bars -> {
          for (Map<String, String> row : Peers.table(HOME.resolve("risk_compare.csv"))) {
            if (row.get("method").equals("tidetable")) {
              bars.assertThat(number(row, "auroc")).isGreaterThanOrEqualTo(LEAST_AUROC);
            } else {
              bars.assertThat(number(row, "ours_less_this"))
                  .as("AUROC of Tidetable less that of %s", row.get("method"))
                  .isGreaterThanOrEqualTo(0);
            }
          }
        });
  }

  private static double number(Map<String, String> row, String name) {
    return Double.parseDouble(row.get(name));
  }

  /** The fold of every row that counts, as the command deals them. */
  private static void writeFolds(Path table, Path folds) throws IOException {
    List<Integer> rows = new ArrayList<>();
    List<String> persons = new ArrayList<>();
    try (TableReader reader = CsvTable.open(table, FileLayout.CSV_FILE)) {
      int person = reader.header().indexOf("patient_nbr");
      int left = reader.header().indexOf("discharge_disposition_id");
      int row = 0;
      while (reader.hasNext()) {
        Line line = reader.next();
        row++;
        if (!LEFT.contains(line.cells().get(left))) {
          rows.add(row);
          persons.add(line.cells().get(person));
        }
      }
    }
    assertThat(rows).isNotEmpty();
    int[] dealt = PersonFolds.of(persons.toArray(String[]::new), FOLDS, SEED);
    StringBuilder lines = new StringBuilder("row,fold\n");
    for (int i = 0; i < dealt.length; i++) {
      lines.append(rows.get(i)).append(',').append(dealt[i]).append('\n');
    }
    Files.writeString(folds, lines);
  }
}
