package org.tidetable.models.forecast.arima;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdplus.toolkit.base.api.timeseries.TsData;
import jdplus.toolkit.base.api.timeseries.TsPeriod;
import jdplus.toolkit.base.api.timeseries.regression.AdditiveOutlier;
import jdplus.toolkit.base.api.timeseries.regression.IOutlier;
import jdplus.toolkit.base.api.timeseries.regression.LevelShift;
import jdplus.toolkit.base.core.modelling.regression.RegressionDesc;
import jdplus.toolkit.base.core.regsarima.regular.RegSarimaModel;
import jdplus.tramoseats.base.api.tramo.MeanSpec;
import jdplus.tramoseats.base.api.tramo.TramoSpec;
import jdplus.tramoseats.base.core.tramo.TramoKernel;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * Seasonal ARIMA with outliers by TRAMO, as JDemetra+ has it: logarithms or not, differences,
 * orders, working days and Easter (months only), single, fading and lasting outliers are chosen by
 * tests.
 *
 * <p>The airline model is kept where its residuals pass the tests, rather than searched past: that
 * forecasts better and takes half the time. Missing values are filled by the model. Only months,
 * quarters and years; the last 300, 100 and 60 of them. Where TRAMO fails, the airline model
 * without outliers is tried, and then the path is refused. A path stays within one range of the
 * history.
 *
 * <p>Source: Gomez and Maravall (2001), Automatic modelling methods for univariate series; Box and
 * Jenkins (1970) for the airline model.
 */
public record Tramo() implements ForecastMethod.Local {
  private static final int MINIMUM_OBSERVED = 4;
  private static final int LONGEST = 60;
  private static final int SEASONS = 25;

  /** An outlier needs this t-value; the default of about 3.5 finds more, and forecasts worse. */
  private static final double CRITICAL = 4;

  /** Of the likelihood; the default of 1e-7 takes longer and forecasts no better. */
  private static final double TOLERANCE = 1e-4;

  private static final TramoSpec PLAIN = quick(TramoSpec.TR3);
  private static final TramoSpec CALENDAR = quick(TramoSpec.TR4);
  private static final TramoSpec AIRLINE =
      TramoSpec.TR0.toBuilder()
          .regression(
              TramoSpec.TR0.getRegression().toBuilder().mean(MeanSpec.DEFAULT_UNUSED).build())
          .build();

  private static TramoSpec quick(TramoSpec one) {
    return one.toBuilder()
        .autoModel(one.getAutoModel().toBuilder().acceptDefault(true).build())
        .estimate(one.getEstimate().toBuilder().tol(TOLERANCE).build())
        .outliers(one.getOutliers().toBuilder().criticalValue(CRITICAL).build())
        .build();
  }

  @Override
  public String name() {
    return "tramo";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    Recent recent = Recent.of(history);
    Optional<String> obstacle = recent.obstacle();
    if (obstacle.isPresent()) {
      return ForecastPath.refused(obstacle.get());
    }
    for (TramoSpec one : specifications(recent)) {
      Optional<double[]> path = model(recent, one).flatMap(model -> path(model, horizon));
      if (path.isPresent()) {
        return ForecastPath.of(new RobustRange(recent.values()).cap(path.get()));
      }
    }
    return ForecastPath.refused("no seasonal ARIMA model could be fitted to the values");
  }

  /**
   * What stands out in a history, by period; empty also where there is no model of it, as for
   * hours, days and weeks.
   */
  public static List<Outlier> outliers(Series history) {
    Recent recent = Recent.of(history);
    if (recent.obstacle().isPresent()) {
      return List.of();
    }
    for (TramoSpec one : specifications(recent)) {
      Optional<RegSarimaModel> model = model(recent, one);
      if (model.isPresent()) {
        return outliers(model.get());
      }
    }
    return List.of();
  }

  private static List<TramoSpec> specifications(Recent recent) {
    int year = recent.start().getYear();
    boolean calendar = recent.grain() == Grain.MONTH && year >= 1900 && year < 2100;
    return calendar ? List.of(CALENDAR, PLAIN, AIRLINE) : List.of(PLAIN, AIRLINE);
  }

  private static Optional<RegSarimaModel> model(Recent recent, TramoSpec one) {
    try {
      TsData series = TsData.ofInternal(recent.period(), recent.values().clone());
      // A kernel keeps the state of its last series: one for each, so that order changes nothing.
      return Optional.ofNullable(TramoKernel.of(one, null).process(series, null));
    } catch (RuntimeException unfit) {
      // Short or degenerate series end in exceptions of many types, indices out of bounds among
      // them; none says more than that this specification does not suit.
      return Optional.empty();
    }
  }

  private static Optional<double[]> path(RegSarimaModel model, int horizon) {
    try {
      double[] path = model.forecasts(horizon).getForecasts().getValues().toArray();
      return Optional.of(path)
          .filter(made -> made.length == horizon)
          .filter(made -> Arrays.stream(made).noneMatch(Double::isNaN));
    } catch (RuntimeException unfit) {
      return Optional.empty();
    }
  }

  private static List<Outlier> outliers(RegSarimaModel model) {
    List<Outlier> found = new ArrayList<>();
    for (RegressionDesc term : model.getDetails().getRegressionItems()) {
      if (term.getCore() instanceof IOutlier outlier) {
        Outlier.Kind kind =
            switch (outlier.getCode()) {
              case AdditiveOutlier.CODE -> Outlier.Kind.SINGLE;
              case LevelShift.CODE -> Outlier.Kind.LEVEL;
              default -> Outlier.Kind.FADING;
            };
        double tValue = term.getCoef() / term.getStderr();
        found.add(new Outlier(kind, outlier.getPosition(), tValue));
      }
    }
    found.sort(Comparator.comparing(Outlier::period).thenComparing(Outlier::kind));
    return List.copyOf(found);
  }

  /** The part of a history that is used: from an observed value on. */
  private record Recent(Grain grain, LocalDateTime start, double[] values) {
    static Recent of(Series history) {
      int limit = Math.max(LONGEST, SEASONS * history.grain().season());
      int from = Math.max(0, history.length() - limit);
      while (from < history.length() - 1 && Double.isNaN(history.value(from))) {
        from++;
      }
      double[] values = Arrays.copyOfRange(history.values(), from, history.length());
      return new Recent(history.grain(), history.period(from), values);
    }

    /** Why there can be no model of it. */
    Optional<String> obstacle() {
      return switch (grain) {
        case HOUR, DAY, WEEK ->
            Optional.of("seasonal ARIMA is for months, quarters and years: no shorter periods");
        case MONTH, QUARTER, YEAR ->
            Arrays.stream(values).filter(value -> !Double.isNaN(value)).count() < MINIMUM_OBSERVED
                ? Optional.of("fewer than " + MINIMUM_OBSERVED + " values were observed")
                : Optional.empty();
      };
    }

    TsPeriod period() {
      int year = start.getYear();
      int month = start.getMonthValue();
      return switch (grain) {
        case MONTH -> TsPeriod.monthly(year, month);
        case QUARTER -> TsPeriod.quarterly(year, (month + 2) / 3);
        default -> TsPeriod.yearly(year);
      };
    }
  }
}
