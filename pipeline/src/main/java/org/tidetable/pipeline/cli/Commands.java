package org.tidetable.pipeline.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the commands. */
@Command(
    name = "tidetable",
    mixinStandardHelpOptions = true,
    versionProvider = Commands.Version.class,
    header =
        "Demand forecasts and at-risk cohorts for health, care and education, safe to publish.",
    description = {
      "",
      "tidetable stands for: java -jar pipeline/target/tidetable.jar",
      "To type it so, once: alias tidetable='java -jar pipeline/target/tidetable.jar'",
      "",
      "Start with the whole pipeline on open data, then open out/current/report.html:",
      "  tidetable demo",
      "A file that you do not know yet:",
      "  tidetable profile FILE --out proposed",
      "Your own data:",
      "  tidetable validate conf/pipeline.yaml",
      "  tidetable run conf/pipeline.yaml",
      "One table of series:",
      "  tidetable forecast SERIES.csv --grain month --horizon 12 --out forecast.csv",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a fault of Tidetable: the message names the log",
      "2:the command line is not understood",
      "3:the configuration has problems",
      "4:input data is refused",
      "5:privacy: an identifier in the input or a disclosure in the output",
      "6:done with warnings, and --strict was given",
      "7:the machine: JDK, memory, disk, permissions",
      "8:another run holds this output",
      "130:interrupted"
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ProfileCommand.class,
      PseudonymiseCommand.class,
      ValidateCommand.class,
      ForecastCommand.class,
      BacktestCommand.class,
      RiskCommand.class,
      RunsCommand.class,
      CohortCommand.class,
      SynthesizeCommand.class,
      DoctorCommand.class,
      DescribeCommand.class,
      SchemaCommand.class
    })
public final class Commands implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  /** The version of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Commands.class.getPackage().getImplementationVersion();
      return new String[] {"tidetable " + (version == null ? "development" : version)};
    }
  }
}
