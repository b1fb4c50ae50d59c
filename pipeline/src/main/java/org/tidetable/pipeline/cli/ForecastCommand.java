package org.tidetable.pipeline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** To be written. */
@Command(name = "forecast", mixinStandardHelpOptions = true)
final class ForecastCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 1;
  }
}
