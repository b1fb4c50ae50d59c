package org.tidetable.models.forecast.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.vocabulary.Grain;

class LikeSeriesTest {
  private static final LocalDateTime APRIL = LocalDateTime.parse("2022-04-01T00:00");
  private static final int KNOWN = 19;
  private static final int HORIZON = 12;
  private static final int SERVICES = 20;

  /** The month of a whole country, and what a service adds to it. */
  private static double seasonal(int service, int month) {
    double common = 0.2 * Math.sin(2 * Math.PI * month / 12);
    double own = service % 2 == 0 ? 0.1 * Math.cos(2 * Math.PI * month / 12) : 0;
    return 100 * (1 + service) * Math.exp(common + own);
  }

  private static Series service(int service, int length) {
    SplittableRandom random = new SplittableRandom(service);
    double[] values = new double[length];
    for (int month = 0; month < length; month++) {
      double luck = random.nextDouble() + random.nextDouble() - random.nextDouble() * 2;
      values[month] = seasonal(service, month) * Math.exp(0.08 * luck);
    }
    return new Series("service " + service, Grain.MONTH, APRIL, values);
  }

  private static List<Series> services() {
    List<Series> all = new ArrayList<>();
    for (int service = 0; service < SERVICES; service++) {
      all.add(service(service, KNOWN));
    }
    return all;
  }

  private static List<ForecastPath> paths(List<Series> histories) {
    return new LikeSeries().train(List.of(), HORIZON).forecast(histories);
  }

  private static double error(double[] path, int service, double level) {
    double sum = 0;
    for (int ahead = 0; ahead < HORIZON; ahead++) {
      sum += Math.abs(path[ahead] - seasonal(service, KNOWN + ahead)) / level;
    }
    return sum / HORIZON;
  }

  @Test
  void nineteen_months_of_like_services_tell_the_year_of_each_better_than_its_own_last_year() {
    List<ForecastPath> paths = paths(services());
    double together = 0;
    double alone = 0;
    for (int service = 0; service < SERVICES; service++) {
      double level = 100 * (1 + service);
      double[] last = new SeasonalNaive().forecast(service(service, KNOWN), HORIZON).values();
      together += error(paths.get(service).values(), service, level) / SERVICES;
      alone += error(last, service, level) / SERVICES;
    }
    assertThat(together).isLessThan(0.75 * alone).isLessThan(0.06);
  }

  @Test
  void series_without_anything_in_common_are_refused() {
    List<Series> all = new ArrayList<>();
    for (int service = 0; service < SERVICES; service++) {
      SplittableRandom random = new SplittableRandom(100 + service);
      double[] values = new double[60];
      double level = 5;
      for (int month = 0; month < values.length; month++) {
        level += 0.3 * (random.nextDouble() - 0.5);
        values[month] = Math.exp(level + 0.2 * random.nextDouble());
      }
      all.add(new Series("unlike " + service, Grain.MONTH, APRIL, values));
    }
    assertThat(paths(all))
        .extracting(ForecastPath::cause)
        .containsOnly("the series have too little in common");
  }

  @Test
  void a_few_series_are_refused_and_none_give_none() {
    assertThat(paths(services().subList(0, 4)))
        .extracting(ForecastPath::cause)
        .containsOnly("there are too few series like it");
    assertThat(paths(List.of())).isEmpty();
  }

  @Test
  void gaps_zeros_negatives_and_empty_series_among_others_do_no_harm() {
    List<Series> all = new ArrayList<>(services());
    double[] gaps = service(0, KNOWN).values();
    Arrays.fill(gaps, 4, 8, Double.NaN);
    gaps[10] = 0;
    all.add(new Series("gaps", Grain.MONTH, APRIL, gaps));
    double[] negative = new double[KNOWN];
    Arrays.fill(negative, -3);
    all.add(new Series("negative", Grain.MONTH, APRIL, negative));
    all.add(new Series("zeros", Grain.MONTH, APRIL, new double[KNOWN]));
    all.add(new Series("empty", Grain.MONTH, APRIL, new double[] {Double.NaN}));
    all.add(service(3, KNOWN - 3));
    double[] constant = new double[KNOWN];
    Arrays.fill(constant, 7);
    all.add(new Series("constant", Grain.MONTH, APRIL, constant));

    List<ForecastPath> paths = paths(all);

    assertThat(paths).extracting(ForecastPath::isMade).startsWith(true, true);
    assertThat(paths.subList(SERVICES, all.size()))
        .extracting(ForecastPath::isMade)
        .containsExactly(true, false, false, false, true, true);
    assertThat(paths.get(SERVICES).values()[0]).isBetween(50.0, 200.0);
    assertThat(paths.get(SERVICES + 4).values()).as("it ended in August").hasSize(HORIZON);
    assertThat(paths.get(SERVICES + 5).values()[5]).isBetween(4.0, 14.0);
  }

  @Test
  void the_same_histories_give_the_same_bytes() {
    assertThat(paths(services()).get(7).values()).isEqualTo(paths(services()).get(7).values());
  }
}
