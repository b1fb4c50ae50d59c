package org.tidetable.models.forecast;

import java.util.List;
import java.util.function.Function;

/**
 * A way to continue series: over each series alone, or over all of them at once. Methods are
 * immutable, safe to share between threads, and give the same path for the same history.
 */
public sealed interface ForecastMethod permits ForecastMethod.Local, ForecastMethod.Global {

  /** The name in configurations and published tables, in snake_case. */
  String name();

  /** Handles both cases, so that no caller can forget one. */
  <T> T fold(Function<Local, T> local, Function<Global, T> global);

  /** A method that needs one series only. */
  non-sealed interface Local extends ForecastMethod {
    /** The path of the {@code horizon} periods after the last one of {@code history}. */
    ForecastPath forecast(Series history, int horizon);

    @Override
    default <T> T fold(Function<Local, T> local, Function<Global, T> global) {
      return local.apply(this);
    }
  }

  /** A method that learns from all series what it expects of each. */
  non-sealed interface Global extends ForecastMethod {
    /** Learns from histories of one grain, to forecast up to {@code horizon} periods ahead. */
    Trained train(List<Series> histories, int horizon);

    @Override
    default <T> T fold(Function<Local, T> local, Function<Global, T> global) {
      return global.apply(this);
    }
  }

  /** What a global method has learnt; may be applied to longer histories than it learnt from. */
  interface Trained {
    /** One path for each history, in their order. */
    List<ForecastPath> forecast(List<Series> histories);
  }
}
