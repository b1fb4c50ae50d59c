package org.tidetable.models.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * One series of a forecasting competition: what was given, and what came.
 *
 * @param period YEARLY, QUARTERLY, MONTHLY or OTHER
 * @param given the part that methods may see
 * @param came the values that followed
 */
record Competition(String period, Series given, double[] came) {

  /** The series of M1 ("m1") or M3 ("m3"), in the order of their file. */
  static List<Competition> read(Path data, String name) throws IOException {
    Path folder = data.resolve("m1-m3-competition");
    Map<String, String> periods = new LinkedHashMap<>();
    for (String line : lines(folder.resolve(name + "_info.csv.gz"))) {
      String[] cells = line.split(",", -1);
      periods.put(cells[0], cells[2]);
    }
    Map<String, List<Double>> given = new LinkedHashMap<>();
    Map<String, List<Double>> came = new LinkedHashMap<>();
    for (String line : lines(folder.resolve(name + "_values.csv.gz"))) {
      String[] cells = line.split(",", -1);
      (cells[1].equals("train") ? given : came)
          .computeIfAbsent(cells[0], id -> new ArrayList<>())
          .add(Double.valueOf(cells[3]));
    }
    List<Competition> series = new ArrayList<>();
    periods.forEach(
        (id, period) ->
            series.add(
                new Competition(
                    period,
                    series(id, grain(period), given),
                    array(came.getOrDefault(id, List.of())))));
    return series;
  }

  /** Given and came in one, as a series that may be learnt from. */
  Series whole() {
    double[] values = Arrays.copyOf(given.values(), given.length() + came.length);
    System.arraycopy(came, 0, values, given.length(), came.length);
    return new Series(given.id(), given.grain(), given.firstPeriod(), values);
  }

  /** The same game one horizon earlier, to develop with: what came is the end of what was given. */
  Competition rehearsal() {
    int known = given.length() - horizon(period);
    double[] end = Arrays.copyOfRange(given.values(), known, given.length());
    return new Competition(period, given.head(known), end);
  }

  /** How far ahead the competitors of M3 looked. */
  static int horizon(String period) {
    return switch (period) {
      case "YEARLY" -> 6;
      case "MONTHLY" -> 18;
      default -> 8;
    };
  }

  static Grain grain(String period) {
    return switch (period) {
      case "MONTHLY" -> Grain.MONTH;
      case "QUARTERLY" -> Grain.QUARTER;
      default -> Grain.YEAR;
    };
  }

  // The dates in the files are not to be trusted, so that all series begin alike.
  private static Series series(String id, Grain grain, Map<String, List<Double>> values) {
    return new Series(
        id,
        grain,
        LocalDateTime.parse("1980-01-01T00:00"),
        array(values.getOrDefault(id, List.of())));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).toList();
    }
  }
}
