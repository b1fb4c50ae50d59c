package org.tidetable.pipeline.stage;

import java.util.List;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** The stages in their order; a part of a run is a sub-list. */
final class Stages {
  private Stages() {}

  /** A stage and its name on the command line. */
  record Named(String name, Stage stage) {}

  static final List<Named> ORDER =
      List.of(
          new Named("ingest", new Ingest()),
          new Named("merge", new Merge()),
          new Named("features", new BuildFeatures()),
          new Named("train", new Train()),
          new Named("forecast", new ForecastDemand()),
          new Named("cohorts", new FindCohorts()),
          new Named("publish", new Publish()));

  /** The stages from one to another, both included; an empty name means the first or the last. */
  static List<Named> between(String from, String to) {
    int first = from.isEmpty() ? 0 : place(from, "--from");
    int last = to.isEmpty() ? ORDER.size() - 1 : place(to, "--to");
    if (first > last) {
      throw UserError.of(ExitCode.USAGE, "--from %s comes after --to %s. Swap them.", from, to);
    }
    return ORDER.subList(first, last + 1);
  }

  private static int place(String name, String option) {
    for (int i = 0; i < ORDER.size(); i++) {
      if (ORDER.get(i).name().equals(name)) {
        return i;
      }
    }
    throw UserError.of(
        ExitCode.USAGE,
        "%s %s: there is no such stage. Use one of %s.",
        option,
        name,
        String.join(", ", ORDER.stream().map(Named::name).toList()));
  }
}
