package org.tidetable.pipeline.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.conf.ConfigReader;
import org.tidetable.pipeline.stage.RunRequest;
import org.tidetable.pipeline.stage.Runner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A whole run of a configuration. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "A whole run: forecasts demand, finds people at risk, publishes.",
      "",
      "Reads the sources that the configuration names. What is published appears in",
      "OUT/current/ at the end, all at once.",
      ""
    },
    footer = {"", "Example:", "  tidetable run conf/demo.yaml --out out"})
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CONF", description = "The configuration (YAML)")
  private Path configuration = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results go (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("out");

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Use what was known before that day (default: the last day in the data)")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--from",
      paramLabel = "STAGE",
      description = "First stage: ingest, merge, features, train, forecast, cohorts or publish")
  private String from = "";

  @Option(names = "--to", paramLabel = "STAGE", description = "Last stage")
  private String to = "";

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master: local[*] (default), spark://..., yarn, k8s://...")
  private String master = "";

  @Option(names = "--strict", description = "Exit with 6 when there were warnings")
  private boolean strict;

  @Option(names = "--json", description = "Print the outcome as one JSON document")
  private boolean json;

  @Option(names = "--quiet", description = "No progress lines")
  private boolean quiet;

  @Override
  public Integer call() {
    return Runner.run(
        new RunRequest(
            ConfigReader.read(configuration),
            out,
            Optional.ofNullable(asOf),
            from,
            to,
            master,
            strict,
            json,
            quiet),
        Clock.systemUTC());
  }
}
