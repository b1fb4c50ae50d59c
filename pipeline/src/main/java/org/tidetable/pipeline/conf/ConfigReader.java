package org.tidetable.pipeline.conf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidetable.export.disclosure.DisclosureKey;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.YamlReader.Bound;
import org.tidetable.pipeline.identity.Pseudonymiser;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.CountsMapping;
import org.tidetable.pipeline.source.SourceMapping;

/** Reads a configuration as a whole: all its problems are shown at once, or there are none. */
public final class ConfigReader {
  private static final int SMALLEST_BASE = 8;
  private static final int SMALLEST_BASIS = 10;

  private final Path file;
  private final Problems problems = new Problems();
  private final YamlReader yaml = new YamlReader(problems);
  private final List<Path> listFiles = new ArrayList<>();

  private ConfigReader(Path file) {
    this.file = file;
  }

  /**
   * The configuration in that file.
   *
   * @throws org.tidetable.pipeline.run.UserError with exit code 3 and every problem found
   */
  public static Configuration read(Path file) {
    ConfigReader reader = new ConfigReader(file);
    Optional<Configuration> configuration = reader.read();
    reader.problems.throwIfAny();
    return configuration.orElseThrow();
  }

  private Optional<Configuration> read() {
    Optional<Bound<RunConfig>> bound = yaml.read(file, RunConfig.class);
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    RunConfig run = bound.get().value();
    Check at = new Check(file.toString(), bound.get().places());
    List<Configuration.Source> sources = sources(run, at);
    Optional<Bound<DisclosureConfig>> disclosure =
        yaml.read(beside(run.disclosure()), DisclosureConfig.class);
    disclosure.ifPresent(policy -> checkPolicy(run, sources, policy));
    List<Configuration.Demand> demand = demand(run, sources, at);
    List<Configuration.Risk> risk = new RiskReader(this::beside, at::note).risks(run.risk());
    checkJoined(run, sources, at);
    checkPeople(run, sources, at);
    Planning planning = new PlanningCheck(run, file, at::place, problems).planning();
    if (!problems.isEmpty() || disclosure.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Configuration(
            file, readFiles(run), run, sources, demand, risk, planning, disclosure.get().value()));
  }

  private List<Path> readFiles(RunConfig run) {
    List<Path> files = new ArrayList<>();
    files.add(file);
    run.sources().forEach(source -> files.add(beside(source.mapping())));
    files.add(beside(run.disclosure()));
    run.joinedRisk().forEach(risk -> files.add(beside(risk.query())));
    run.risk().forEach(risk -> risk.pointScores().forEach(file -> files.add(beside(file))));
    files.addAll(listFiles);
    return files;
  }

