package org.tidetable.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.synthetic.SyntheticPopulation;
import org.tidetable.pipeline.synthetic.SyntheticSettings;
import org.tidetable.pipeline.synthetic.SyntheticSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Invents a linked population. */
@Command(
    name = "synthesize",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Invents a linked population, for trying things out.",
      "",
      "Invents people in families and areas, and what health, care and schools record",
      "of them: three files with pseudonyms of their own, a register and a link table.",
      "No real person stands behind any row. The true risk of each person goes to a",
      "file apart.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tidetable synthesize --people 20000 --truth truth/true_risk.csv --out people"
    })
final class SynthesizeCommand implements Callable<Integer> {
  @Option(names = "--people", paramLabel = "N", required = true, description = "How many people")
  private int people;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First day of the records, the first of a month (default: ${DEFAULT-VALUE})")
  private LocalDate from = LocalDate.of(2021, 4, 1);

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Last day of the records, the last of a month (default: ${DEFAULT-VALUE})")
  private LocalDate to = LocalDate.of(2025, 3, 31);

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The same seed invents the same people (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Write the true risks there; beside it what faults were planted")
  private @Nullable Path truth;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the files go")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    SyntheticSettings settings;
    try {
      settings = new SyntheticSettings(people, from, to, seed);
    } catch (IllegalArgumentException refused) {
      throw UserError.of(ExitCode.USAGE, "%s.", String.valueOf(refused.getMessage()));
    }
    if (truth != null
        && truth.toAbsolutePath().normalize().startsWith(out.toAbsolutePath().normalize())) {
      throw UserError.of(
          ExitCode.USAGE,
          "--truth %s lies in --out %s, where a run could read it. Choose a folder apart from it.",
          truth,
          out);
    }
    RunFolder.create(out);
    SyntheticSummary summary = SyntheticPopulation.write(settings, out, Optional.ofNullable(truth));
    System.out.printf(
        "%,d invented people in %s: %,d rows.%n",
        summary.people(), out, summary.rows().values().stream().mapToLong(Number::longValue).sum());
    return 0;
  }
}
