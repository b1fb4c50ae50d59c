package org.tidetable.pipeline.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.cohort.CohortRequest;
import org.tidetable.pipeline.cohort.CohortRun;
import org.tidetable.pipeline.cohort.clinical.ClinicalRun;
import org.tidetable.pipeline.conf.ConfigReader;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the people of a cohort in the store of a run. */
@Command(
    name = "cohort",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds the people of a cohort in the store of a finished run.",
      "",
      "FILE asks over health, care and education: what must and must not have happened,",
      "how often, in which order, within which days. The members stay in the run's",
      "restricted folder. DIR gets who is left after every step, as protected counts,",
      "and the cohort in plain English and as JSON. With --omop, FILE is a definition of",
      "OHDSI, and only its members are written, below DIR/restricted.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tidetable cohort conf/cohorts/frail_without_support.yaml --run out \\",
      "    --conf conf/demo.yaml --out cohort",
      "  tidetable cohort diabetes.json --omop omop --out cohort",
      "  tidetable schema cohort > cohort.schema.json"
    })
final class CohortCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The cohort (YAML)")
  private Path file = Path.of("");

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The output folder of a run, or one of its runs")
  private @Nullable Path run;

  @Option(
      names = "--conf",
      paramLabel = "CONF",
      description = "The configuration of that run: its disclosure policy protects the counts")
  private @Nullable Path configuration;

  @Option(
      names = "--omop",
      paramLabel = "DIR",
      description = "For a definition of OHDSI (Circe JSON): the folder of the OMOP tables")
  private @Nullable Path omop;

  @Option(
      names = "--compare",
      paramLabel = "OLD",
      description = "Tell what differs from this version, and who comes and goes")
  private @Nullable Path old;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where results go")
  private Path out = Path.of("");

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master: local[*] (default), spark://..., yarn, k8s://...")
  private String master = "";

  @Override
  public Integer call() {
    Path tables = omop;
    if (tables != null) {
      ClinicalRun.of(file, tables, out, master, System.out);
      return 0;
    }
    Path store = run;
    Path settings = configuration;
    if (store == null || settings == null) {
      throw UserError.of(
          ExitCode.USAGE,
          "cohort needs --run and --conf, or --omop for a definition of OHDSI. Name them.");
    }
    CohortRun.of(
        new CohortRequest(
            file, Optional.ofNullable(old), store, ConfigReader.read(settings), out, master),
        System.out);
    return 0;
  }
}
