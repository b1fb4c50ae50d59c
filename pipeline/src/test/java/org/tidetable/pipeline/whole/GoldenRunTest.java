package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The small run's results as they were reviewed: what changes them shows in the difference. */
@ExtendWith(SmallRun.Once.class)
class GoldenRunTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("basedir", ""))
          .toAbsolutePath()
          .resolve("src/test/resources/golden");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");
  private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

  @Test
  void forecasts_are_as_good_as_they_were(SmallRun run) throws IOException {
    compare(run, "fact_forecast_accuracy", row -> row.get("series_id").equals(row.get("problem")));
  }

  @Test
  void cohorts_are_as_large_as_they_were(SmallRun run) throws IOException {
    compare(run, "fact_cohort_summary", row -> true);
  }

  private static void compare(SmallRun run, String table, Predicate<CSVRecord> wanted)
      throws IOException {
    List<CSVRecord> rows = run.table(table);
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", rows.get(0).getParser().getHeaderNames()));
    rows.stream().filter(wanted).forEach(row -> lines.add(rounded(row)));
    Path golden = GOLDEN.resolve(table + ".csv");
    if (System.getProperty("tidetable.golden", "").equals("write")) {
      Files.createDirectories(GOLDEN);
      Files.write(golden, lines);
    }
    assertThat(lines).containsExactlyElementsOf(Files.readAllLines(golden));
  }

  private static String rounded(CSVRecord row) {
    return String.join(
        ",",
        row.stream()
            .map(
                cell ->
                    NUMBER.matcher(cell).matches()
                        ? new BigDecimal(cell).round(DIGITS).toPlainString()
                        : cell)
            .toList());
  }
}
