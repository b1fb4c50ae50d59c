package org.tidetable.pipeline.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tidetable.export.format.CsvFormat;
import org.tidetable.models.problem.DemandProblem;

/** What earlier releases expected. Of releases with the same origin the newest counts. */
public final class Vintages {
  /** Releases that are looked back over: two years of monthly ones. */
  static final int MOST_RELEASES = 24;

  /** Before the first release. */
  static final Vintages NONE = new Vintages(List.of());

  private final List<Release.Numbered> releases;
  private final Map<String, List<Expectation>> bySeries = new HashMap<>();

  /**
   * One period as a release expected it.
   *
   * @param lower by the published levels, ascending
   */
  record Expectation(
      int release,
      LocalDate period,
      LocalDate origin,
      int horizon,
      double expected,
      List<Double> lower,
      List<Double> upper) {

    /** Whether that value lies within the range of a level, both ends included. */
    boolean holds(int level, double value) {
      int place = DemandProblem.PUBLISHED_LEVELS.indexOf(level);
      return value >= lower.get(place) && value <= upper.get(place);
    }
  }

  private Vintages(List<Release.Numbered> releases) {
    this.releases = releases;
  }

  /**
   * Reads what the newest releases of other runs expect, so that to publish a run again gives the
   * same tables.
   *
   * @param out the folder of the releases
   * @param runId the run that is being published
   */
  public static Vintages before(Path out, String runId) {
    List<Release.Numbered> releases =
        Release.allBut(out, runId).stream().limit(MOST_RELEASES).toList();
    Vintages vintages = new Vintages(releases);
    Set<String> seen = new HashSet<>();
    for (Release.Numbered release : releases) {
      Path file =
          out.resolve("runs")
              .resolve(release.runId())
              .resolve("published")
              .resolve(CsvFormat.path(DemandTables.FORECAST));
      if (Files.isRegularFile(file)) {
        vintages.read(file, release.number(), seen);
      }
    }
    vintages
        .bySeries
        .values()
        .forEach(
            lines ->
                lines.sort(
                    Comparator.comparing(Expectation::period).thenComparing(Expectation::origin)));
    return vintages;
  }

  private void read(Path file, int release, Set<String> seen) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      for (CSVRecord row : rows) {
        String key = row.get("series_id") + " " + row.get("origin") + " " + row.get("period_start");
        if (row.get("expected").isEmpty() || !seen.add(key)) {
          continue;
        }
        List<Double> lower = new ArrayList<>();
        List<Double> upper = new ArrayList<>();
        for (int level : DemandProblem.PUBLISHED_LEVELS) {
          lower.add(Double.valueOf(row.get("lower_" + level)));
          upper.add(Double.valueOf(row.get("upper_" + level)));
        }
        bySeries
            .computeIfAbsent(row.get("series_id"), any -> new ArrayList<>())
            .add(
                new Expectation(
                    release,
                    LocalDate.parse(row.get("period_start")),
                    LocalDate.parse(row.get("origin")),
                    Integer.parseInt(row.get("horizon")),
                    Double.parseDouble(row.get("expected")),
                    lower,
                    upper));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The number of the newest release of another run; empty before the second run. */
  Optional<Integer> newest() {
    return releases.stream().findFirst().map(Release.Numbered::number);
  }

  /** What was expected of a series, by period, then by origin. */
  List<Expectation> of(String seriesId) {
    return bySeries.getOrDefault(seriesId, List.of());
  }
}
