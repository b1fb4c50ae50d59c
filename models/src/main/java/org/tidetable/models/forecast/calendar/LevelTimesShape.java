package org.tidetable.models.forecast.calendar;

import java.util.Arrays;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.smoothing.ExponentialSmoothing;
import org.tidetable.models.vocabulary.Grain;

/**
 * Hours as the level of their day times the shape of a day, days as the level of their week times
 * the shape of a week: two small questions instead of one large one.
 *
 * <p>Blocks of 24 hours or 7 days are counted back from the end. The level of a block is its sum
 * over the sum of its shape, bank holidays left out, and is continued by {@link
 * ExponentialSmoothing}. A shape is the mean share of each hour or weekday, recent blocks counting
 * more; hours have one for each weekday, drawn towards that of all days. On a bank holiday the
 * value is multiplied by what bank holidays of that name, drawn towards all of them, were against
 * it. For values of 0 or more; other methods know what is near a holiday.
 *
 * <p>Source: the division into level and shape is that of FLAIR (arXiv 2605.07222); level, shape
 * and holidays are estimated in ways of our own.
 */
public record LevelTimesShape(DemandCalendar calendar) implements ForecastMethod.Local {
  private static final int LEAST_BLOCKS = 5;

  @Override
  public String name() {
    return "level_times_shape";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    if (history.grain() != Grain.HOUR && history.grain() != Grain.DAY) {
      return ForecastPath.refused("level times shape is for hours and days");
    }
    double[] values = history.values();
    if (Arrays.stream(values).anyMatch(value -> value < 0)) {
      return ForecastPath.refused("values below zero have no share of a level");
    }
    if (Arrays.stream(values).noneMatch(value -> value > 0)) {
      return ForecastPath.refused("no value other than zero was observed");
    }
    var shape = new BlockShape(history, calendar);
    Series levels = shape.levels();
    if (levels.observed() < LEAST_BLOCKS) {
      return ForecastPath.refused(
          "fewer than "
              + LEAST_BLOCKS
              + (history.grain() == Grain.HOUR ? " whole days" : " whole weeks")
              + " were observed");
    }
    int blocks = (horizon + shape.block() - 1) / shape.block();
    ForecastPath ahead = new ExponentialSmoothing().forecast(levels, blocks);
    if (!ahead.isMade()) {
      return ahead;
    }
    return ForecastPath.of(new RobustRange(values).cap(shape.path(ahead.values(), horizon)));
  }
}
