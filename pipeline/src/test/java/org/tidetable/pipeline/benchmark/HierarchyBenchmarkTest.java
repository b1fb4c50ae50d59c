package org.tidetable.pipeline.benchmark;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingDouble;
import static java.util.stream.Collectors.toList;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Forecasts that add up against those of each node by itself, over a year that nobody knew when the
 * way to make them agree was chosen: Scottish delayed bed days by council and age, and English A&E
 * attendances by trust and region, each from several ends of their history. Made by the command
 * that a user has. Errors are in units of each node's own seasonal naive error.
 */
@Tag("benchmark")
class HierarchyBenchmarkTest {
  private static final int HORIZON = 12;
  private static final int ENDS = 5;
  private static final double NOISE = 0.01;
  private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path DEMO = BASE.resolveSibling("conf/demo");
  private static final DateTimeFormatter IN_WORDS =
      DateTimeFormatter.ofPattern("LLLL yyyy", Locale.UK);

  /** One number of one series. */
  private record Cell(List<String> codes, YearMonth month, double value) {
    String id() {
      return String.join("/", codes);
    }
  }

  /** Mean errors of a level over its nodes, from one end of the history. */
  private record Fared(double together, double alone) {}

  @Test
  void no_level_of_bed_days_gets_worse_by_adding_up() throws IOException {
    List<Cell> cells =
        rows("delayed_bed_days_by_council_monthly.csv.gz").stream()
            .filter(row -> row.get("delay_reason").equals("All Delay Reasons"))
            .filter(row -> !row.get("age_group").equals("18plus"))
            .filter(row -> !row.get("ltla_code").equals("S92000003"))
            .map(row -> cell(row, "num_delayed_bed_days", row.get("ltla_code"), "age_group"))
            .toList();
    judge("bed_days", cells, List.of("council", "age"), "  - name: council\n  - name: age\n", 3);
  }

  @Test
  void no_level_of_attendances_gets_worse_by_adding_up() throws IOException {
    Map<String, String> regions = regions();
    List<Cell> cells =
        rows("ae_by_trust_monthly.csv.gz").stream()
            .map(
                row ->
                    new Cell(
                        List.of(
                            row.get("nhs_trust22_code"),
                            regions.getOrDefault(row.get("nhs_trust22_code"), "other")),
                        YearMonth.parse(row.get("date"), IN_WORDS),
                        Double.parseDouble(row.get("total_attendances"))))
            .toList();
    String dimensions = "  - name: area\n    levels: [region, trust]\n";
    judge("attendances", cells, List.of("trust", "region"), dimensions, 2);
  }

  private static Cell cell(Map<String, String> row, String value, String area, String other) {
    return new Cell(
        List.of(area, row.get(other)),
        YearMonth.from(LocalDate.parse(row.get("date"))),
        Double.parseDouble(row.get(value)));
  }

  /** The region that most patients of a trust come from. */
  private static Map<String, String> regions() throws IOException {
    Map<String, String> regionOf = new HashMap<>();
    rows("authority_region.csv.gz")
        .forEach(row -> regionOf.put(row.get("ltla21_code"), row.get("region21_code")));
    Map<String, Map<String, Double>> shares =
        rows("trust_catchment.csv.gz").stream()
            .filter(row -> regionOf.containsKey(row.get("ltla21_code")))
            .collect(
                groupingBy(
                    row -> row.get("nhs_trust22_code"),
                    groupingBy(
                        row -> regionOf.get(row.get("ltla21_code")),
                        summingDouble(
                            row ->
                                Double.parseDouble(row.get("proportion_trust_came_from_ltla"))))));
    Map<String, String> most = new HashMap<>();
    shares.forEach(
        (trust, parts) ->
            most.put(
                trust,
                parts.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElseThrow()));
    return most;
  }

