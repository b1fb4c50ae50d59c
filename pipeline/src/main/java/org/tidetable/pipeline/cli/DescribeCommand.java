package org.tidetable.pipeline.cli;

import java.util.concurrent.Callable;
import org.tidetable.pipeline.publish.DataDictionary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the data dictionary, or one part of it. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what every table, column, feature, method and event kind means.",
      "",
      "Made from the code: it cannot be out of date.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tidetable describe",
      "  tidetable describe features",
      "  tidetable describe methods",
      "  tidetable describe fact_demand_forecast"
    })
final class DescribeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "WHAT",
      arity = "0..1",
      description = "kinds, features, methods, tables, or the name of a table; all when left out")
  private String what = "";

  @Override
  public Integer call() {
    System.out.print(DataDictionary.of(what));
    return 0;
  }
}
