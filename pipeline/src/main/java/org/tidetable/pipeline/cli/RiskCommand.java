package org.tidetable.pipeline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** To be written. */
@Command(name = "risk", mixinStandardHelpOptions = true)
final class RiskCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 1;
  }
}
