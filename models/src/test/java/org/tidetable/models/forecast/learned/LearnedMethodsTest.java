package org.tidetable.models.forecast.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.SeriesParts;
import org.tidetable.models.forecast.naive.Naive;
import org.tidetable.models.vocabulary.Grain;

class LearnedMethodsTest {
  private static final double[] WEEK = {1.3, 1.1, 1.0, 1.0, 1.1, 0.8, 0.4};
  private static final int HORIZON = 14;
  private static final int LENGTH = 200;

  private static final List<ForecastMethod.Global> METHODS =
      List.of(
          new GlobalRegression(DemandCalendar.NONE, 3),
          new TweedieRegression(DemandCalendar.NONE, SeriesParts.NONE, 3),
          new LinearRegression(DemandCalendar.NONE, SeriesParts.NONE, 3),
          new TweedieRegression(DemandCalendar.NONE, parts(), 3),
          new LinearRegression(DemandCalendar.NONE, parts(), 3));

  /** Three areas of four services, and ages of which two are alike. */
  private static SeriesParts parts() {
    Map<String, Map<String, String>> parts = new HashMap<>();
    for (int service = 0; service < 12; service++) {
      String age = List.of("0-17", "18-64", "65+").get(service % 3);
      parts.put("service " + service, Map.of("area", "A" + service / 4, "age", age));
    }
    return new SeriesParts(parts);
  }

  /** Counts with a week, from about 4 to about 600 a day, all rising. */
  private static List<Series> services() {
    List<Series> all = new ArrayList<>();
    for (int service = 0; service < 12; service++) {
      SplittableRandom random = new SplittableRandom(service);
      double[] values = new double[LENGTH + HORIZON];
      for (int day = 0; day < values.length; day++) {
        double mean = 4 * Math.pow(1.6, service) * WEEK[day % 7] * (1 + day / 400.0);
        double luck = random.nextDouble() + random.nextDouble() - random.nextDouble() * 2;
        values[day] = Math.max(0, Math.round(mean + luck * Math.sqrt(mean)));
      }
      LocalDateTime monday = LocalDateTime.parse("2024-01-01T00:00");
      all.add(new Series("service " + service, Grain.DAY, monday, values));
    }
    return all;
  }

  private static List<Series> heads(List<Series> all) {
    return all.stream().map(one -> one.head(LENGTH)).toList();
  }

  @Test
  void the_week_and_the_level_of_each_service_are_learnt() {
    List<Series> all = services();
    for (ForecastMethod.Global method : METHODS) {
      List<ForecastPath> paths = method.train(heads(all), HORIZON).forecast(heads(all));
      for (int service = 0; service < all.size(); service++) {
        double[] path = paths.get(service).values();
        double[] last = new Naive().forecast(all.get(service).head(LENGTH), HORIZON).values();
        double error = 0;
        double naive = 0;
        for (int ahead = 0; ahead < HORIZON; ahead++) {
          double actual = all.get(service).value(LENGTH + ahead);
          error += Math.abs(path[ahead] - actual);
          naive += Math.abs(last[ahead] - actual);
        }
        assertThat(error).as(method.name() + " " + service).isLessThan(0.8 * naive);
      }
    }
  }

  @Test
  void the_order_of_the_series_does_not_matter() {
    List<Series> histories = heads(services());
    List<Series> turned = new ArrayList<>(histories);
    Collections.reverse(turned);
    for (ForecastMethod.Global method : METHODS) {
      List<ForecastPath> one = method.train(histories, HORIZON).forecast(histories);
      List<ForecastPath> other = method.train(turned, HORIZON).forecast(histories);
      for (int series = 0; series < histories.size(); series++) {
        assertThat(other.get(series).values()).isEqualTo(one.get(series).values());
      }
    }
  }

  @Test
  void zeros_are_refused_and_counts_do_not_become_negative() {
    List<Series> histories = new ArrayList<>(heads(services()));
    LocalDateTime start = histories.get(0).firstPeriod();
    histories.add(new Series("zeros", Grain.DAY, start, new double[LENGTH]));
    double[] seldom = new double[LENGTH];
    for (int day = 9; day < LENGTH; day += 23) {
      seldom[day] = 1 + day % 3;
    }
    histories.add(new Series("seldom", Grain.DAY, start, seldom));
    for (ForecastMethod.Global method : METHODS) {
      List<ForecastPath> paths = method.train(histories, HORIZON).forecast(histories);
      assertThat(paths.get(12).cause()).contains("zero");
      assertThat(Arrays.stream(paths.get(13).values()).min().orElse(-1))
          .as(method.name())
          .isGreaterThanOrEqualTo(0);
    }
  }

  @Test
  void too_little_to_learn_from_is_refused() {
    Series few = services().get(3).head(5);
    for (ForecastMethod.Global method : METHODS) {
      List<ForecastPath> paths = method.train(List.of(few), 3).forecast(List.of(few));
      assertThat(paths.get(0).cause()).as(method.name()).contains("too few");
      assertThat(method.train(List.of(), 3).forecast(List.of(few)).get(0).isMade()).isFalse();
    }
  }
}
