package org.tidetable.pipeline.cohort;

import static org.tidetable.pipeline.cohort.PatternReader.dotted;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.cohort.CohortDefinition.Take;
import org.tidetable.models.cohort.CompiledCohort;
import org.tidetable.models.cohort.EventPattern;
import org.tidetable.models.cohort.IndexRule;
import org.tidetable.models.cohort.Rule;
import org.tidetable.pipeline.conf.Nearest;
import org.tidetable.pipeline.conf.PlacedYaml;
import org.tidetable.pipeline.conf.Problems;
import org.tidetable.pipeline.run.UserError;

/** Reads a cohort file: every problem with its line, column and what to do. */
public final class CohortReader {
  private static final List<String> POPULATION = List.of("age", "sex", "area", "resident_days");
  private static final List<String> INDEX =
      List.of("as_of", "snapshots", "event", "which", "from", "to", "every_months");

  private final PlacedYaml yaml;
  private final LocalDate asOf;
  private final Optional<Observed> observed;

  private CohortReader(PlacedYaml yaml, LocalDate asOf, Optional<Observed> observed) {
    this.yaml = yaml;
    this.asOf = asOf;
    this.observed = observed;
  }

  /** Whether a file that can be read at all is about a cohort, and no configuration of a run. */
  public static boolean isCohort(Path file) {
    return PlacedYaml.read(file, new Problems())
        .map(yaml -> yaml.tree().has("cohort") || yaml.tree().has("include"))
        .orElse(false);
  }

  /**
   * The cohort in that file, whatever the data hold.
   *
   * @param asOf the index date where the file names none: the first day after the data
   * @throws UserError with exit code 3 and every problem found in it
   */
  public static CohortDefinition read(Path file, LocalDate asOf) {
    return read(file, asOf, Optional.empty());
  }

  /**
   * The cohort in that file.
   *
   * @param observed what the data hold: another area or day would give a cohort of nobody
   * @throws UserError with exit code 3 and every problem found in it
   */
  static CohortDefinition read(Path file, Observed observed) {
    return read(file, observed.asOf(), Optional.of(observed));
  }

  private static CohortDefinition read(Path file, LocalDate asOf, Optional<Observed> observed) {
    Problems problems = new Problems();
    Optional<CohortDefinition> cohort =
        PlacedYaml.read(file, problems)
            .flatMap(yaml -> new CohortReader(yaml, asOf, observed).cohort());
    problems.throwIfAny();
    return cohort.orElseThrow();
  }

  private Optional<CohortDefinition> cohort() {
    JsonNode tree = yaml.tree();
    known(tree, "", Words.FILE);
    String name = tree.path("cohort").asText("");
    if (!name.matches("[a-z][a-z0-9_]{0,59}")) {
      yaml.noteValue("cohort", "needs a name of small letters, digits and underscores. Add it.");
    }
    if (!tree.path("version").isInt() || tree.path("version").asInt() < 1) {
      yaml.noteValue(
          "version", "needs a version of 1 or more. Add it, and raise it with each change.");
    }
    JsonNode lag = tree.path("lag_days");
    if (!lag.isMissingNode() && (!lag.isInt() || lag.asInt() < 0)) {
      yaml.noteValue("lag_days", "must be a number of days, 0 or more.");
    }
    String unknown = tree.path("unknown").asText("out");
    if (!List.of("out", "in").contains(unknown)) {
      yaml.noteValue("unknown", "must be out or in: what becomes of who cannot be observed.");
    }
    RuleReader rules = new RuleReader(yaml, observed);
    Optional<IndexRule> index = index(tree.path("index"));
    JsonNode people = tree.path("population");
    known(people, "population", POPULATION);
    List<Rule> population = rules.steps(people, "population");
    List<Rule> include = rules.steps(tree.path("include"), "include");
    List<Rule> exclude = rules.steps(tree.path("exclude"), "exclude");
    Optional<Take> take = take(tree.path("risk"));
    try {
      CohortDefinition cohort =
          new CohortDefinition(
              name.isBlank() ? "unnamed" : name,
              Math.max(1, tree.path("version").asInt()),
              tree.path("title").asText(name.replace('_', ' ')),
              index.orElseGet(() -> new IndexRule.Snapshots(List.of(asOf))),
              population,
              include,
              exclude,
              unknown.equals("in"),
              lag.asInt(CohortDefinition.USUAL_LAG_DAYS),
              take.orElse(Take.EVERYBODY));
      CompiledCohort.patterns(cohort);
      return Optional.of(cohort);
    } catch (IllegalArgumentException refused) {
      yaml.note("cohort", String.valueOf(refused.getMessage()) + ".");
      return Optional.empty();
    }
  }

