package org.tidetable.pipeline.conf;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.tidetable.models.evaluation.TemporalPaths;
import org.tidetable.models.vocabulary.Grain;

/** How a demand wants to be forecast, checked before anything is read. */
final class DemandCheck {
  /** Births are known so many years before the children enter school. */
  private static final int BIRTHS_AHEAD = 4;

  private final RunConfig.Demand written;
  private final String path;
  private final BiConsumer<String, String> note;

  /**
   * @param path of the demand
   * @param note takes the path of a setting, and what is wrong with it
   */
  DemandCheck(RunConfig.Demand written, String path, BiConsumer<String, String> note) {
    this.written = written;
    this.path = path;
    this.note = note;
  }

  void all() {
    methods();
    temporal();
    RunConfig.Cohorts cohorts = written.cohorts();
    if (cohorts != null) {
      cohorts(cohorts);
    }
  }

  private void methods() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < written.methods().size(); i++) {
      String name = written.methods().get(i);
      String place = path + ".methods[" + i + "]";
      MethodNames.problem(name).ifPresent(problem -> note.accept(place, problem));
      if (!seen.add(name)) {
        note.accept(place, "stands twice. Keep one.");
      }
    }
  }

  private void temporal() {
    for (int i = 0; i < written.temporal().size(); i++) {
      Grain longer = written.temporal().get(i);
      if (TemporalPaths.length(written.grain(), longer).isEmpty()) {
        note.accept(
            path + ".temporal[" + i + "]",
            "a %s is not always the same number of %ss. %s"
                .formatted(longer.code(), written.grain().code(), choices()));
      }
    }
  }

  private String choices() {
    String choices = "";
    for (Grain longer : Grain.values()) {
      if (TemporalPaths.length(written.grain(), longer).isPresent()) {
        choices += (choices.isEmpty() ? "" : " and ") + longer.code();
      }
    }
    return choices.isEmpty() ? "Leave it out." : "Use " + choices + ".";
  }

  private void cohorts(RunConfig.Cohorts cohorts) {
    String place = path + ".cohorts";
    if (written.grain() != Grain.YEAR) {
      note.accept(place, "move up once a year: use grain: year, or leave them out.");
    }
    if (cohorts.years() < 1) {
      note.accept(place + ".years", "is " + cohorts.years() + "; use 1 or more.");
    }
    if (cohorts.groups().size() < 2) {
      note.accept(place + ".groups", "needs two year groups or more, the youngest first.");
    }
    Optional<String> stranger =
        cohorts.groups().stream()
            .filter(group -> !written.ageGroups().containsAll(cohorts.groups()))
            .filter(group -> !written.categories().contains(group))
            .findFirst();
    stranger.ifPresent(
        group ->
            note.accept(
                place + ".groups",
                "\"%s\" is forecast apart in neither age_groups nor categories. %s"
                    .formatted(
                        group,
                        Nearest.suggestion(
                            group,
                            written.categories().isEmpty()
                                ? written.ageGroups()
                                : written.categories()))));
    if (!cohorts.births().isEmpty() && written.horizon() > BIRTHS_AHEAD) {
      note.accept(
          place + ".births",
          "are known four years ahead, so that a forecast of more was not possible before. Use a"
              + " horizon of 4 or less.");
    }
  }
}
