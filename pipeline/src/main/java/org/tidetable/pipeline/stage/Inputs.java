package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidetable.models.card.Provenance;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.RunConfig;
import org.tidetable.pipeline.identity.Pseudonymiser;
import org.tidetable.pipeline.run.Fingerprint;

/** The files that a run reads, and what names the run. */
public final class Inputs {
  /** Stands for the folder of the invented population before a run has made it. */
  private static final Path INVENTED = Path.of("invented");

  private Inputs() {}

  /**
   * The id of a run: the same inputs, configuration, keys, code and seed give the same id. The
   * invented population is not among the inputs, as its settings and seed are.
   */
  public static String runId(
      Configuration configuration, String codeVersion, Optional<LocalDate> asOf) {
    List<String> parts = new ArrayList<>();
    parts.add(codeVersion);
    parts.add(configHash(configuration));
    parts.add(Protection.keyId(configuration));
    parts.add(asOf.map(LocalDate::toString).orElse(""));
    if (!configuration.keyFile().isEmpty()) {
      parts.add(Pseudonymiser.read(Path.of(configuration.keyFile())).keyId());
    }
    for (Path file : files(configuration)) {
      parts.add(file.getFileName() + "=" + Fingerprint.ofFile(file));
    }
    return Fingerprint.shortened(Fingerprint.ofTexts(parts));
  }

  /** The hash of what the configuration says. */
  static String configHash(Configuration configuration) {
    return Fingerprint.ofTexts(
        configuration.readFiles().stream().map(Fingerprint::ofFile).toList());
  }

  /** Every file that is read, but for those of the invented population. */
  static List<Path> files(Configuration configuration) {
    List<Path> files = new ArrayList<>();
    for (Configuration.Source source : configuration.sources()) {
      configuration.files(source, INVENTED).stream()
          .filter(file -> !file.startsWith(INVENTED))
          .forEach(files::add);
    }
    List<String> named = new ArrayList<>();
    RunConfig written = configuration.written();
    if (written.people() != null) {
      named.add(written.people().register());
      named.add(written.people().links());
      named.add(written.people().objections());
      RunConfig.OptOut optOut = written.people().optOut();
      if (optOut != null) {
        named.add(optOut.list());
      }
    }
    RunConfig.Areas areas = written.areas();
    if (areas != null) {
      named.add(areas.trustCatchment());
      named.add(areas.trustAttribution());
      named.add(areas.authorityRegion());
      named.addAll(areas.names());
      named.addAll(areas.successors());
    }
    named.add(written.bankHolidays());
    named.add(written.schoolHolidays());
    named.add(written.adjustments());
    written.population().forEach(population -> named.add(population.file()));
    for (RunConfig.Demand demand : written.demand()) {
      named.add(demand.schoolHolidays());
      RunConfig.Cohorts cohorts = demand.cohorts();
      if (cohorts != null) {
        named.add(cohorts.births());
      }
      if (demand.plan() != null) {
        named.add(demand.plan().file());
      }
    }
    named.stream()
        .filter(name -> !name.isEmpty() && !name.startsWith(Configuration.SYNTHETIC))
        .map(name -> configuration.locate(name, INVENTED))
        .forEach(files::add);
    return files;
  }

  /** What the models of a run are made from. */
  static Provenance provenance(Run run, LocalDate asOf) {
    List<Provenance.Source> sources = new ArrayList<>();
    for (Configuration.Source source : run.configuration().sources()) {
      if (!source.mapping().personLevel()) {
        continue;
      }
      for (Path file : run.configuration().files(source, run.folder().synthetic())) {
        sources.add(
            new Provenance.Source(String.valueOf(file.getFileName()), 0, Fingerprint.ofFile(file)));
      }
    }
    return new Provenance(
        run.codeVersion(), configHash(run.configuration()), sources, run.seed(), asOf);
  }
}
