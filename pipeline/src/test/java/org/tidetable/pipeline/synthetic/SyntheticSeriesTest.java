package org.tidetable.pipeline.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.calendar.CalendarRegression;
import org.tidetable.models.forecast.calendar.CalendarRegression.HolidayEffect;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.source.BankHolidays;
import org.tidetable.pipeline.source.SeriesFile;

class SyntheticSeriesTest {
  private static final LocalDate END = LocalDate.of(2025, 3, 31);
  private static final DemandCalendar ENGLAND =
      BankHolidays.read(Path.of("..", "conf", "demo", "bank_holidays.json.gz"), "gb-eng");

  @TempDir static Path folder;
  private static List<Series> daily;
  private static List<Series> hourly;
  private static final Map<String, Double> TRUTH = new HashMap<>();

  @BeforeAll
  static void write() throws IOException {
    SyntheticSeries.write(5, END, folder.resolve("out"), Optional.of(folder.resolve("truth")));
    daily = SeriesFile.read(folder.resolve("out/series/daily.csv"), Grain.DAY);
    hourly = SeriesFile.read(folder.resolve("out/series/hourly.csv"), Grain.HOUR);
    for (CSVRecord row : WrittenPopulation.csv(folder.resolve("truth/true_series.csv"))) {
      TRUTH.put(row.get("series_id") + " " + row.get("name"), Double.valueOf(row.get("effect")));
    }
  }

  private static double truth(Series series, String name) {
    return TRUTH.getOrDefault(series.id() + " " + name, Double.NaN);
  }

  @Test
  void six_services_by_day_and_four_by_hour_end_on_the_last_day() {
    assertThat(daily).hasSize(6).allMatch(one -> one.length() == 1826);
    assertThat(hourly).hasSize(4).allMatch(one -> one.length() == 24 * 1096);
    assertThat(daily.get(0).period(1825)).isEqualTo(END.atStartOfDay());
  }

  @Test
  void the_same_seed_gives_the_same_bytes() throws IOException {
    Path other = folder.resolve("other");
    SyntheticSeries.write(5, END, other, Optional.empty());
    for (String name : List.of("series/daily.csv", "series/hourly.csv")) {
      assertThat(Files.mismatch(other.resolve(name), folder.resolve("out").resolve(name)))
          .isEqualTo(-1);
    }
  }

  @Test
  void planted_holiday_effects_are_recovered_within_their_noise() {
    var method = new CalendarRegression(ENGLAND);
    Map<String, LocalDate> days =
        Map.of(
            "good_friday", LocalDate.of(2024, 3, 29),
            "easter_monday", LocalDate.of(2024, 4, 1),
            "summer_bank_holiday", LocalDate.of(2024, 8, 26),
            "christmas_day", LocalDate.of(2024, 12, 25),
            "new_years_day", LocalDate.of(2025, 1, 1));
    List<Double> sizes = new ArrayList<>();
    for (Series series : daily) {
      days.forEach(
          (name, day) -> {
            HolidayEffect found = method.holidayEffect(series, day);
            double planted = truth(series, name);
            double off = Math.log(found.size() / planted);
            if (!found.multiplies()) {
              return;
            }
            assertThat(Math.abs(off))
                .as("%s %s: planted %s, found %s", series.id(), name, planted, found)
                .isLessThan(4 * found.standardError() + 0.02);
            sizes.add(Math.abs(off));
          });
    }
    assertThat(sizes).as("of all services but one, which has days of zero").hasSize(25);
    assertThat(sizes.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
        .as("mean error of the logarithm")
        .isLessThan(0.06);
  }

  @Test
  void days_and_hours_are_forecast_better_than_last_week_would() {
    for (Series series : daily) {
      assertThat(error(new CalendarRegression(ENGLAND), series, 28, 112))
          .as(series.id())
          .isLessThan(0.9 * error(new SeasonalNaive(), series, 28, 112));
    }
    for (Series series : hourly) {
      assertThat(error(new CalendarRegression(ENGLAND), series, 168, 168))
          .as(series.id())
          .isLessThan(0.9 * lastWeek(series, 168));
    }
  }

  private static double error(ForecastMethod.Local method, Series series, int horizon, int back) {
    int origin = series.length() - back;
    double[] path = method.forecast(series.head(origin), horizon).values();
    double sum = 0;
    for (int ahead = 0; ahead < horizon; ahead++) {
      sum += Math.abs(path[ahead] - series.value(origin + ahead));
    }
    return sum / horizon;
  }

  private static double lastWeek(Series series, int horizon) {
    double sum = 0;
    for (int index = series.length() - horizon; index < series.length(); index++) {
      sum += Math.abs(series.value(index) - series.value(index - 168));
    }
    return sum / horizon;
  }
}
