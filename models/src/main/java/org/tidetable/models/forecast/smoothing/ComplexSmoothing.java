package org.tidetable.models.forecast.smoothing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;

/**
 * Complex exponential smoothing: the form of season (none, simple, partial, full) with the smallest
 * corrected Akaike criterion; a season needs two observed ones.
 *
 * <p>It follows levels and trends with one complex weight and does not ask which of the two is
 * there. Its seasons are additive. It looks at the last 2,000 periods; its paths can explode and
 * keep to the range of the history.
 *
 * <p>Source: Svetunkov, Kourentzes and Ord (2022), Complex exponential smoothing; Svetunkov and
 * Kourentzes (2018), Complex exponential smoothing for seasonal time series.
 */
public record ComplexSmoothing() implements ForecastMethod.Local {
  private static final int LONGEST = 2_000;
  private static final int FEWEST = 5;

  @Override
  public String name() {
    return "complex_smoothing";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    double[] values = history.recent(LONGEST);
    int season = history.grain().season();
    Scale plain = new Scale(values, season, false);
    if (plain.observed() < FEWEST) {
      return ForecastPath.refused("fewer than " + FEWEST + " values were observed");
    }
    List<Fitted> candidates = new ArrayList<>();
    boolean seasonal = season > 1 && plain.observed() >= 2 * season;
    ComplexModel.Form first = seasonal ? ComplexModel.Form.PARTIAL : ComplexModel.Form.NONE;
    candidates.add(plain.fit(first));
    if (Arrays.stream(values).noneMatch(value -> value <= 0)) {
      candidates.add(new Scale(values, season, true).fit(first));
    }
    Scale scale = best(candidates).scale();
    for (ComplexModel.Form form : ComplexModel.Form.values()) {
      if (seasonal && form != first) {
        candidates.add(scale.fit(form));
      }
    }
    return new RobustRange(values).path(best(candidates).path(horizon));
  }

  private static Fitted best(List<Fitted> candidates) {
    return candidates.stream().min(Comparator.comparingDouble(Fitted::criterion)).orElseThrow();
  }

  /** The values, or their logarithms, ready to be fitted. */
  private static final class Scale {
    private final double[] values;
    private final SeasonalAdjustment adjustment;
    private final int season;
    private final boolean logarithms;

    Scale(double[] values, int season, boolean logarithms) {
      this.values = logarithms ? Arrays.stream(values).map(Math::log).toArray() : values;
      this.adjustment = SeasonalAdjustment.of(this.values, season);
      this.season = season;
      this.logarithms = logarithms;
    }

    int observed() {
      return adjustment.observed();
    }

    Fitted fit(ComplexModel.Form form) {
      ComplexModel model = ComplexModel.fit(form, values, adjustment, season);
      // On the log scale the likelihood of the values themselves has this factor in addition.
      double jacobian =
          logarithms ? 2 * Arrays.stream(values).filter(value -> !Double.isNaN(value)).sum() : 0;
      return new Fitted(this, model, model.criterion() + jacobian);
    }
  }

  private record Fitted(Scale scale, ComplexModel model, double criterion) {
    double[] path(int horizon) {
      double[] path = model.forecast(horizon);
      return scale.logarithms ? Arrays.stream(path).map(Math::exp).toArray() : path;
    }
  }
}
