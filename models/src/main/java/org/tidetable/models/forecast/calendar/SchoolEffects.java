package org.tidetable.models.forecast.calendar;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * Shows series of hours, days and weeks as if schools had no holidays to methods that know of none,
 * and puts the effects back into their paths. The effects are those of {@link CalendarRegression},
 * learnt from the same history; without this they would only be in the part of a mean of methods
 * that this one has.
 *
 * <p>A series is shown as it is where the regression would refuse it, and where none of its values
 * lies in a school holiday.
 */
public final class SchoolEffects {
  private final DemandCalendar calendar;
  private volatile Optional<Found> last = Optional.empty();

  /** Effects of the school holidays of that calendar, which several methods may share. */
  public SchoolEffects(DemandCalendar calendar) {
    this.calendar = calendar;
  }

  /** A method that sees series without these effects. */
  public ForecastMethod.Local unseenBy(ForecastMethod.Local method) {
    return new Unaware(method, this);
  }

  private record Unaware(ForecastMethod.Local method, SchoolEffects effects)
      implements ForecastMethod.Local {
    @Override
    public String name() {
      return method.name();
    }

    @Override
    public ForecastPath forecast(Series history, int horizon) {
      Found found = effects.of(history, horizon);
      if (!found.any()) {
        return method.forecast(history, horizon);
      }
      ForecastPath path = method.forecast(found.without(history), horizon);
      return path.isMade() ? ForecastPath.of(found.with(path.values(), history.length())) : path;
    }
  }

  /**
   * The effects on a history and what follows it.
   *
   * @param sizes one for each period: factors where they multiply, else in units of the series
   */
  private record Found(Series history, boolean multiplies, double[] sizes) {
    boolean any() {
      return Arrays.stream(sizes).anyMatch(size -> size != (multiplies ? 1 : 0));
    }

    Series without(Series seen) {
      double[] values = seen.values();
      for (int time = 0; time < values.length; time++) {
        double least = values[time] < 0 ? Double.NEGATIVE_INFINITY : 0;
        values[time] =
            multiplies ? values[time] / sizes[time] : Math.max(least, values[time] - sizes[time]);
      }
      return new Series(seen.id(), seen.grain(), seen.firstPeriod(), values);
    }

    double[] with(double[] path, int from) {
      double[] values = path.clone();
      for (int ahead = 0; ahead < values.length; ahead++) {
        double size = sizes[from + ahead];
        values[ahead] = multiplies ? values[ahead] * size : values[ahead] + size;
      }
      return values;
    }
  }

  /** Methods look at one history after the other, so the last one is kept. */
  private Found of(Series history, int horizon) {
    Optional<Found> kept =
        last.filter(one -> one.history().equals(history))
            .filter(one -> one.sizes().length == history.length() + horizon);
    if (kept.isPresent()) {
      return kept.get();
    }
    Found found = find(history, horizon);
    last = Optional.of(found);
    return found;
  }

  private Found find(Series history, int horizon) {
    double[] sizes = new double[history.length() + horizon];
    Found none = new Found(history, false, sizes);
    if (history.grain().compareTo(Grain.WEEK) > 0 || !CalendarRegression.suits(history)) {
      return none;
    }
    Series seen = history;
    if (history.grain() == Grain.HOUR) {
      boolean positive = Arrays.stream(history.values()).noneMatch(value -> value <= 0);
      double[] means = HourlyModel.DailyMeans.of(history, positive).values();
      if (!HourlyModel.DailyMeans.differ(means)) {
        return none;
      }
      LocalDate first = history.firstPeriod().toLocalDate();
      seen = new Series(history.id(), Grain.DAY, first.atStartOfDay(), means);
    }
    CalendarModel model = new CalendarModel(seen, calendar, horizon);
    for (int time = 0; time < sizes.length; time++) {
      double effect = model.schoolEffect(history.period(time).toLocalDate());
      sizes[time] = model.isShare() ? Math.exp(effect) : effect;
    }
    return new Found(history, model.isShare(), sizes);
  }
}
