package org.tidetable.models.forecast;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidetable.models.vocabulary.Grain;

/** Public series of the M competitions, and what other programs make of them. */
public record Peers(Map<String, double[]> numbers) {

  /**
   * A series, and how far ahead its competition looked.
   *
   * @param history the training part
   */
  public record Case(Series history, int horizon) {
    @Override
    public String toString() {
      return history.id();
    }
  }

  /** Training parts of 17 series. */
  public static List<Case> cases() {
    return lines("series.csv").stream()
        .map(
            cells -> {
              Grain grain =
                  switch (cells[1]) {
                    case "12" -> Grain.MONTH;
                    case "4" -> Grain.QUARTER;
                    default -> Grain.YEAR;
                  };
              LocalDateTime start = LocalDateTime.parse("2000-01-01T00:00");
              return new Case(
                  new Series(cells[0], grain, start, numbers(cells[3])),
                  Integer.parseInt(cells[2]));
            })
        .toList();
  }

  /** What one program says. */
  public static Peers of(String file) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    for (String[] cells : lines(file)) {
      numbers.put(key(cells[0], cells[1], cells[2]), numbers(cells[3]));
    }
    return new Peers(numbers);
  }

  /** The numbers of that name; none when there are none. */
  public double[] get(Case example, String method, String what) {
    return numbers.getOrDefault(key(example.history().id(), method, what), new double[0]);
  }

  private static String key(String series, String method, String what) {
    return series + " " + method + " " + what;
  }

  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static List<String[]> lines(String file) {
    try (InputStream in = Peers.class.getResourceAsStream("/forecast/classics/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .filter(cells -> !cells[3].isEmpty())
          .toList();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
