package org.tidetable.pipeline.conf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tidetable.pipeline.conf.Planning.Spot;

/** What planners add, checked against the demands of the run; every problem is noted. */
final class PlanningCheck {
  private final RunConfig run;
  private final Path file;
  private final Function<String, Spot> places;
  private final Problems problems;
  private final List<String> demands;
  private final PublishedTexts texts;

  /**
   * @param file the configuration, from whose folder the others are named
   * @param places where a setting stands
   */
  PlanningCheck(RunConfig run, Path file, Function<String, Spot> places, Problems problems) {
    this.run = run;
    this.file = file;
    this.places = places;
    this.problems = problems;
    this.demands = run.demand().stream().map(RunConfig.Demand::name).toList();
    this.texts = new PublishedTexts(file);
  }

  /**
   * What planners add.
   *
   * @throws org.tidetable.pipeline.run.UserError with exit code 5 for a text that identifies people
   */
  Planning planning() {
    Planning planning =
        new Planning(adjustments(), leaveOut(), breaks(), population(), leads(), plans(), births());
    texts.throwIfAnyIdentifies();
    return planning;
  }

  private List<Planning.Adjustment> adjustments() {
    return run.adjustments().isEmpty()
        ? List.of()
        : found(run.adjustments(), "adjustments")
            .map(named -> new AdjustmentFile(named, demands, problems).read())
            .orElse(List.of());
  }

  private List<Planning.LeftOut> leaveOut() {
    List<Planning.LeftOut> left = new ArrayList<>();
    for (int i = 0; i < run.leaveOut().size(); i++) {
      PlannerConfig.LeftOut written = run.leaveOut().get(i);
      String path = "leave_out[" + i + "]";
      demand(written.demand(), path + ".demand");
      reason(written.reason(), path);
      left.add(
          new Planning.LeftOut(
              new Planning.Place(
                  written.demand(),
                  written.area(),
                  written.ageGroup(),
                  written.category(),
                  places.apply(path + ".area")),
              written.reason()));
    }
    return left;
  }

  private List<Planning.Break> breaks() {
    List<Planning.Break> breaks = new ArrayList<>();
    for (int i = 0; i < run.breaks().size(); i++) {
      PlannerConfig.Break written = run.breaks().get(i);
      String path = "breaks[" + i + "]";
      if (!written.demand().isEmpty()) {
        demand(written.demand(), path + ".demand");
      }
      reason(written.reason(), path);
      Optional<LocalDate> from = day(written.from(), path + ".from");
      Optional<LocalDate> to = day(written.to(), path + ".to");
      if (from.isEmpty() || to.isEmpty()) {
        continue;
      }
      if (to.get().isBefore(from.get())) {
        note(path + ".to", "lies before \"from\". Swap them.");
      }
      Planning.Break added =
          new Planning.Break(written.demand(), from.get(), to.get(), written.reason());
      if (breaks.stream().anyMatch(other -> other.overlaps(added))) {
        note(path, "overlaps an earlier break of the same demand. Make one of them.");
      }
      breaks.add(added);
    }
    return breaks;
  }

  private List<Planning.Population> population() {
    List<Planning.Population> all = new ArrayList<>();
    for (int i = 0; i < run.population().size(); i++) {
      PlannerConfig.Population written = run.population().get(i);
      String path = "population[" + i + "]";
      demand(written.demand(), path + ".demand");
      boolean twice = all.stream().anyMatch(other -> other.demand().equals(written.demand()));
      boolean rate =
          run.demand().stream()
              .anyMatch(demand -> demand.name().equals(written.demand()) && demand.per() != null);
      if (twice) {
        note(path + ".demand", "has a population already. Keep one.");
      }
      if (rate) {
        note(path + ".demand", "is a rate already. Leave it out.");
      }
      published(written.publishedBy(), path + ".published_by");
      published(written.licence(), path + ".licence");
      published(written.address(), path + ".address");
      Optional<LocalDate> publishedOn =
          written.publishedOn().isEmpty()
              ? Optional.empty()
              : day(written.publishedOn(), path + ".published_on");
      found(written.file(), path + ".file")
          .map(
              named ->
                  new Planning.Population(
                      written.demand(),
                      named,
                      written.publishedBy(),
                      written.licence(),
                      written.address(),
                      publishedOn,
                      HeadcountFile.population(named, problems)))
          .ifPresent(all::add);
    }
    return all;
  }

