package org.tidetable.pipeline.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidetable.pipeline.conf.ConfigReader;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.SourceCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a configuration and the beginning of its files, without starting Spark. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a configuration, and the first rows of its files.",
      "",
      "Every problem comes with file, line, column and what to do. Writes nothing.",
      ""
    },
    footer = {"", "Example:", "  tidetable validate conf/demo.yaml"})
final class ValidateCommand implements Callable<Integer> {
  /** Stands for the folder of the invented population, which only a run makes. */
  private static final Path INVENTED = Path.of("invented");

  @Parameters(paramLabel = "CONF", description = "The configuration (YAML)")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    Configuration configuration = ConfigReader.read(file);
    int files = 0;
    List<UserError> faults = new ArrayList<>();
    for (Configuration.Source source : configuration.sources()) {
      for (Path found : configuration.files(source, INVENTED)) {
        if (!found.startsWith(INVENTED)) {
          files++;
          try {
            SourceCheck.firstRows(source.mapping(), found, configuration.keyFile());
          } catch (UserError refused) {
            faults.add(refused);
          }
        }
      }
    }
    if (!faults.isEmpty()) {
      throw all(faults);
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

  /** The faults of all files, under the gravest exit code. */
  private static UserError all(List<UserError> faults) {
    ExitCode gravest = faults.get(0).exitCode();
    List<String> texts = new ArrayList<>();
    for (UserError fault : faults) {
      texts.add(String.valueOf(fault.getMessage()));
      gravest = fault.exitCode().number() > gravest.number() ? fault.exitCode() : gravest;
    }
    return UserError.of(gravest, "%s", String.join("\n", texts));
  }
}
