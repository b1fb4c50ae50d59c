package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of published counts that tells its methods more than the series: two authorities and their
 * region, whose own count is a tenth higher than their sum, so that nothing adds up by itself.
 */
class ToldMethodsRunTest {
  private static final int YEARS = 17;
  private static final int MONTHS = 84;

  @TempDir private static Path home;
  private static Typed ended = new Typed(-1, "", "");
  private static final double[][] BORN = new double[3][YEARS + 4];

  @BeforeAll
  static void make_the_run() throws IOException {
    Random random = new Random(11);
    for (int area = 0; area < 2; area++) {
      for (int year = 0; year < BORN[area].length; year++) {
        BORN[area][year] = Math.rint(3000 + 700 * random.nextGaussian());
        BORN[2][year] += BORN[area][year];
      }
    }
    StringBuilder pupils = new StringBuilder("date,area,group,number\n");
    StringBuilder births = new StringBuilder("area_code,date,births\n");
    StringBuilder people = new StringBuilder("area_code,date,population\n");
    for (int area = 0; area < 3; area++) {
      for (int year = 0; year < BORN[area].length; year++) {
        births.append(row("%s,%d-09-01,%.0f", code(area), 2008 + year, BORN[area][year]));
        people.append(row("%s,%d-09-01,%d", code(area), 2008 + year, 100_000 + 5000 * year));
        if (year < YEARS) {
          pupils.append(pupils(area, year, "R", 0.9 * BORN[area][year]));
          if (year > 1) {
            pupils.append(pupils(area, year, "1", 0.81 * BORN[area][year - 1]));
            pupils.append(pupils(area, year, "2", 0.81 * BORN[area][year - 2]));
          }
        }
      }
    }
    StringBuilder visits = new StringBuilder("date,area,group,number\n");
    for (int month = 0; month < MONTHS; month++) {
      double first = 1000 + 150 * random.nextGaussian();
      double second = 2000 + 300 * random.nextGaussian();
      visits.append(visits(0, month, first));
      visits.append(visits(1, month, second));
      visits.append(visits(2, month, 1.1 * (first + second)));
      if (month >= MONTHS - 5) {
        visits.append(row("%s,A3,all,%.0f", month(month), 300.0));
      }
    }
    write("pupils.csv", pupils.toString());
    write("visits.csv", visits.toString());
    write("births.csv", births.toString());
    write("people.csv", people.toString());
    write("pupils.yaml", mapping("pupils", "year", "pupil"));
    write("visits.yaml", mapping("visits", "month", "emergency_attendance"));
    write("regions.csv", "area_code,name,region_code\nA1,Ham,E1\nA2,Ton,E1\nA3,Newby,E1\n");
    write("run.yaml", RUN);
    SmallRun.writePolicy(home);
    ended = Typed.run("run", home.resolve("run.yaml"), "--out", home.resolve("out"));
  }

  private static final String RUN =
      """
      name: told
      seed: 7
      sources:
        - {mapping: pupils.yaml, files: [pupils.csv]}
        - {mapping: visits.yaml, files: [visits.csv]}
      areas: {names: [regions.csv]}
      pool: light
      demand:
        - name: pupils
          title: Pupils
          kind: pupil
          source: pupils
          grain: year
          horizon: 2
          levels: [authority, region]
          categories: [R, "1", "2"]
          cohorts: {groups: [R, "1", "2"], births: births.csv}
        - name: visits
          title: Visits
          kind: emergency_attendance
          source: visits
          grain: month
          horizon: 12
          levels: [authority, region]
          methods: [naive]
          temporal: [quarter, year]
      population:
        - demand: pupils
          file: people.csv
          published_by: Office for National Statistics
          licence: Open Government Licence v3.0
          address: https://www.ons.gov.uk
          published_on: 2020-01-01
      disclosure: policy.yaml
      """;

  private static String mapping(String name, String grain, String kind) {
    return """
        name: %s
        title: Counts
        published_by: Somebody
        licence: Open Government Licence v3.0
        address: https://example.org
        columns:
          date: {type: text}
          area: {type: text}
          group: {type: text}
          number: {type: integer}
        counts:
          grain: %s
          period: {columns: [date], format: yyyy-MM-dd}
          areas:
            - {level: region, code: area, where: {area: [E1]}}
            - {level: authority, code: area}
          category: {columns: [group], total: all}
          measures:
            - {column: number, kind: %s}
        """
        .formatted(name, grain, kind);
  }

  private static String code(int area) {
    return List.of("A1", "A2", "E1").get(area);
  }

  private static String month(int month) {
    return String.format(Locale.ROOT, "%d-%02d-01", 2018 + month / 12, 1 + month % 12);
  }

