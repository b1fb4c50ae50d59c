package org.tidetable.models.forecast;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The future of one series: either made, with ranges, or not made, with the cause in words. */
public sealed interface Forecast {

  /** The id of the series. */
  String seriesId();

  /** The first moment of the first period that is not known. */
  LocalDateTime origin();

  /** Handles both cases, so that no caller can forget one. */
  <T> T fold(Function<Made, T> made, Function<NotMade, T> notMade);

  /**
   * A forecast.
   *
   * @param method the name of the method that made the path, or {@value #COMBINED}
   * @param points one for each horizon from 1, in order; a point may be absent where the period is
   *     known to hold nothing (a closed week), with its cause in {@link Point#reason()}
   * @param weights of the methods that had a part in the path, by name; their sum is 1
   * @param why the weights are what they are, in a sentence that a planner understands
   */
  record Made(
      String seriesId,
      LocalDateTime origin,
      String method,
      List<Point> points,
      Map<String, Double> weights,
      String why)
      implements Forecast {
    /** The name of a weighted mean of several methods' paths. */
    public static final String COMBINED = "combined";

    public Made {
      points = List.copyOf(points);
      weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    @Override
    public <T> T fold(Function<Made, T> made, Function<NotMade, T> notMade) {
      return made.apply(this);
    }
  }

  /**
   * No forecast.
   *
   * @param cause why, in words that a planner understands
   */
  record NotMade(String seriesId, LocalDateTime origin, String cause) implements Forecast {
    @Override
    public <T> T fold(Function<Made, T> made, Function<NotMade, T> notMade) {
      return notMade.apply(this);
    }
  }

  /**
   * One period ahead.
   *
   * @param horizon periods after the last known one, from 1
   * @param expected the path of the method, in the unit of the series: the number to plan with; NaN
   *     when {@code reason} is not empty
   * @param intervals by ascending level, each inside the next; empty when {@code reason} is not
   * @param reason empty for a made point, else why there is none for this period
   */
  record Point(
      int horizon,
      LocalDateTime periodStart,
      double expected,
      List<Interval> intervals,
      String reason) {
    public Point {
      intervals = List.copyOf(intervals);
    }
  }

  /**
   * A central range.
   *
   * @param level nominal coverage in per cent
   */
  record Interval(int level, double lower, double upper) {}
}
