package org.tidetable.pipeline.conf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.pipeline.identity.Pseudonymiser;
import org.tidetable.pipeline.source.SourceMapping;

/**
 * A configuration without problems: as written, with its files found and its problems in the words
 * of the models.
 *
 * @param file the file that was read
 * @param readFiles every file of the configuration, this one first
 * @param sources in the order written
 * @param demand the demands with the written form beside the problem
 * @param planning what planners add
 */
public record Configuration(
    Path file,
    List<Path> readFiles,
    RunConfig written,
    List<Source> sources,
    List<Demand> demand,
    List<Risk> risk,
    Planning planning,
    DisclosureConfig disclosure) {

  /** The word for files of the invented population, which are made by the run itself. */
  public static final String SYNTHETIC = "synthetic:";

  public Configuration {
    readFiles = List.copyOf(readFiles);
    sources = List.copyOf(sources);
    demand = List.copyOf(demand);
    risk = List.copyOf(risk);
  }

  /** A mapping and the files that it reads, as written. */
  public record Source(SourceMapping mapping, List<String> files) {}

  /** A demand problem and how it was written. */
  public record Demand(DemandProblem problem, RunConfig.Demand written) {}

  /** A risk problem and how it was written. */
  public record Risk(RiskProblem problem, RunConfig.Risk written) {}

  /**
   * Where a named file stands.
   *
   * @param named as written: relative to the configuration, absolute, or {@code synthetic:NAME}
   * @param synthetic the folder of the invented population
   */
  public Path locate(String named, Path synthetic) {
    if (named.startsWith(SYNTHETIC)) {
      return synthetic.resolve(named.substring(SYNTHETIC.length()));
    }
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? Path.of(named) : parent.resolve(named).normalize();
  }

  /**
   * The files that a source reads, in a fixed order: entries may be files, folders or globs.
   *
   * @param synthetic the folder of the invented population
   */
  public List<Path> files(Source source, Path synthetic) {
    List<Path> files = new ArrayList<>();
    for (String named : source.files()) {
      if (named.startsWith(SYNTHETIC)) {
        files.add(locate(named, synthetic));
      } else {
        Path parent = file.toAbsolutePath().getParent();
        files.addAll(SourceFiles.expand(parent == null ? Path.of("") : parent, named));
      }
    }
    return files;
  }

  /** The file of the key that keys of persons are made with; empty when the run has none. */
  public String keyFile() {
    String named = written.pseudonymKey();
    return named.isEmpty() ? "" : locate(named, Path.of("")).toString();
  }

  /** The word of the link table for the persons of a source. */
  public String linkSource(String source) {
    SourceMapping mapping = mappings().get(source);
    return mapping == null ? source : mapping.linkSource();
  }

  /** The name of that key, never the key; empty when the run has none. */
  public String keyId() {
    String file = keyFile();
    return file.isEmpty() ? "" : Pseudonymiser.read(Path.of(file)).keyId();
  }

  /** The words of the link table for sources whose persons are keyed while they are read. */
  public Set<String> keyedSources() {
    return sources.stream()
        .map(Source::mapping)
        .filter(SourceMapping::keysPersons)
        .map(SourceMapping::linkSource)
        .collect(Collectors.toSet());
  }

  /** Whether rows of sources are linked to people: tables alone are not. */
  public boolean linksPeople() {
    return written.people() != null && !written.people().links().isEmpty();
  }

  /** Whether any people in it are invented. */
  public boolean invented() {
    return sources.stream().anyMatch(source -> source.mapping().invented());
  }

  /** Whether the people that a demand counts are invented. */
  public boolean invented(Demand counted) {
    return counted.written().source().equals("events") && invented();
  }

  /** The names of all risks: of people over time, then of joined tables. */
  public List<String> riskNames() {
    return Stream.concat(
            risk.stream().map(each -> each.problem().name()),
            written.joinedRisk().stream().map(JoinedRiskConfig::name))
        .toList();
  }

  /** The mappings by name. */
  public Map<String, SourceMapping> mappings() {
    return sources.stream()
        .collect(
            java.util.stream.Collectors.toMap(
                source -> source.mapping().name(), Source::mapping, (a, b) -> a));
  }
}