  private static String row(String pattern, Object... cells) {
    return String.format(Locale.ROOT, pattern, cells) + "\n";
  }

  private static String pupils(int area, int year, String group, double pupils) {
    double counted = area == 2 ? 1.1 * pupils : pupils;
    return row("%d-09-01,%s,%s,%.0f", 2008 + year, code(area), group, counted);
  }

  private static String visits(int area, int month, double visits) {
    return row("%s,%s,all,%.0f", month(month), code(area), visits);
  }

  private static void write(String name, String text) throws IOException {
    Files.writeString(home.resolve(name), text);
  }

  private static List<CSVRecord> rows(String table, String series) {
    assertThat(ended.code()).as(ended.err()).isZero();
    return SmallRun.csv(home.resolve("out/current/csv").resolve(table + ".csv")).stream()
        .filter(row -> row.get("series_id").equals(series))
        .toList();
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }

  @Test
  void year_groups_follow_the_ones_below_and_the_youngest_its_births() {
    assertThat(rows("fact_forecast_explanation", "pupils/A1/2"))
        .anySatisfy(
            row ->
                assertThat(String.join(" ", row.values())).contains("cohort survival counts most"));
    CSVRecord cohorts = score("pupils", "cohort_survival");
    assertThat(number(cohorts, "mase")).isLessThan(0.2);
    assertThat(number(cohorts, "mase")).isLessThan(0.5 * number(score("pupils", "drift"), "mase"));
    assertThat(number(score("pupils", "prevalence_times_population"), "mase")).isPositive();
  }

  private static CSVRecord score(String demand, String method) {
    return rows("fact_forecast_accuracy", demand).stream()
        .filter(row -> row.get("method").equals(method))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_demand_has_the_methods_that_it_names_beside_those_they_are_measured_by() {
    assertThat(rows("fact_forecast_accuracy", "visits"))
        .extracting(row -> row.get("method"))
        .contains("naive", "seasonal_naive", "exponential_smoothing", "temporal_hierarchy")
        .doesNotContain("stl_ar");
  }

  @Test
  void months_agree_with_longer_periods_where_that_made_them_better() {
    assertThat(number(score("visits", "temporal_hierarchy"), "mase"))
        .isLessThan(number(score("visits", "naive"), "mase"));
    assertThat(rows("fact_forecast_explanation", "visits/A1"))
        .anySatisfy(row -> assertThat(String.join(" ", row.values())).contains("longer periods"));
  }

  @Test
  void a_series_of_five_months_takes_its_share_of_its_regions_forecast() {
    List<CSVRecord> young = rows("fact_demand_forecast", "visits/A3");
    List<CSVRecord> region = rows("fact_demand_forecast", "visits/E1");
    ToDoubleFunction<CSVRecord> width =
        row -> (number(row, "upper_80") - number(row, "lower_80")) / number(row, "expected");

    assertThat(young).hasSize(12).allMatch(row -> row.get("method").equals("parent_share"));
    double share = number(young.get(0), "expected") / number(region.get(0), "expected");
    assertThat(share).isBetween(0.07, 0.12);
    for (int ahead = 0; ahead < 12; ahead++) {
      assertThat(number(young.get(ahead), "expected"))
          .isCloseTo(share * number(region.get(ahead), "expected"), within(0.01));
      assertThat(width.applyAsDouble(young.get(ahead)))
          .isGreaterThan(width.applyAsDouble(region.get(ahead)));
    }
    assertThat(rows("fact_demand_year", "visits/A3"))
        .isNotEmpty()
        .allMatch(row -> row.get("status").equals("not_made"));
  }

  @Test
  void an_area_that_no_source_has_is_told_once_these_are_read_and_noted_before()
      throws IOException {
    String line = "visits,Nowhere,2025-01-01,,+10,A ward opens,Planning team\n";
    write("known.csv", "demand,area,from,to,change,reason,who\n" + line);
    write("adjusted.yaml", RUN.replace("population:", "adjustments: known.csv\npopulation:"));
    Path out = home.resolve("adjusted");

    assertThat(Typed.run("validate", home.resolve("adjusted.yaml")).out())
        .contains("known.csv:2:2  \"Nowhere\" is in no file of areas");
    Typed refused = Typed.run("run", home.resolve("adjusted.yaml"), "--out", out);

    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err())
        .contains("known.csv:2:2  area", "\"Nowhere\" is no area of visits", "Newby");
    try (Stream<Path> files = Files.walk(out)) {
      assertThat(files).noneMatch(file -> file.endsWith("store"));
    }
  }
}
