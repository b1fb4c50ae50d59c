package org.tidetable.models.forecast.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateSpaceModelTest {
  /** What another implementation makes of a series in one form, both with R's "usual" bounds. */
  private record Expected(
      Form form, String label, double likelihood, double[] values, double[] path) {
    static Expected of(String line) {
      String[] cells = line.split(",", -1);
      Form form = coded(cells[2], Integer.parseInt(cells[1]));
      return new Expected(
          form,
          cells[0] + " " + cells[2],
          Double.parseDouble(cells[3]),
          numbers(cells[4]),
          numbers(cells[5]));
    }

    /** A form without season for a series with one has optima of no use to anybody. */
    boolean suits(int period) {
      return form.period() == period;
    }
  }

  private static Form coded(String code, int period) {
    return new Form(
        code.charAt(0) == 'M' ? Form.Errors.MULTIPLICATIVE : Form.Errors.ADDITIVE,
        code.charAt(1) == 'N'
            ? Form.Trend.NONE
            : code.length() == 4 ? Form.Trend.DAMPED : Form.Trend.ADDITIVE,
        switch (code.charAt(code.length() - 1)) {
          case 'M' -> Form.Season.MULTIPLICATIVE;
          case 'A' -> Form.Season.ADDITIVE;
          default -> Form.Season.NONE;
        },
        code.endsWith("N") ? 1 : period);
  }

  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  /** Lines of a file that a script beside it makes. */
  private static List<Expected> fixtures(String name) throws IOException {
    try (InputStream file = StateSpaceModelTest.class.getResourceAsStream("/forecast/" + name)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .skip(1)
          .filter(line -> Expected.of(line).suits(Integer.parseInt(line.split(",", -1)[1])))
          .map(Expected::of)
          .toList();
    }
  }

  /** Fits all, and gives how many reached the very optimum of the other implementation. */
  private static int compare(List<Expected> all) {
    int same = 0;
    for (Expected one : all) {
      StateSpaceModel model = StateSpaceModel.fit(one.form(), one.values(), 1e-9);
      double likelihood = -model.deviance() / 2;
      assertThat(likelihood)
          .as(one.label())
          .isGreaterThanOrEqualTo(one.likelihood() - 0.001 * Math.abs(one.likelihood()));
      if (Math.abs(likelihood - one.likelihood()) < 0.005) {
        same++;
        double[] path = model.forecast(one.path().length);
        for (int ahead = 0; ahead < path.length; ahead++) {
          assertThat(path[ahead] / one.path()[ahead] - 1)
              .as("%s, horizon %s", one.label(), ahead + 1)
              .isCloseTo(0, within(0.01));
        }
      }
    }
    return same;
  }

  @Test
  void the_likelihood_is_that_of_forecast_in_r_or_better_in_every_form() throws IOException {
    List<Expected> all = fixtures("ets_forms.csv");
    assertThat(all).hasSize(96);
    assertThat(compare(all)).isGreaterThanOrEqualTo(12);
  }

  @Test
  void the_likelihood_is_that_of_statsforecast_or_better() throws IOException {
    List<Expected> all = fixtures("ets_statsforecast.csv");
    assertThat(all).hasSizeGreaterThan(25);
    assertThat(compare(all)).isGreaterThanOrEqualTo(7);
  }

  @Test
  void the_derivatives_are_those_of_small_steps() {
    double[] values = new double[30];
    for (int time = 0; time < values.length; time++) {
      values[time] = 1 + 0.02 * time + 0.2 * Math.sin(time * 1.9) + 0.1 * (time % 4);
    }
    values[7] = Double.NaN;
    for (Form form : Form.candidates(4, true, true)) {
      Recursion recursion = new Recursion(form, values);
      double[] parameters = PlainStart.of(form, values);
      recursion.derive(parameters);
      double[] gradient = recursion.gradient().clone();
      for (int at = 0; at < parameters.length; at++) {
        double[] up = parameters.clone();
        double[] down = parameters.clone();
        up[at] += 1e-6;
        down[at] -= 1e-6;
        double slope = (recursion.squares(up) - recursion.squares(down)) / 2e-6;
        assertThat(2 * gradient[at])
            .as("%s, parameter %s", form, at)
            .isCloseTo(slope, within(1e-6));
      }
    }
  }

  @Test
  void all_forms_are_tried_but_those_that_need_positive_values() {
    assertThat(Form.candidates(12, true, true)).hasSize(15);
    assertThat(Form.candidates(12, false, true)).hasSize(6);
    assertThat(Form.candidates(12, true, false)).hasSize(6);
    assertThat(Form.candidates(1, true, true)).hasSize(6);
  }
}
