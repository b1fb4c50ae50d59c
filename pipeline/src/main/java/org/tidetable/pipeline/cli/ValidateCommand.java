package org.tidetable.pipeline.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.cohort.CohortText;
import org.tidetable.pipeline.cohort.CohortReader;
import org.tidetable.pipeline.conf.ConfigReader;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.MappingReader;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.MappingTrial;
import org.tidetable.pipeline.source.SourceCheck;
import org.tidetable.pipeline.source.SourceFile;
import org.tidetable.pipeline.source.SourceMapping;
import org.tidetable.pipeline.stage.PlannedAreas;
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
      "With files after it, CONF is a mapping: every row of the files is read with it.",
      "CONF may be a cohort, too: then it is told in plain English.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tidetable validate conf/demo.yaml",
      "  tidetable validate conf/cohorts/frail_without_support.yaml",
      "  tidetable validate proposed/returns.yaml returns.csv"
    })
final class ValidateCommand implements Callable<Integer> {
  /** Stands for the folder of the invented population, which only a run makes. */
  private static final Path INVENTED = Path.of("invented");

  @Parameters(index = "0", paramLabel = "CONF", description = "The configuration or cohort (YAML)")
  private Path file = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE",
      description = "Files to read with CONF as their mapping")
  private List<Path> tried = List.of();

  @Override
  public Integer call() {
    if (!tried.isEmpty()) {
      return tried();
    }
    if (CohortReader.isCohort(file)) {
      return cohort();
    }
    Configuration configuration = ConfigReader.read(file);
    int files = 0;
    List<UserError> faults = new ArrayList<>();
    Map<String, List<Path>> differing = new LinkedHashMap<>();
    for (Configuration.Source source : configuration.sources()) {
      long rows = 0;
      long refusedBefore = faults.size();
      String last = "";
      for (Path found : configuration.files(source, INVENTED)) {
        if (!found.startsWith(INVENTED)) {
          files++;
          try {
            SourceCheck.Seen seen =
                SourceCheck.firstRows(source.mapping(), found, configuration.keyFile());
            rows += seen.rows();
            seen.drift()
                .told()
                .forEach(
                    told -> differing.computeIfAbsent(told, any -> new ArrayList<>()).add(found));
            last = found.toString();
          } catch (UserError refused) {
            faults.add(refused);
          }
        }
      }
      if (rows == 0 && !last.isEmpty() && faults.size() == refusedBefore) {
        faults.add(new SourceFile(source.mapping(), last).withoutData());
      }
    }
    if (!faults.isEmpty()) {
      throw all(faults);
    }
    differing.forEach(
        (told, names) ->
            System.out.printf(
                "%s%s:  %s%n",
                names.get(0),
                names.size() == 1 ? "" : " and " + (names.size() - 1) + " more",
                told));
    PlannedAreas.notInFiles(configuration).forEach(System.out::println);
    System.out.printf(
        "%s is sound: %d sources, %d files looked into, %d demands, %d risks.%n",
        file,
        configuration.sources().size(),
        files,
        configuration.demand().size(),
        configuration.risk().size());
    return 0;
  }

  /** Areas, sexes and days are compared with data, and there are none yet. */
  private int cohort() {
    CohortDefinition cohort = CohortReader.read(file, LocalDate.EPOCH);
    System.out.printf("%s (version %d): who, in this order%n", cohort.title(), cohort.version());
    CohortText.steps(cohort).forEach(step -> System.out.println("  - " + step));
    System.out.printf(
        "%s is sound. Its areas, sexes, days and risk are looked for in a run when it is asked.%n",
        file);
    return 0;
  }

  private int tried() {
    SourceMapping mapping = MappingReader.read(file);
    List<UserError> faults = new ArrayList<>();
    for (Path one : tried) {
      try {
        told(mapping, one, MappingTrial.of(mapping, one));
      } catch (UserError refused) {
        faults.add(refused);
      }
    }
    if (!faults.isEmpty()) {
      throw all(faults);
    }
    System.out.printf("%s is sound, and reads what was given.%n", file);
    return 0;
  }

  private static void told(SourceMapping mapping, Path file, MappingTrial trial) {
    System.out.printf(
        "%s: %,d rows: %,d used, %,d left out by the mapping, %,d set aside.%n",
        file, trial.rows(), trial.used(), trial.leftOut(), trial.faulty());
    trial.setAside().forEach((why, rows) -> System.out.printf("  set aside: %s: %,d%n", why, rows));
    trial.drift().told().forEach(told -> System.out.printf("  %s%n", told));
    if (trial.rows() == 0) {
      throw UserError.of(
          ExitCode.INPUT, "%s:1:1  has a heading but no rows. Supply the data.", file);
    }
    double limit = mapping.setAsideLimit() == null ? 0 : mapping.setAsideLimit();
    if (trial.faulty() > limit * trial.rows()) {
      throw UserError.of(
          ExitCode.INPUT,
          "%s:%s  is the first faulty row of %,d; the mapping allows %s %%. Mend the file, or"
              + " declare the format, the code or the mark in the mapping.",
          file,
          trial.firstFault().orElse("1:1"),
          trial.faulty(),
          limit * 100);
    }
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
