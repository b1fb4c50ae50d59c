package org.tidetable.pipeline.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.tidetable.export.format.CsvFormat;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.models.evaluation.RangeUpdate;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.Grain;

/**
 * What earlier releases of the same configuration expected. Of releases with the same origin the
 * newest counts.
 */
public final class Vintages {
  /** Releases that are looked back over: two years of monthly ones. */
  static final int MOST_RELEASES = 24;

  /** Before the first release. */
  static final Vintages NONE = new Vintages(List.of(), "", List.of(), RangeColumns.Told.NOTHING);

  private final List<Release.Numbered> releases;
  private final String leftOut;
  private final List<Expectation> lines;
  private final RangeColumns.Told told;
  private final Map<String, List<Expectation>> bySeries = new HashMap<>();

  /**
   * One period as a release expected it.
   *
   * @param grain the length of the period, by its code
   * @param invented whether no real person stood behind it
   * @param lower by the published levels, ascending
   */
  record Expectation(
      int release,
      String seriesId,
      String grain,
      boolean invented,
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

  private Vintages(
      List<Release.Numbered> releases,
      String leftOut,
      List<Expectation> lines,
      RangeColumns.Told told) {
    this.releases = releases;
    this.leftOut = leftOut;
    this.lines = lines;
    this.told = told;
    for (Expectation line : lines) {
      bySeries.computeIfAbsent(line.seriesId(), any -> new ArrayList<>()).add(line);
    }
    bySeries
        .values()
        .forEach(
            own ->
                own.sort(
                    Comparator.comparing(Expectation::period).thenComparing(Expectation::origin)));
  }

  /**
   * Reads what the newest of the releases before this run's own expect, so that to publish a run
   * again gives the same tables. A release whose forecasts are gone or cannot be read is left out.
   *
   * @param out the folder of the releases
   * @param runId the run that is being published
   * @param name of its configuration
   */
  public static Vintages before(Path out, String runId, String name) {
    List<Release.Numbered> releases =
        Release.before(out, runId, name).stream().limit(MOST_RELEASES).toList();
    List<Integer> unread = new ArrayList<>();
    List<Integer> gone = new ArrayList<>();
    List<Expectation> lines = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (Release.Numbered release : releases) {
      Path file =
          out.resolve("runs")
              .resolve(release.runId())
              .resolve("published")
              .resolve(CsvFormat.path(DemandTables.FORECAST));
      if (!Files.isRegularFile(file)) {
        gone.add(release.number());
        continue;
      }
      try {
        read(file, release.number()).stream()
            .filter(
                line ->
                    seen.add(
                        List.of(
                            line.seriesId(),
                            line.grain(),
                            line.invented(),
                            line.origin(),
                            line.period())))
            .forEach(lines::add);
      } catch (IOException
          | UncheckedIOException
          | IllegalArgumentException
          | IllegalStateException
          | DateTimeException damaged) {
        unread.add(release.number());
      }
    }
    List<Release.Numbered> sound =
        releases.stream()
            .filter(release -> !unread.contains(release.number()))
            .filter(release -> !gone.contains(release.number()))
            .toList();
    RangeColumns.Told told =
        sound.isEmpty() ? RangeColumns.Told.NOTHING : RangeColumns.read(out, sound.get(0).runId());
    String leftOut =
        words("; left out, as its forecasts could not be read: release ", unread)
            + words("; left out, as its forecasts are gone: release ", gone);
    return new Vintages(sound, leftOut, lines, told);
  }

  private static List<Expectation> read(Path file, int release) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    List<Expectation> lines = new ArrayList<>();
    try (CSVParser rows = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      for (CSVRecord row : rows) {
        if (row.get("expected").isEmpty()) {
          continue;
        }
        List<Double> lower = new ArrayList<>();
        List<Double> upper = new ArrayList<>();
        for (int level : DemandProblem.PUBLISHED_LEVELS) {
          lower.add(Double.valueOf(row.get("lower_" + level)));
          upper.add(Double.valueOf(row.get("upper_" + level)));
        }
        lines.add(
            new Expectation(
                release,
                row.get("series_id"),
                row.get("grain"),
                Boolean.parseBoolean(row.get("is_invented")),
                LocalDate.parse(row.get("period_start")),
                LocalDate.parse(row.get("origin")),
                Integer.parseInt(row.get("horizon")),
                Double.parseDouble(row.get("expected")),
                lower,
                upper));
      }
    }
    return lines;
  }

  /** What was expected of periods of that length, of real people or of invented ones. */
  public Vintages alike(Grain grain, boolean invented) {
    return new Vintages(
        releases,
        leftOut,
        lines.stream()
            .filter(line -> line.grain().equals(grain.code()) && line.invented() == invented)
            .toList(),
        told);
  }

  private static String words(String why, List<Integer> releases) {
    return releases.isEmpty()
        ? ""
        : why + releases.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** Which releases were left out, to end a sentence; blank for none. */
  String leftOutInWords() {
    return leftOut;
  }

  /** Which range factors start again at 1, unread, to end a sentence; blank for none. */
  String startAgainInWords() {
    if (told.readable() && told.lost().isEmpty()) {
      return "";
    }
    return "; range factors "
        + (told.readable() ? "of " + String.join(", ", told.lost()) + " " : "")
        + "start again at 1, as they could not be read of release "
        + newest().orElseThrow();
  }

  /** The number of the newest of them; empty before the second run. */
  Optional<Integer> newest() {
    return releases.stream().findFirst().map(Release.Numbered::number);
  }

  /**
   * By how much the ranges of a demand are to be multiplied now: as in the newest of the releases,
   * and a step further for what came since. Forecasts that knew less than two seasons of their
   * series are not asked: what follows them knows more.
   *
   * @param series the demand's, as they are known now
   */
  public RangeUpdate update(DemandProblem problem, List<Row> series) {
    RangeUpdate then = told.ranges().getOrDefault(problem.name(), RangeUpdate.NONE);
    SortedMap<Integer, RangeUpdate.Met> met = new TreeMap<>();
    problem.levels().forEach(level -> met.put(level, met(level, problem.grain(), series)));
    return then.after(met);
  }

  /** The first day that the newest release did not know of a series; the end of time for none. */
  private LocalDate since(String seriesId) {
    int last = newest().orElse(0);
    return of(seriesId).stream()
        .filter(line -> line.release() == last)
        .map(Expectation::origin)
        .max(Comparator.naturalOrder())
        .orElse(LocalDate.MAX);
  }

  private RangeUpdate.Met met(int level, Grain grain, List<Row> series) {
    int heard = 0;
    int values = 0;
    int held = 0;
    for (Row row : series) {
      SortedMap<LocalDate, Double> actual = VintageTables.actual(row);
      if (actual.isEmpty()) {
        continue;
      }
      LocalDate known =
          grain.plus(actual.firstKey().atStartOfDay(), 2L * grain.season()).toLocalDate();
      String id = row.getAs(DemandSeries.SERIES_ID);
      LocalDate since = since(id);
      int before = values;
      for (Expectation then : of(id)) {
        Double came = actual.get(then.period());
        if (came != null && !then.period().isBefore(since) && !then.origin().isBefore(known)) {
          values++;
          held += then.holds(level, came) ? 1 : 0;
        }
      }
      heard += values > before ? 1 : 0;
    }
    return new RangeUpdate.Met(heard, values, held);
  }

  /** What was expected of a series, by period, then by origin. */
  List<Expectation> of(String seriesId) {
    return bySeries.getOrDefault(seriesId, List.of());
  }
}