  private Path beside(String named) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? Path.of(named) : parent.resolve(named).normalize();
  }

  private List<Configuration.Source> sources(RunConfig run, Check at) {
    List<Configuration.Source> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < run.sources().size(); i++) {
      RunConfig.Source source = run.sources().get(i);
      String path = "sources[" + i + "]";
      Path mappingFile = beside(source.mapping());
      if (!Files.exists(mappingFile)) {
        at.note(path + ".mapping", "there is no file " + mappingFile + ". Check the path.");
        continue;
      }
      yaml.read(mappingFile, SourceMapping.class)
          .map(mapping -> new MappingCheck(mappingFile, mapping, problems))
          .ifPresent(
              mapping -> {
                SourceMapping checked =
                    run.invented() ? mapping.checked().asInvented() : mapping.checked();
                listFiles.addAll(mapping.listFiles());
                if (!names.add(checked.name())) {
                  at.note(path, "names a mapping that is already used; add its files there.");
                }
                if (checked.keysPersons() && run.pseudonymKey().isEmpty()) {
                  at.note(
                      path + ".mapping",
                      "makes keys of persons, but \"pseudonym_key\" names no key file. Make 32"
                          + " random bytes that only you can read, and name the file.");
                }
                sources.add(new Configuration.Source(checked, source.files()));
              });
      checkFiles(run, source, path, at);
    }
    if (run.sources().isEmpty()) {
      at.note("sources", "names no source. Name at least one mapping with its files.");
    }
    return sources;
  }

  private void checkFiles(RunConfig run, RunConfig.Source source, String path, Check at) {
    if (source.files().isEmpty()) {
      at.note(path + ".files", "names no file. Name at least one.");
    }
    for (int j = 0; j < source.files().size(); j++) {
      String named = source.files().get(j);
      String place = path + ".files[" + j + "]";
      if (named.startsWith(Configuration.SYNTHETIC)) {
        checkFile(run, named, place, at);
      } else if (SourceFiles.expand(beside(""), named).isEmpty()) {
        at.note(
            place,
            SourceFiles.isFolder(beside(""), named)
                ? "the folder " + beside(named) + " holds no file to read. Put the files there."
                : "there is no file " + beside(named) + ". Check the path.");
      }
    }
  }

  private void checkFile(RunConfig run, String named, String path, Check at) {
    if (named.startsWith(Configuration.SYNTHETIC)) {
      if (run.synthetic() == null) {
        at.note(path, "asks for the invented population, but there is no \"synthetic\" setting.");
      }
    } else if (!named.isEmpty() && !Files.isRegularFile(beside(named))) {
      at.note(path, "there is no file " + beside(named) + ". Check the path.");
    }
  }

  private void checkPolicy(
      RunConfig run, List<Configuration.Source> sources, Bound<DisclosureConfig> bound) {
    DisclosureConfig policy = bound.value();
    Check at = new Check(beside(run.disclosure()).toString(), bound.places());
    if (policy.base() < SMALLEST_BASE) {
      at.note("base", "is " + policy.base() + "; use 8 or more.");
    }
    if (policy.minimumBasis() < SMALLEST_BASIS) {
      at.note("minimum_basis", "is " + policy.minimumBasis() + "; use 10 or more.");
    }
    if (!policy.usesDemoKey()) {
      try {
        DisclosureKey.read(beside(policy.key()));
      } catch (DisclosureKey.Unusable unusable) {
        at.note("key", String.valueOf(unusable.getMessage()));
      }
    } else if (mayHoldRealPeople(run, sources)) {
      at.note(
          "key",
          "demo-only is published. It may be used where every source of events is declared"
              + " \"invented: true\"; real people need a key file of their own.");
    }
  }

  /** Whether any person-level file is not known to be of invented people. */
  private static boolean mayHoldRealPeople(RunConfig run, List<Configuration.Source> sources) {
    boolean allDeclared = true;
    boolean any = false;
    for (Configuration.Source source : sources) {
      if (source.mapping().personLevel()) {
        any = true;
        allDeclared &= source.mapping().invented();
      }
    }
    boolean people = run.people() != null;
    return (people && !any) || !allDeclared;
  }

  private List<Configuration.Demand> demand(
      RunConfig run, List<Configuration.Source> sources, Check at) {
    List<Configuration.Demand> demand = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<EventKind> counted = new HashSet<>();
    for (int i = 0; i < run.demand().size(); i++) {
      RunConfig.Demand written = run.demand().get(i);
      String path = "demand[" + i + "]";
      if (!names.add(written.name())) {
        at.note(path + ".name", "stands twice. Give each demand its own name.");
      }
      boolean known =
          written.source().equals("events")
              || sources.stream().anyMatch(s -> s.mapping().name().equals(written.source()));
      if (!known) {
        at.note(path + ".source", "names no source of this run, nor \"events\".");
      }
      sources.stream()
          .map(Configuration.Source::mapping)
          .filter(mapping -> mapping.name().equals(written.source()))
          .findFirst()
          .ifPresent(mapping -> checkGrain(written, mapping, path, at));
      if (written.source().equals("events")) {
        checkCounted(written, path, at);
        if (!counted.add(written.kind())) {
          at.note(
              path + ".kind", "is counted from events already; two countings could be compared.");
        }
      }
      new DemandCheck(written, path, at::note).all();
      checkFile(run, written.schoolHolidays(), path + ".school_holidays", at);
      if (written.horizon() < 1) {
        at.note(path + ".horizon", "is " + written.horizon() + "; use 1 or more.");
        continue;
      }
      demand.add(
          new Configuration.Demand(
              new DemandProblem(
                  written.name(),
                  written.kind(),
                  Optional.ofNullable(written.per()),
                  written.grain(),
                  written.horizon(),
                  DemandProblem.PUBLISHED_LEVELS),
              written));
    }
    return demand;
  }

  /** Counts are forecast by the periods that they were published for. */
  private static void checkGrain(
      RunConfig.Demand written, SourceMapping mapping, String path, Check at) {
    CountsMapping counts = mapping.counts();
    if (counts == null) {
      at.note(
          path + ".source",
          "names a source without counts. Name one whose mapping has counts, or events.");
    } else if (counts.grain() != written.grain()) {
      at.note(
          path + ".grain",
          String.format(
              Locale.ROOT,
              "is %s, and the counts of %s are by %s, which are not added up. Write grain: %s.",
              written.grain().code(),
              mapping.name(),
              counts.grain().code(),
              counts.grain().code()));
    }
  }

  /** Events are counted by area, all ages and categories together. */
  private static void checkCounted(RunConfig.Demand written, String path, Check at) {
    if (!Set.of("area", "nation").containsAll(written.levels())) {
      at.note(path + ".levels", "of events may be area and nation only.");
    }
    if (!Set.of("all").containsAll(written.ageGroups())) {
      at.note(path + ".age_groups", "of events are counted together. Leave it out.");
    }
    if (!Set.of("all").containsAll(written.categories())) {
      at.note(path + ".categories", "of events are counted together. Leave it out.");
    }
    if (written.per() != null) {
      at.note(path + ".per", "is for published counts. Leave it out for events.");
    }
    if (written.grain() == Grain.HOUR) {
      at.note(path + ".grain", "is finer than the days of events. Use day or longer.");
    }
    // One event may hold many of these, and the rounding protects counts of events.
    if (Set.of("hours", "sessions", "bed days").contains(written.kind().unit())) {
      at.note(
          path + ".kind",
          "is measured in "
              + written.kind().unit()
              + ", and events are counted one each. Name a kind that is a count.");
    }
  }

  private void checkJoined(RunConfig run, List<Configuration.Source> sources, Check at) {
    Map<String, SourceMapping> mappings =
        sources.stream()
            .map(Configuration.Source::mapping)
            .collect(Collectors.toMap(SourceMapping::name, mapping -> mapping, (a, b) -> a));
    Set<String> taken = run.risk().stream().map(RunConfig.Risk::name).collect(Collectors.toSet());
    new JoinedRiskCheck(mappings, this::beside, at::note).check(run.joinedRisk(), taken);
  }

  private void checkPeople(RunConfig run, List<Configuration.Source> sources, Check at) {
    boolean events = sources.stream().anyMatch(s -> s.mapping().events() != null);
    boolean persons = sources.stream().anyMatch(s -> s.mapping().personLevel());
    if (persons && run.people() == null) {
      at.note(
          "sources",
          "holds rows of persons, but \"people\" (register, links, opt_out) is not given.");
    }
    if (!run.risk().isEmpty() && !events) {
      at.note("risk", "needs a source with person-level events.");
    }
    if (run.people() != null) {
      PeopleCheck people = new PeopleCheck(run.people(), at::note);
      people.optOut(mayHoldRealPeople(run, sources));
      people.files().forEach(named -> checkFile(run, named.file(), named.path(), at));
      boolean told = sources.stream().anyMatch(s -> s.mapping().people() != null);
      boolean linked = events || told || !run.people().register().isEmpty();
      if (run.people().links().isEmpty() && linked) {
        at.note("people", "lacks \"links\": the file that tells whose rows are whose.");
      }
      if (linked && run.people().register().isEmpty() && !told) {
        at.note("people", "lacks \"register\", and no source tells of people.");
      }
    }
    RunConfig.Areas areas = run.areas();
    if (areas != null) {
      checkFile(run, areas.trustCatchment(), "areas.trust_catchment", at);
      checkFile(run, areas.trustAttribution(), "areas.trust_attribution", at);
      checkFile(run, areas.authorityRegion(), "areas.authority_region", at);
      for (int i = 0; i < areas.successors().size(); i++) {
        checkFile(run, areas.successors().get(i), "areas.successors[" + i + "]", at);
      }
    }
    if (!run.pseudonymKey().isEmpty()) {
      try {
        Pseudonymiser.read(beside(run.pseudonymKey()));
      } catch (UserError unusable) {
        at.note("pseudonym_key", String.valueOf(unusable.getMessage()));
      }
    }
    RunConfig.Synthetic synthetic = run.synthetic();
    if (synthetic != null && !isDate(synthetic.from())) {
      at.note("synthetic.from", "is not a date. Write yyyy-MM-dd.");
    }
    if (synthetic != null && !isDate(synthetic.to())) {
      at.note("synthetic.to", "is not a date. Write yyyy-MM-dd.");
    }
    checkFile(run, run.bankHolidays(), "bank_holidays", at);
    checkFile(run, run.schoolHolidays(), "school_holidays", at);
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException notOne) {
      return false;
    }
  }

  /** Notes problems of one file at the places of its settings. */
  private final class Check {
    private final String name;
    private final StrictYaml places;

    Check(String name, StrictYaml places) {
      this.name = name;
      this.places = places;
    }

    Planning.Spot place(String path) {
      return new Planning.Spot(name, places.line(path), places.column(path), path);
    }

    void note(String path, String message) {
      problems.add(name, places.line(path), places.column(path), path, message);
    }
  }
}
