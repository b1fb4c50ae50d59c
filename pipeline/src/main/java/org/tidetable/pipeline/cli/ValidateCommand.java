package org.tidetable.pipeline.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tidetable.pipeline.conf.ConfigReader;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.source.SourceCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a configuration and the beginning of its files, without starting Spark. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a configuration, the headings of its files and their first rows. Writes nothing.",
      "Every problem comes with file, line, column and what to do."
    },
    footer = {"", "Example: tidetable validate conf/demo.yaml"})
final class ValidateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CONF", description = "The configuration (YAML)")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    Configuration configuration = ConfigReader.read(file);
    int files = 0;
    for (Configuration.Source source : configuration.sources()) {
      for (String named : source.files()) {
        if (!named.startsWith(Configuration.SYNTHETIC)) {
          SourceCheck.firstRows(source.mapping(), configuration.locate(named, Path.of("")));
          files++;
        }
      }
    }
    System.out.printf(
        "%s is sound: %d sources, %d files looked into, %d demands, %d risks.%n",
        file,
        configuration.sources().size(),
        files,
        configuration.demand().size(),
        configuration.risk().size());
    return 0;
  }
}