  private static void judge(
      String name, List<Cell> all, List<String> columns, String dimensions, int step)
      throws IOException {
    Path folder = Files.createDirectories(BASE.resolve("target/hierarchies"));
    Path yaml = folder.resolve(name + ".yaml");
    Files.writeString(yaml, "dimensions:\n" + dimensions + "totals: one_dimension\n");
    List<Cell> cells = whole(all);
    YearMonth last = cells.stream().map(Cell::month).max(Comparator.naturalOrder()).orElseThrow();
    Map<String, List<Fared>> levels = new LinkedHashMap<>();
    for (int end = ENDS - 1; end >= 0; end--) {
      YearMonth origin = last.plusMonths(1L - HORIZON - (long) end * step);
      Path given = folder.resolve(name + ".csv");
      Path made = folder.resolve(name + "-" + origin + ".csv");
      write(given, cells.stream().filter(cell -> cell.month().isBefore(origin)).toList(), columns);
      Peers.tidetable(
          "forecast",
          given.toString(),
          "--grain",
          "month",
          "--horizon",
          String.valueOf(HORIZON),
          "--hierarchy",
          yaml.toString(),
          "--out",
          made.toString());
      fared(Peers.table(made), cells, columns, origin)
          .forEach((level, one) -> levels.computeIfAbsent(level, l -> new ArrayList<>()).add(one));
    }
    SoftAssertions.assertSoftly(
        bars ->
            levels.forEach(
                (level, found) -> {
                  double ratio = mean(found, Fared::together) / mean(found, Fared::alone);
                  Peers.say(
                      "%s, %s: %.3f of the errors alone, over %d ends: %s",
                      name,
                      level,
                      ratio,
                      found.size(),
                      String.join(
                          " ",
                          found.stream()
                              .map(one -> one.together() / one.alone())
                              .map(one -> String.format(Locale.ROOT, "%.3f", one))
                              .toList()));
                  bars.assertThat(ratio).as("%s, %s", name, level).isLessThan(1 + NOISE);
                }));
  }

  private static double mean(List<Fared> found, Function<Fared, Double> part) {
    return found.stream().mapToDouble(part::apply).average().orElseThrow();
  }

  /** The cells of series that have a value in every month, so that sums are what they say. */
  private static List<Cell> whole(List<Cell> cells) {
    long months = cells.stream().map(Cell::month).distinct().count();
    Map<String, List<Cell>> bySeries = cells.stream().collect(groupingBy(Cell::id));
    return bySeries.values().stream()
        .filter(one -> one.size() == months && one.stream().allMatch(cell -> cell.value() > 0))
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Cell::id).thenComparing(Cell::month))
        .toList();
  }

  private static void write(Path file, List<Cell> cells, List<String> columns) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("series_id,period_start,value," + String.join(",", columns));
    for (Cell cell : cells) {
      lines.add(
          String.join(
              ",",
              cell.id(),
              cell.month().atDay(1).toString(),
              String.valueOf(cell.value()),
              String.join(",", cell.codes())));
    }
    Files.write(file, lines);
  }

  private static Map<String, Fared> fared(
      List<Map<String, String>> rows, List<Cell> cells, List<String> columns, YearMonth origin) {
    boolean nested = columns.contains("region");
    Map<String, List<Map<String, String>>> byNode =
        rows.stream().collect(groupingBy(row -> row.get("series_id"), TreeMap::new, toList()));
    Map<String, List<Fared>> nodes = new TreeMap<>();
    for (List<Map<String, String>> path : byNode.values()) {
      Map<String, String> first = path.get(0);
      Map<YearMonth, Double> came = new TreeMap<>();
      for (Cell cell : cells) {
        boolean inside =
            nested
                ? isAmong(first.get("area"), cell.codes())
                : isAmong(first.get("council"), cell.codes())
                    && isAmong(first.get("age"), cell.codes());
        if (inside) {
          came.merge(cell.month(), cell.value(), Double::sum);
        }
      }
      double together = 0;
      double alone = 0;
      for (Map<String, String> row : path) {
        double value = came.get(YearMonth.from(LocalDate.parse(row.get("period_start"))));
        together += Math.abs(Double.parseDouble(row.get("expected")) - value);
        alone += Math.abs(Double.parseDouble(row.get("expected_alone")) - value);
      }
      double scale = HORIZON * seasonalError(came, origin);
      nodes
          .computeIfAbsent(first.get("level"), level -> new ArrayList<>())
          .add(new Fared(together / scale, alone / scale));
    }
    Map<String, Fared> levels = new LinkedHashMap<>();
    nodes.forEach(
        (level, found) ->
            levels.put(level, new Fared(mean(found, Fared::together), mean(found, Fared::alone))));
    return levels;
  }

  private static boolean isAmong(String code, List<String> codes) {
    return code.equals("all") || codes.contains(code);
  }

  /** Mean change over a year before the origin. */
  private static double seasonalError(Map<YearMonth, Double> values, YearMonth origin) {
    return values.keySet().stream()
        .filter(month -> month.isBefore(origin) && values.containsKey(month.minusYears(1)))
        .mapToDouble(month -> Math.abs(values.get(month) - values.get(month.minusYears(1))))
        .average()
        .orElseThrow();
  }

  /** The rows of a packed table of the demo, by heading. */
  private static List<Map<String, String>> rows(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DEMO.resolve(name))),
                StandardCharsets.UTF_8))) {
      List<String> lines = reader.lines().toList();
      String[] header = lines.get(0).replace("\"", "").split(",", -1);
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] values = line.replace("\"", "").split(",", -1);
        Map<String, String> row = new HashMap<>();
        for (int at = 0; at < header.length; at++) {
          row.put(header[at], values[at]);
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
