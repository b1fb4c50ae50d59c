package org.tidetable.pipeline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** To be written. */
@Command(name = "backtest", mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 1;
  }
}