  private void known(JsonNode tree, String path, List<String> known) {
    tree.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                yaml.note(
                    dotted(path, name), "is not a setting. " + Nearest.suggestion(name, known));
              }
            });
  }

  private Optional<IndexRule> index(JsonNode given) {
    known(given, "index", INDEX);
    if (given.isMissingNode()) {
      return Optional.empty();
    }
    if (given.has("event")) {
      return atEvent(given);
    }
    List<LocalDate> dates = new ArrayList<>();
    if (given.has("as_of")) {
      dayOfData(given.path("as_of"), "index.as_of").ifPresent(dates::add);
    }
    JsonNode listed = given.path("snapshots");
    for (int i = 0; i < listed.size(); i++) {
      dayOfData(listed.get(i), "index.snapshots[" + i + "]").ifPresent(dates::add);
    }
    int step = given.path("every_months").asInt(0);
    if (given.has("from") || given.has("every_months")) {
      Optional<LocalDate> from = dayOfData(given.path("from"), "index.from");
      LocalDate to = dayOfData(given.path("to"), "index.to").orElse(asOf);
      if (step < 1) {
        yaml.noteValue("index.every_months", "must be 1 or more.");
      } else {
        from.ifPresent(
            first -> {
              for (int i = 0; !first.plusMonths((long) i * step).isAfter(to); i++) {
                dates.add(first.plusMonths((long) i * step));
              }
            });
      }
    }
    return dates.isEmpty() ? Optional.empty() : Optional.of(new IndexRule.Snapshots(dates));
  }

  private Optional<IndexRule> atEvent(JsonNode given) {
    Optional<EventPattern> event =
        new PatternReader(yaml).read(given.path("event"), "index.event", given, "index");
    String which = given.path("which").asText("first").toUpperCase(Locale.ROOT);
    List<String> allowed = List.of("FIRST", "LAST", "EVERY");
    if (!allowed.contains(which)) {
      yaml.noteValue("index.which", "must be first, last or every.");
      return Optional.empty();
    }
    Optional<LocalDate> from = date(given.path("from"), "index.from");
    Optional<LocalDate> to = date(given.path("to"), "index.to");
    if (event.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (!from.get().isBefore(to.get())) {
      yaml.noteValue("index.to", "must come after from: it is the first day after the period.");
      return Optional.empty();
    }
    observed
        .flatMap(data -> data.noneFrom(from.get()))
        .ifPresent(why -> yaml.noteValue("index.from", why));
    observed
        .flatMap(data -> data.noneUntil(to.get()))
        .ifPresent(why -> yaml.noteValue("index.to", why));
    try {
      return Optional.of(
          new IndexRule.AtEvent(event.get(), IndexRule.Which.valueOf(which), from.get(), to.get()));
    } catch (IllegalArgumentException refused) {
      yaml.note("index", String.valueOf(refused.getMessage()) + ".");
      return Optional.empty();
    }
  }

  /** A day on which people are looked at. */
  private Optional<LocalDate> dayOfData(JsonNode given, String path) {
    Optional<LocalDate> day = date(given, path);
    day.flatMap(each -> observed.flatMap(data -> data.outside(each)))
        .ifPresent(why -> yaml.noteValue(path, why));
    return day;
  }

  private Optional<LocalDate> date(JsonNode given, String path) {
    try {
      return Optional.of(LocalDate.parse(given.asText()));
    } catch (DateTimeParseException notOne) {
      yaml.noteValue(path, "is not a date. Write yyyy-MM-dd.");
      return Optional.empty();
    }
  }

  private Optional<Take> take(JsonNode given) {
    if (given.isMissingNode()) {
      return Optional.empty();
    }
    known(given, "risk", List.of("model", "take"));
    known(given.path("take"), "risk.take", List.of("top", "per"));
    String per = given.path("take").path("per").asText("");
    if (!per.isEmpty() && !per.equals("area")) {
      yaml.noteValue("risk.take.per", "is \"" + per + "\". Write area, or leave it out.");
    }
    int top = given.path("take").path("top").asInt(0);
    if (top < 1 || given.path("model").asText("").isBlank()) {
      yaml.noteValue(
          given.path("take").has("top") && top < 1 ? "risk.take.top" : "risk",
          "needs a model and a number, 1 or more. Write {model: NAME, take: {top: 250}}.");
      return Optional.empty();
    }
    return Optional.of(new Take(given.path("model").asText(), top, per.equals("area")));
  }
}
