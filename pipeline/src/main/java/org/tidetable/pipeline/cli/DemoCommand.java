package org.tidetable.pipeline.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tidetable.pipeline.conf.ConfigReader;
import org.tidetable.pipeline.stage.RunRequest;
import org.tidetable.pipeline.stage.Runner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole pipeline on the configuration that comes with it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The whole pipeline on open data and an invented population.",
      "",
      "Takes a minute or two; then open OUT/current/report.html.",
      ""
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results go (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("out");

  @Option(names = "--json", description = "Print the outcome as one JSON document")
  private boolean json;

  @Option(names = "--quiet", description = "No progress lines")
  private boolean quiet;

  @Override
  public Integer call() {
    return Runner.run(
        new RunRequest(
            ConfigReader.read(Bundled.folder(out).resolve("demo.yaml")),
            out,
            Optional.empty(),
            "",
            "",
            "",
            false,
            json,
            quiet),
        Clock.systemUTC());
  }
}
