package org.tidetable.pipeline.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.stage.Rebuild;
import org.tidetable.pipeline.stage.Rebuild.Rebuilt;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be done with runs that are stored. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Stored runs: makes their models again and compares.",
    footer = {"", "Example:", "  tidetable runs verify out"},
    subcommands = RunsCommand.Verify.class)
final class RunsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name what to do: verify.");
  }

  /** Rebuilds the models of a run and compares them byte by byte. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the models of a stored run again and compares every byte.",
        "From its features, method and seed. Ends with 4 when one differs.",
        ""
      })
  static final class Verify implements Callable<Integer> {
    @Parameters(
        paramLabel = "FOLDER",
        description = "OUT, for its newest run, or a run's folder OUT/runs/ID")
    private Path folder = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      CommandLine line = spec.commandLine();
      List<Rebuilt> rebuilt = Rebuild.of(folder);
      rebuilt.forEach(each -> line.getOut().println(each.model() + ": " + each.words()));
      line.getOut().flush();
      List<String> differ =
          rebuilt.stream().filter(each -> !each.same()).map(Rebuilt::model).toList();
      if (!differ.isEmpty()) {
        throw UserError.of(
            ExitCode.INPUT,
            "%s  %d of %d models could not be made again as they are stored: %s. Do not use them;"
                + " run the configuration again.",
            folder,
            differ.size(),
            rebuilt.size(),
            String.join(", ", differ));
      }
      return ExitCode.DONE.number();
    }
  }
}
