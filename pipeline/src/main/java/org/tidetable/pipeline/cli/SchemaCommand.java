package org.tidetable.pipeline.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tidetable.pipeline.cohort.CohortYamlSchema;
import org.tidetable.pipeline.conf.ConfigSchema;
import org.tidetable.pipeline.conf.DisclosureConfig;
import org.tidetable.pipeline.conf.HierarchyConfig;
import org.tidetable.pipeline.conf.RunConfig;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.SourceMapping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the JSON Schema of a kind of configuration file. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the JSON Schema of a configuration file.",
      "",
      "An editor that knows it completes and checks the file as you type. Put into the",
      "first line of the file:",
      "  # yaml-language-server: $schema=run.schema.json",
      ""
    },
    footer = {"", "Example:", "  tidetable schema run > run.schema.json"})
final class SchemaCommand implements Callable<Integer> {
  /** The kinds of file. */
  enum Kind {
    RUN,
    SOURCE,
    DISCLOSURE,
    HIERARCHY,
    COHORT
  }

  @Parameters(
      paramLabel = "KIND",
      arity = "0..1",
      description =
          "run (a configuration, the default), source (a mapping), disclosure, hierarchy (of"
              + " forecast --hierarchy), or cohort")
  private String kind = "run";

  @Override
  public Integer call() {
    ObjectNode schema =
        switch (named(kind)) {
          case RUN -> ConfigSchema.of(RunConfig.class);
          case SOURCE -> ConfigSchema.of(SourceMapping.class);
          case DISCLOSURE -> ConfigSchema.of(DisclosureConfig.class);
          case HIERARCHY -> ConfigSchema.of(HierarchyConfig.class);
          case COHORT -> CohortYamlSchema.json();
        };
    System.out.println(schema.toPrettyString());
    return 0;
  }

  private static Kind named(String kind) {
    return Arrays.stream(Kind.values())
        .filter(each -> each.name().equalsIgnoreCase(kind))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.of(
                    ExitCode.USAGE,
                    "there is no schema \"%s\". Name one of: %s.",
                    kind,
                    Arrays.stream(Kind.values())
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))));
  }
}