  private List<Planning.Births> births() {
    List<Planning.Births> all = new ArrayList<>();
    for (int i = 0; i < run.demand().size(); i++) {
      RunConfig.Demand demand = run.demand().get(i);
      RunConfig.Cohorts cohorts = demand.cohorts();
      if (cohorts != null && !cohorts.births().isEmpty()) {
        found(cohorts.births(), "demand[" + i + "].cohorts.births")
            .map(file -> new Planning.Births(demand.name(), HeadcountFile.births(file, problems)))
            .ifPresent(all::add);
      }
    }
    return all;
  }

  private List<Planning.LeadIndicator> leads() {
    List<Planning.LeadIndicator> leads = new ArrayList<>();
    for (int i = 0; i < run.leadIndicators().size(); i++) {
      PlannerConfig.LeadIndicator written = run.leadIndicators().get(i);
      String path = "lead_indicators[" + i + "]";
      demand(written.demand(), path + ".demand");
      demand(written.leads(), path + ".leads");
      if (written.leads().equals(written.demand())) {
        note(path + ".leads", "is the demand itself. Name another one.");
      }
      if (written.lagFrom() < 1) {
        note(path + ".lag_from", "is " + written.lagFrom() + "; use 1 or more.");
      }
      if (written.lagTo() < written.lagFrom()) {
        note(path + ".lag_to", "is smaller than lag_from. Swap them.");
      }
      Optional<RunConfig.Demand> told = named(written.demand());
      Optional<RunConfig.Demand> telling = named(written.leads());
      if (told.isPresent()
          && telling.isPresent()
          && telling.get().grain().compareTo(told.get().grain()) > 0) {
        note(
            path + ".leads",
            "has longer periods than the demand that it is to tell of. Name one whose periods are as"
                + " long or shorter.");
      }
      leads.add(
          new Planning.LeadIndicator(
              written.demand(), written.leads(), written.lagFrom(), written.lagTo()));
    }
    return leads;
  }

  private List<Planning.Plan> plans() {
    List<Planning.Plan> plans = new ArrayList<>();
    for (int i = 0; i < run.demand().size(); i++) {
      RunConfig.Demand demand = run.demand().get(i);
      PlannerConfig.Plan written = demand.plan();
      if (written == null) {
        continue;
      }
      String path = "demand[" + i + "].plan";
      String whose = path + ".published_by";
      if (written.publishedBy().isBlank()) {
        note(whose, "is blank. Say whose plan it is: readers will ask.");
      }
      if (written.publishedBy().length() > PublishedTexts.MOST_LETTERS) {
        note(whose, "is longer than " + PublishedTexts.MOST_LETTERS + " letters. Shorten it.");
      }
      texts.see("published_by", written.publishedBy(), places.apply(whose).line());
      found(written.file(), path + ".file")
          .map(named -> new PlanFile(named, demand.name(), demand.grain(), problems).read())
          .ifPresent(
              values -> plans.add(new Planning.Plan(demand.name(), written.publishedBy(), values)));
    }
    return plans;
  }

  private Optional<RunConfig.Demand> named(String name) {
    return run.demand().stream().filter(demand -> demand.name().equals(name)).findFirst();
  }

  private void demand(String name, String path) {
    if (!demands.contains(name)) {
      note(path, "names no demand of this run. " + Nearest.suggestion(name, demands));
    }
  }

  private void reason(String reason, String path) {
    String spot = path + ".reason";
    if (reason.isBlank()) {
      note(spot, "is blank. Say why: readers will ask.");
    }
    if (reason.length() > PublishedTexts.MOST_LETTERS) {
      note(spot, "is longer than " + PublishedTexts.MOST_LETTERS + " letters. Shorten it.");
    }
    texts.see("reason", reason, places.apply(spot).line());
  }

  private void published(String text, String path) {
    if (text.isBlank()) {
      note(
          path,
          "is blank. Counts of people need published_by, licence and address: rates can be"
              + " turned back into them.");
    }
    texts.see(path.substring(path.indexOf('.') + 1), text, places.apply(path).line());
  }

  private Optional<LocalDate> day(String text, String path) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException notOne) {
      note(path, "\"" + text + "\" is not a date. Write yyyy-MM-dd.");
      return Optional.empty();
    }
  }

  private Optional<Path> found(String named, String path) {
    Path parent = file.toAbsolutePath().getParent();
    Path place = parent == null ? Path.of(named) : parent.resolve(named).normalize();
    if (Files.isRegularFile(place)) {
      return Optional.of(place);
    }
    note(path, "there is no file " + place + ". Check the path.");
    return Optional.empty();
  }

  private void note(String path, String message) {
    Spot spot = places.apply(path);
    problems.add(spot.file(), spot.line(), spot.column(), path, message);
  }
}
